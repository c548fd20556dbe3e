"""A review for people in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from msgc.pipeline.review.blanks import LEGEND
from msgc.pipeline.review.frames import frame_lines
from msgc.pipeline.review.model import FindingChange, MessageChange, Picture, Review
from msgc.pipeline.review.words import (
    finding_words,
    is_marked,
    limit_words,
    notes_of,
    reach_lines,
    state_of,
    status_word,
    summary_line,
    title_of,
)
from msgc.records import dataclass
from msgc.report.cells import visible_line, wrap
from msgc.report.paint import Paint, painter

# Of limits, which a new kind of message brings by the dozen, a screen shows so many.
MOST_LIMITS = 8


def render_text(review: Review, *, color: bool, width: int) -> str:
    """Return the review for a screen `width` cells wide, with a final line break."""
    page = _Page(width, painter(color))
    lines = [*page.told(f"{review.before} → {review.after}", ""), "", *page.reach(review)]
    for message in review.messages:
        lines += [*page.message(message), ""]
    lines += page.findings(review.findings)
    lines += page.told(LEGEND, "") if is_marked(review) else []
    style = "error" if review.is_breaking else "strong"
    lines += [page.paint(line, style) for line in page.told(summary_line(review), "")]
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class _Page:
    """The screen that a review is written for."""

    width: int
    paint: Paint

    def reach(self, review: Review) -> Iterator[str]:
        reached = reach_lines(review)
        for file, names in reached.items():
            yield from self.told(f"{file} reaches {', '.join(names)}", "")
        if reached:
            yield ""

    def message(self, message: MessageChange) -> Iterator[str]:
        """Yield what differs of a message: what breaks first, then what people see."""
        style = "error" if message.breaks else "strong"
        for line in self.told(f"{message.name} ({status_word(message)})", ""):
            yield self.paint(line, style)
        yield from self.told(f"by {', '.join(message.files)}", "  ")
        for each in message.variables:
            word = "BREAKING " if each.is_breaking else ""
            yield from self.told(f"{word}row: `{each.path}` {each.what}", "  ")
        for what in message.losses:
            yield from self.told(f"BREAKING {what}", "  ")
        for what in state_of(message):
            yield from self.told(what, "  ")
        yield from self.limits(message)
        yield from self.findings(message.findings)
        for picture in message.pictures:
            yield from self.picture(picture)

    def picture(self, picture: Picture) -> Iterator[str]:
        notes = notes_of(picture)
        told = f" ({'; '.join(notes)})" if notes else ""
        yield from self.told(f"{title_of(picture.key)}{told}", "  ")
        if not all(pair.is_same for pair in picture.pairs):
            yield from frame_lines(picture.pairs, self.width, self.paint)
        for change in picture.hidden:
            yield from self.told(f"unseen {change.sentence}", "    ")

    def limits(self, message: MessageChange) -> Iterator[str]:
        for limit in message.limits[:MOST_LIMITS]:
            yield from self.told(f"limit {limit_words(limit)}", "  ")
        if len(message.limits) > MOST_LIMITS:
            left = len(message.limits) - MOST_LIMITS
            yield from self.told(f"and {left} more limits (--format json has all)", "  ")

    def findings(self, findings: tuple[FindingChange, ...]) -> Iterator[str]:
        for each in findings:
            word, style = ("new", "error") if each.is_gained else ("gone", "good")
            for line in self.told(f"{word}: {finding_words(each.found)}", "  "):
                yield self.paint(line, style)

    def told(self, text: str, indent: str) -> list[str]:
        return wrap(f"{indent}{visible_line(text)}", self.width)

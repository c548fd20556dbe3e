"""A review for people in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from msgc.pipeline.review.blanks import LEGEND, has_marks, marked
from msgc.pipeline.review.frames import frame_lines
from msgc.pipeline.review.model import (
    FindingChange,
    Line,
    MessageChange,
    Pair,
    Picture,
    Review,
    Status,
)
from msgc.pipeline.review.words import (
    NO_SAMPLE,
    finding_words,
    limit_words,
    notes_of,
    reach_lines,
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
    lines = [f"{review.before} → {review.after}", "", *page.reach(review)]
    for message in review.messages:
        lines += [*page.message(message), ""]
    lines += page.findings(review.findings)
    lines += page.told(LEGEND, "") if _is_marked(review) else []
    style = "error" if review.is_breaking else "strong"
    return "\n".join([*lines, page.paint(summary_line(review), style)]) + "\n"


def _is_marked(review: Review) -> bool:
    pairs = (p for m in review.messages for picture in m.pictures for p in picture.pairs)
    return any(has_marks(marked(line.text)) for pair in pairs for line in _changed(pair))


def _changed(pair: Pair) -> Iterator[Line]:
    if not pair.is_same:
        yield from (line for line in (pair.before, pair.after) if line is not None)


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
        yield self.paint(f"{message.name} ({status_word(message)})", style)
        yield from self.told(f"by {', '.join(message.files)}", "  ")
        for each in message.variables:
            word = "BREAKING " if each.is_breaking else ""
            yield from self.told(f"{word}row: `{each.path}` {each.what}", "  ")
        if message.status is Status.REMOVED:
            yield "  BREAKING the message is gone"
        if message.is_unseen:
            yield f"  {NO_SAMPLE}"
        yield from self.limits(message)
        yield from self.findings(message.findings)
        for picture in message.pictures:
            yield from self.picture(picture)

    def picture(self, picture: Picture) -> Iterator[str]:
        notes = notes_of(picture)
        told = f" ({'; '.join(notes)})" if notes else ""
        yield f"  {title_of(picture.key)}{told}"
        if not all(pair.is_same for pair in picture.pairs):
            yield from frame_lines(picture.pairs, self.width, self.paint)
        for change in picture.hidden:
            yield from self.told(f"unseen {change.sentence}", "    ")

    def limits(self, message: MessageChange) -> Iterator[str]:
        for limit in message.limits[:MOST_LIMITS]:
            yield from self.told(f"limit {limit_words(limit)}", "  ")
        if len(message.limits) > MOST_LIMITS:
            yield f"  and {len(message.limits) - MOST_LIMITS} more limits (--format json has all)"

    def findings(self, findings: tuple[FindingChange, ...]) -> Iterator[str]:
        for each in findings:
            word, style = ("new", "error") if each.is_gained else ("gone", "good")
            for line in self.told(f"{word}: {finding_words(each.found)}", "  "):
                yield self.paint(line, style)

    def told(self, text: str, indent: str) -> list[str]:
        return wrap(f"{indent}{visible_line(text)}", self.width)

"""A review as Markdown, for a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgc.catalog import CONFIG
from msgc.pipeline.review.blanks import LEGEND
from msgc.pipeline.review.marks import merged, plain, runs_of
from msgc.pipeline.review.marks import sides_of as lines_of
from msgc.pipeline.review.model import FindingChange, MessageChange, Pair, Picture, Review
from msgc.pipeline.review.words import (
    BREAKING,
    finding_words,
    is_marked,
    limit_words,
    notes_of,
    reach_lines,
    sides_of,
    state_of,
    status_word,
    summary_line,
    title_of,
)
from msgc.report.cells import visible, visible_line

# GitHub takes comments of at most 65,536 characters; the rest is told as a count.
MOST = 60_000
CONTEXT = 3
_TICKS = re.compile("`+")
_ESCAPED = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_{}[]<>#|~&"})


def render_markdown(review: Review) -> str:
    """Return the review; what doesn't go into a comment is left out, and counted."""
    head = [f"### {summary_line(review)}", "", f"{_code(review.before)} → {_code(review.after)}"]
    head += ["", *_reach(review), *_breaks(review), *_findings(review.findings)]
    blocks = ["\n".join(_message(message)) for message in review.messages]
    text, left = "\n".join(head).rstrip() + "\n", len(blocks)
    for block in blocks:
        if len(text) + len(block) > MOST:
            break
        text += f"\n{block}\n"
        left -= 1
    text += f"\n{left} more messages differ; `msgc diff` shows them.\n" if left else ""
    return text + (f"\n<sub>{LEGEND}</sub>\n" if is_marked(review) else "")


def _reach(review: Review) -> Iterator[str]:
    for file, names in reach_lines(review).items():
        yield f"- {_code(file)} reaches {', '.join(_code(name) for name in names)}"


def _breaks(review: Review) -> Iterator[str]:
    for what in review.breaks:
        yield f"- **{BREAKING}**: {_code(CONFIG)}: {_text(what)}"
    for message in review.messages:
        for what in message.breaks:
            yield f"- **{BREAKING}**: {_code(message.name)}: {_text(what)}"


def _message(message: MessageChange) -> Iterator[str]:
    yield f"<details{' open' if message.breaks else ''}>"
    yield f"<summary><b>{_html(message.name)}</b> {status_word(message)}</summary>"
    yield ""
    yield f"By {', '.join(_code(file) for file in message.files)}."
    yield ""
    for what in state_of(message):
        yield from (_text(what), "")
    for each in message.variables:
        word = f"**{BREAKING}** " if each.is_breaking else ""
        yield f"- {word}row: {_code(each.path)} {_text(each.what)}"
    yield from (f"- limit {_text(limit_words(limit))}" for limit in message.limits)
    yield from _findings(message.findings)
    for picture in message.pictures:
        yield from _picture(picture)
    yield "</details>"


def _picture(picture: Picture) -> Iterator[str]:
    notes = notes_of(picture)
    told = f" ({'; '.join(notes)})" if notes else ""
    yield f"\n**{_text(title_of(picture.key))}**{told}"
    if not all(pair.is_same for pair in picture.pairs):
        yield "\n" + _fenced("\n".join(_unified(picture))) + "\n"
        yield from (each for pair in picture.pairs if not pair.is_same for each in _words(pair))
    for change in picture.hidden:
        was, now = sides_of(change)
        yield f"- unseen {_code(change.pointer)}: {_text(was)} → {_text(now)}"
    yield ""


def _fenced(text: str) -> str:
    """Return text as a block of code, in a fence that is longer than any in it."""
    longest = max((len(run) for run in _TICKS.findall(text)), default=0)
    fence = "`" * max(longest + 1, 3)
    return f"{fence}diff\n{text}\n{fence}"


def _unified(picture: Picture) -> Iterator[str]:
    """Yield a bubble's lines with `-` and `+` before what differs; others where they're near."""
    pairs = picture.pairs
    changed = [place for place, pair in enumerate(pairs) if not pair.is_same]
    for place, pair in enumerate(pairs):
        if not pair.is_same:
            sides = zip("-+", lines_of(pair), strict=True)
            yield from (f"{sign} {line}" for sign, line in sides if line is not None)
        elif pair.after is not None and any(abs(place - at) <= CONTEXT for at in changed):
            yield f"  {plain(pair.after)}"


def _words(pair: Pair) -> Iterator[str]:
    """Yield a line in which some words are others, what is gone beside what is new."""
    runs = runs_of(pair)
    if runs is not None:
        # Code, so that GitHub takes no `@name` in it for somebody to be told of it; tags, since
        # Markdown's own marks don't stand beside every letter and sign.
        yield f"- words: <code>{merged(runs, _gone, _new, _escaped)}</code>"


def _findings(findings: tuple[FindingChange, ...]) -> Iterator[str]:
    for each in findings:
        yield f"- {'new' if each.is_gained else 'gone'}: {_text(finding_words(each.found))}"


def _text(text: str) -> str:
    """Return text in which Markdown finds no marks."""
    return _escaped(visible_line(text))


def _escaped(text: str) -> str:
    return text.translate(_ESCAPED)


def _gone(text: str) -> str:
    return f"<del>{_escaped(text)}</del>"


def _new(text: str) -> str:
    return f"<ins>{_escaped(text)}</ins>"


def _html(text: str) -> str:
    return visible(text).replace("&", "&amp;").replace("<", "&lt;")


def _code(text: str) -> str:
    """Return a name as code; one with a backtick as text, since code has no escapes."""
    shown = visible_line(text)
    return _text(shown) if "`" in shown else f"`{shown}`"

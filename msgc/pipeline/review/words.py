"""What every form of a review says in the same words."""

from __future__ import annotations

from collections.abc import Iterator

from msgc.catalog import CONFIG
from msgc.diagnostics import Diagnostic
from msgc.pipeline.review.blanks import is_marked as is_marked_line
from msgc.pipeline.review.marks import is_alike
from msgc.pipeline.review.model import (
    Key,
    LimitChange,
    Line,
    MessageChange,
    Pair,
    Picture,
    Review,
    Status,
)
from msgc.pipeline.testing.pointers import NOTHING as NOTHING_THERE
from msgc.pipeline.testing.quoting import quoted, quoted_apart
from msgc.pipeline.testing.values import Change

NOTHING = "Nothing that is sent differs."
NO_SAMPLE = "It has changed, and no sample shows how."
NOT_SENT = "Nothing is sent of it, before or now: it has errors."
MENDED = "It can be compiled now."
ALIKE = "lines that look alike are written in other characters"
SETTINGS = f"`{CONFIG}` has new errors, and with them no message is compiled."
BLANK_ONLY = "only white space differs"
ROW_CHANGED = "the sample's row differs too"
BREAKING = "breaking"


def summary_line(review: Review) -> str:
    """Say it in one line: `12 messages differ: 1 added, 11 changed; 1 breaking`."""
    messages = review.messages
    if not messages:
        return SETTINGS if review.breaks else NOTHING
    counts = {status: sum(m.status is status for m in messages) for status in Status}
    told = ", ".join(f"{count} {status}" for status, count in counts.items() if count)
    breaking = sum(bool(message.breaks) for message in messages)
    verb = "differs" if len(messages) == 1 else "differ"
    more = f"; {breaking} {BREAKING}" if breaking else ""
    return f"{_counted(len(messages), 'message')} {verb}: {told}{more}"


def reach_lines(review: Review) -> dict[str, list[str]]:
    """Return the changed files that reach more than one message, with these."""
    reached: dict[str, list[str]] = {}
    for message in review.messages:
        for file in message.files:
            reached.setdefault(file, []).append(message.name)
    return {file: names for file, names in sorted(reached.items()) if len(names) > 1}


def title_of(key: Key) -> str:
    """Name a payload: `typical · nl · fallback`."""
    parts = (key.sample, key.locale, "fallback" if key.is_fallback else None)
    return " · ".join(part for part in parts if part)


def notes_of(picture: Picture) -> list[str]:
    """Return what is to be known of a picture beside its lines."""
    notes = [] if picture.status is Status.CHANGED else [str(picture.status)]
    notes += [BLANK_ONLY] if picture.is_blank_only else []
    notes += [ALIKE] if any(map(is_alike, picture.pairs)) else []
    return notes + ([ROW_CHANGED] if picture.row_changed else [])


def state_of(message: MessageChange) -> list[str]:
    """Return what is to be known of a message beside what differs in what it sends."""
    if message.status is Status.ADDED and message.other_name:
        return [f"It was called `{message.other_name}`, and what it sends is the same."]
    if message.status is not Status.CHANGED:
        return []
    if not message.compiled:
        return [MENDED if message.compiles else NOT_SENT]
    return [] if message.is_told else [NO_SAMPLE]


def is_marked(review: Review) -> bool:
    """Tell whether white space is marked in any line that a review shows as changed."""
    pairs = (p for m in review.messages for picture in m.pictures for p in picture.pairs)
    return any(is_marked_line(line.text) for pair in pairs for line in _changed(pair))


def _changed(pair: Pair) -> Iterator[Line]:
    if not pair.is_same:
        yield from (line for line in (pair.before, pair.after) if line is not None)


def sides_of(change: Change) -> tuple[str, str]:
    """Return a value before and after as text, without the quotes of a sentence."""
    nothing = "(nothing)"
    if change.before is NOTHING_THERE:
        return nothing, _bare(quoted(change.after))
    if change.after is NOTHING_THERE:
        return _bare(quoted(change.before)), nothing
    was, now = quoted_apart(change.before, change.after)
    return _bare(was), _bare(now)


def _bare(text: str) -> str:
    return text[1:-1] if text.startswith("`") else text


def limit_words(limit: LimitChange) -> str:
    """Say a limit's change: `/body/text/text: maxLength 1024 (MSG305) gained`."""
    where = f"{limit.pointer} (fallback)" if limit.is_fallback else limit.pointer
    return f"{where or '/'}: {limit.what} ({limit.code}), {limit.change}"


def finding_words(found: Diagnostic) -> str:
    """Say a finding with its place: `error[MSG412] file:3:1: sentence`."""
    line, column = found.span.source.position(found.span.start)
    where = f"{found.span.source.name}:{line}:{column}"
    sample = f" (sample `{found.sample}`)" if found.sample else ""
    return f"{found.severity}[{found.code}] {where}: {found.message}{sample}"


def status_word(message: MessageChange) -> str:
    """Say what has become of a message, and whether that breaks anything."""
    return f"{message.status}, {BREAKING}" if message.breaks else str(message.status)


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"

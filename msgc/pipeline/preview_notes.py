"""Findings as a preview tells them: at the part of the payload that they concern."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgc.check.breach import Path
from msgc.diagnostics import Diagnostic, Severity, pointer
from msgc.pipeline.columns import columns_of
from msgc.pipeline.messages import Message
from msgc.pipeline.picturing import Drawn, place_of
from msgc.plan import Hole, Object
from msgc.preview.model import Choice, Note
from msgc.recipients.rows import RowFault
from msgc.source import Span
from msgc.types import ObjectType

# Where what a reader sees begins in a payload; the rest, such as a receiver, is in no bubble.
SEEN = (("body",), ("template",))


def note_of(found: Diagnostic, drawn: Sequence[Drawn]) -> Note:
    """Return a finding with the part that it concerns: the one made by the words it stands at.

    Where no part is made by them, it is the one whose key they are; or, where they stand in an
    included file, the one that it names.
    """
    written = _written_at(found.span, drawn) or _keyed(found, drawn)
    concerned = written or _named(found, drawn)
    number, path = concerned or (0, None)
    return Note(
        found.code,
        found.severity,
        found.message,
        found.help,
        place_of(found.span),
        path,
        bool(number),
    )


def _written_at(span: Span, drawn: Sequence[Drawn]) -> tuple[int, Path] | None:
    around = [
        (node.span.end - node.span.start, -len(path), number, path)
        for number, each in enumerate(drawn)
        for path, node in each.origins.items()
        if path and _is_in(span, node.span)
    ]
    if not around:
        return None
    *_, number, path = min(around, key=lambda each: each[:3])
    return number, path


def _is_in(span: Span, around: Span) -> bool:
    is_same = span.source is around.source
    return is_same and around.start <= span.start and span.end <= around.end


def _keyed(found: Diagnostic, drawn: Sequence[Drawn]) -> tuple[int, Path] | None:
    """Return the part whose key a finding stands at; the named one where a key makes several."""
    keyed = [
        (number, (*path, member.name))
        for number, each in enumerate(drawn)
        for path, node in each.origins.items()
        if isinstance(node, Object)
        for member in node.members
        if _is_in(found.span, member.key_span)
    ]
    named = (each for each in keyed if pointer(each[1]) == found.pointer)
    return next(named, keyed[0] if keyed else None)


def _named(found: Diagnostic, drawn: Sequence[Drawn]) -> tuple[int, Path] | None:
    if not found.pointer or any(found.span.source is each for each in _sources(drawn)):
        return None
    for number, each in enumerate(drawn):
        for path in each.origins:
            if path and pointer(path) == found.pointer:
                return number, path
    return None


def _sources(drawn: Sequence[Drawn]) -> Iterator[object]:
    return (node.span.source for each in drawn for node in each.origins.values())


def row_notes(
    faults: Sequence[RowFault], message: Message, choice: Choice, drawn: Sequence[Drawn]
) -> tuple[Note, ...]:
    """Return what is wrong with the row that is shown, each at the part that its field is in.

    Their place is no file of the message.
    """
    return tuple(_row_note(fault, message, choice, drawn) for fault in faults)


def _row_note(fault: RowFault, message: Message, choice: Choice, drawn: Sequence[Drawn]) -> Note:
    what = fault.message if choice.row is None else f"row {choice.row}: {fault.message}"
    number, path = _filled_by(fault.field or "", message.variables, drawn) or (0, None)
    return Note(fault.code, Severity.ERROR, what, fault.help, None, path, bool(number))


def _filled_by(
    field: str, variables: ObjectType, drawn: Sequence[Drawn]
) -> tuple[int, Path] | None:
    """Return the first part that a field is written into; those that aren't seen come last."""
    found = [
        (path[:1] not in SEEN, number, path)
        for number, each in enumerate(drawn)
        for path, node in each.origins.items()
        if isinstance(node, Hole) and any(_is_of(field, c) for c in columns_of(node, variables))
    ]
    first = min(found, key=lambda each: each[:2], default=None)
    return first[1:] if first else None


def _is_of(field: str, column: str) -> bool:
    """Tell whether a field is what a column holds, a part of it, or has it as a part."""
    return f"{field}.".startswith(f"{column}.") or f"{column}.".startswith(f"{field}.")

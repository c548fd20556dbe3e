"""Findings as a preview tells them: at the part of the payload that they concern."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgc.check.breach import Path
from msgc.diagnostics import Diagnostic, Severity, pointer
from msgc.pipeline.messages import Message
from msgc.pipeline.picturing import Drawn, place_of
from msgc.preview.model import Choice, Note
from msgc.recipients.rows import RowFault
from msgc.source import Span


def note_of(found: Diagnostic, drawn: Sequence[Drawn]) -> Note:
    """Return a finding with the part that it concerns: the one made by the words it stands at.

    Where no part is made by them (they stand in an included file), it is the one that it names.
    """
    concerned = _written_at(found.span, drawn) or _named(found, drawn)
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


def row_note(fault: RowFault, message: Message, choice: Choice) -> Note:
    """Return what is wrong with the row that is shown; its place is no file of the message."""
    what = fault.message if choice.row is None else f"row {choice.row}: {fault.message}"
    return Note(fault.code, Severity.ERROR, what, fault.help)

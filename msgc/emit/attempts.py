"""Running rows through generated code: those that it declines are left out."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from msgc.emit.declined import DeclinedError
from msgc.recipients.tables import Table

Line = bytes | None
Run = Callable[[Table], list[Line]]


def attempt(run: Run, rows: Table) -> list[Line]:
    """Return what `run` makes of rows; None for each that is declined."""
    try:
        return run(rows)
    except Exception as error:
        return without(error, run, rows)


def without(error: Exception, run: Run, rows: Table) -> list[Line]:
    """Run again the rows that an error doesn't name; each half where it names none.

    Whatever else a row does to generated code, the reference is what tells of it.
    """
    bad = set(error.rows) if isinstance(error, DeclinedError) else None
    if not bad:
        return _halved(run, rows)
    good = [index for index in range(len(rows)) if index not in bad]
    lines: list[Line] = [None] * len(rows)
    if good:
        made = attempt(run, rows.take(good))
        for place, line in zip(good, made, strict=True):
            lines[place] = line
    return lines


def _halved(run: Run, rows: Table) -> list[Line]:
    if len(rows) == 1:
        return [None]
    middle = len(rows) // 2
    first, second = range(middle), range(middle, len(rows))
    return [*attempt(run, rows.take(first)), *attempt(run, rows.take(second))]


def parts_of(written: bytes) -> list[Line]:
    """Return lines that have breaks without them."""
    return [line[:-1] for line in _lines_in(written)]


def ended(written: bytes | list[Line]) -> list[Line]:
    """Return lines with their breaks, of one piece that has them or of a list that hasn't."""
    if isinstance(written, bytes):
        return [*_lines_in(written)]
    return [None if line is None else line + b"\n" for line in written]


def _lines_in(written: bytes) -> list[bytes]:
    # `split` looks at each byte for itself, which takes five times as long.
    return BytesIO(written).readlines()

"""What the fast copy and the definition make of rows, side by side."""

from __future__ import annotations

from pathlib import Path
from random import Random

from msgc.bulk.rejects import reject_line
from msgc.emit.reference import Failure, Reference, dump
from msgc.pipeline import Project
from msgc.pipeline.compiling import Compiler
from msgc.pipeline.messages import DEFAULT_LOCALE, Message
from msgc.pipeline.rows import RowCompiler
from msgc.plan import Object
from msgc.recipients.rows import RawRow
from msgc.report.json import diagnostic_dict
from tests.property.fast_rows import row_of

Row = dict[str, object]


def raw_rows(message: Message, count: int, seed: object, bad: float) -> list[RawRow]:
    rng = Random(f"{message.name} {seed}")
    return [RawRow(i + 1, row_of(message.variables, rng, bad)) for i in range(count)]


def typed_rows(message: Message, count: int, seed: object = 0) -> list[Row]:
    reader = Compiler(message).reader
    read = [reader.read(raw)[0] for raw in raw_rows(message, count * 2, seed, 0.0)]
    return [row for row in read if row is not None][:count]


def told(message: Message, rows: list[RawRow], fast: bool) -> list[bytes]:
    """Return all that a run writes for rows: payloads, fallbacks, rejects."""
    results = RowCompiler(Compiler(message), "rows", fast).many(rows)
    assert [result.row for result in results] == [row.number for row in rows]
    return [
        reject_line(each, diagnostic_dict)
        if each.payload is None
        else each.payload + b"\n" + (each.fallback or b"")
        for each in results
    ]


def by_reference(message: Message, root: Object, rows: list[Row]) -> list[bytes | None]:
    reference = Reference(root, message.rules)
    constants = message.config.constants
    made = [reference.compile({**constants, **row}, DEFAULT_LOCALE) for row in rows]
    return [None if isinstance(each, Failure) else dump(each) for each in made]


def opened(folder: str, text: str) -> Message:
    root = Path(folder)
    (root / "templates").mkdir()
    (root / "msgc.yaml").write_text(
        "rules: {MSG402: off}\nconstants: {brand: Acme}\n", encoding="utf-8"
    )
    (root / "templates" / "m.msg.yaml").write_text(text, encoding="utf-8")
    return Project.open(root).message("m")

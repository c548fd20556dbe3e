"""Rows made at random, most of them good, and files of them in every format."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq

from msgc.types import (
    BooleanType,
    IntegerType,
    ListType,
    NumberType,
    ObjectType,
    StringType,
    Type,
    present,
)
from tests.property.fast_rows import row_of

Row = dict[str, object]

# A row has one of these in a field of its own choice, with a probability.
HOSTILE = 0.15
TEXTS = (
    *("NaN", "null", "true", "1", "1.0", "-0", "", " ", "x\n", "x\r\n", "\r", "\n", "\x00", "\x7f"),
    *("\x1b[0m", "\u202e", "\u2028", "\x85", "\x1c", "\ufeff", "\ud800", "\udfff", "\udcff", "😀"),
    *('"', '""', "'", "\\", "\\n", "\\u0000", '"}\n{"', "a,b", "a;b", "a\tb", "=1+1", "{{ x }}"),
    *("{% if", "٣", "İ", "e\u0301", "x" * 161, "\\ud83d", "://", "a:b"),
    *("x\n\n\n\n", "a     b", " x "),
)
# Just beyond what the API's fields take.
LONG = ("x" * 21, "x" * 73, "x" * 161, "é" * 1001, "x" * 1025, "😀" * 1025, "x" * 4097)
OTHERS = (
    *(None, True, False, 0, 1, -1, 1.0, 1.5, -0.0, 1e300, 1e-7, 5e-324, 2**53 + 1, 2**63, 2**64),
    *(-(2**63) - 1, 10**30, 10**400, float("nan"), float("inf"), float("-inf"), [], {}, [None]),
    *([[]], [True], {"id": None}, {"name": 1}, ["x"] * 40, [{"a": {"b": []}}]),
)
LACKING, EXTRA = object(), ("zz", "locale", "name ", "Name", "items", "__class__", "a.b")


def rows_of(kind: ObjectType, count: int, seed: int) -> list[Row]:
    """Return rows of a type; some are bad in one place, and bad ones come together at times."""
    rng = Random(seed)
    share = rng.choice([0.0, HOSTILE, HOSTILE, 0.4])
    rows = [row_of(kind, rng, 0.01 if share else 0.0) for _ in range(count)]
    return [_spoilt(row, rng) if rng.random() < share else row for row in rows]


def _spoilt(row: Row, rng: Random) -> Row:
    name = rng.choice([*row]) if row and rng.random() < 0.9 else rng.choice(EXTRA)
    value = row.get(name)
    if isinstance(value, dict) and value and rng.random() < 0.6:
        return {**row, name: _spoilt(value, rng)}
    if isinstance(value, list) and value and rng.random() < 0.6:
        at = rng.randrange(len(value))
        each = value[at]
        new = _spoilt(each, rng) if isinstance(each, dict) else _hostile(each, rng)
        return {**row, name: [*value[:at], new, *value[at + 1 :]]}
    new = LACKING if rng.random() < 0.2 else _hostile(value, rng)
    return {key: each for key, each in {**row, name: new}.items() if each is not LACKING}


def _hostile(value: object, rng: Random) -> object:
    """Return what may stand in a value's place; in that of a text, mostly another text."""
    kinds = [TEXTS, LONG, LONG, OTHERS] if isinstance(value, str) else [TEXTS, OTHERS]
    return rng.choice(rng.choice(kinds))


def ndjson(rows: list[Row], rng: Random) -> bytes:
    """Write lines: escaped or not, with spaces or not, the last perhaps without its break."""
    end = rng.choice(["\n", "\n", "\r\n"])
    lines = [dumped(row, rng) + rng.choice([end] * 9 + [end + end, f" {end}"]) for row in rows]
    data = "".join(lines)
    return encoded(data if rng.random() < 0.7 else data.rstrip("\r\n"))


def array(rows: list[Row], rng: Random) -> bytes:
    """Write one JSON array."""
    return encoded("[" + ",\n".join(dumped(row, rng) for row in rows) + "]\n")


def dumped(row: Row, rng: Random) -> str:
    """Write a row as JSON, with escapes or spaces or without."""
    separators = rng.choice([(",", ":"), (", ", ": ")])
    return json.dumps(row, ensure_ascii=rng.random() < 0.4, separators=separators)


def encoded(text: str) -> bytes:
    """Write text as bytes; a lone surrogate as those that it would have, which aren't UTF-8."""
    return text.encode("utf-8", "surrogatepass")


def cells(rows: list[Row], rng: Random, delimiter: str = ",") -> bytes:
    """Write CSV, with a column for each field of each object."""
    flat = [dict(_flattened("", row)) for row in rows]
    names = list(dict.fromkeys(name for row in flat for name in row))
    outer = {name[:at] for name in names for at, char in enumerate(name) if char == "."}
    header = [name for name in names if name not in outer] or ["a"]
    file = io.StringIO()
    writer = csv.writer(
        file,
        delimiter=delimiter,
        lineterminator=rng.choice(["\n", "\r\n"]),
        quoting=rng.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    )
    writer.writerows([header, *([row.get(name, "") for name in header] for row in flat)])
    return encoded(file.getvalue())


def tabbed(rows: list[Row], rng: Random) -> bytes:
    """Write TSV."""
    return cells(rows, rng, "\t")


def _flattened(prefix: str, value: object) -> list[tuple[str, str]]:
    if isinstance(value, dict) and value:
        pairs = [_flattened(f"{prefix}.{name}" if prefix else name, v) for name, v in value.items()]
        return [each for several in pairs for each in several]
    if value is None or value == {}:
        return [(prefix, "")]
    return [(prefix, value if isinstance(value, str) else json.dumps(value))]


SCALARS: dict[type[Type], pa.DataType] = {
    StringType: pa.string(),
    IntegerType: pa.int64(),
    NumberType: pa.float64(),
    BooleanType: pa.bool_(),
}


def columns(kind: ObjectType, rows: list[Row], rng: Random) -> bytes:
    """Write Parquet; what a column can't hold is missing there."""
    fields = {"locale": pa.string(), **{n: _arrow(f.type) for n, f in kind.fields.items()}}
    arrays = {name: [_held(row.get(name), t) for row in rows] for name, t in fields.items()}
    table = pa.table({name: pa.array(arrays[name], fields[name]) for name in fields})
    file = io.BytesIO()
    pq.write_table(table, file, row_group_size=rng.choice([1, 7, 4096]))
    return file.getvalue()


def _arrow(kind: Type) -> pa.DataType:
    kind = present(kind)
    if isinstance(kind, ListType):
        return pa.list_(_arrow(kind.item))
    if isinstance(kind, ObjectType):
        return pa.struct([(name, _arrow(field.type)) for name, field in kind.fields.items()])
    return SCALARS[type(kind)]


def _held(value: object, kind: pa.DataType) -> object:
    """Return a value, or None where an Arrow type can't hold it."""
    if isinstance(value, dict) and pa.types.is_struct(kind):
        return {kind.field(i).name: _held(value.get(kind.field(i).name), kind.field(i).type)
                for i in range(kind.num_fields)}  # fmt: skip
    if isinstance(value, list) and pa.types.is_list(kind):
        return [_held(item, kind.value_type) for item in value]
    try:
        return value if pa.array([value], kind)[0].as_py() == value else None
    except (pa.ArrowException, ValueError, TypeError, OverflowError):
        return None


WRITERS: dict[str, Callable[[list[Row], Random], bytes]] = {
    "ndjson": ndjson,
    "json": array,
    "csv": cells,
    "tsv": tabbed,
}


def file_of(format: str, kind: ObjectType, rows: list[Row], seed: int) -> bytes:
    """Return a file of rows of a type."""
    rng = Random(f"{format} {seed}")
    return columns(kind, rows, rng) if format == "parquet" else WRITERS[format](rows, rng)

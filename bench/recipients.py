"""Who it is compiled for: distinct recipients, good ones and bad ones, in memory and in files."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

Row = dict[str, object]

RECIPIENTS = 131_072
NAMES = ("Ann", "Zoë", 'Robert "Bob"', "İpek 🇹🇷", "O'Neil", "Łukasz", "日本 太郎", "Back\\slash")
CITIES = ("Amsterdam", "Curaçao", "Den Haag")
EVERY_NOTE = 7
EIGHT = ("phone", "name", "order", "city", "product", "sku", "count", "note")


def row_of(number: int) -> Row:
    """Return a recipient's eight fields; no two numbers below 10 ** 8 have the same."""
    note = f"leave it at “number” {number}"
    if number % EVERY_NOTE == 0:
        note = f'line {number}\nplease "ring" 🔔'
    return {
        "phone": f"+316{number:08}",
        "name": f"{NAMES[number % len(NAMES)]} {number}",
        "order": f"JC-{number:07}",
        "city": CITIES[number % len(CITIES)],
        "product": f"Lamp {number % 997}",
        "sku": f"LA{number % 10_000:04}",
        "count": number % 12,
        "note": note,
    }


def longer_row_of(number: int) -> Row:
    """Return a recipient with what conditions and loops ask for as well."""
    items = [{"name": f"Part {number % 89}-{i}", "count": i + 1} for i in range(number % 4)]
    nickname = {"nickname": f"Nick {number}"} if number % 5 == 0 else {}
    return {**row_of(number), **nickname, "vip": number % 3 == 0, "items": items}


def _each(field: str, *values: object) -> list[Row]:
    return [{field: value} for value in values]


BREAKS_SCHEMA: tuple[Row, ...] = (
    *_each("sku", "a b", "é", "<x>", "a\nb", "LA\n", "a%2", ""),
    *_each("product", "x" * 72, "x" * 73, "é" * 73, "🎉" * 73, ""),
    *_each("name", "", "x" * 5000, '"},{"', "{{ name }} {% raw %}", "\u2028"),
    {"phone": ""},
    {"order": "x" * 300},
    {"note": "a\r\nb\n"},
)
"""Changes to a good row that the API's schema judges; which it refuses depends on the message."""

BREAKS_TYPES: tuple[Row, ...] = (
    *_each("name", None, 7, True, [], {}, "a\u202eb"),
    *_each("count", None, "3", 1.5, 3.0, True, 2**70, float("nan")),
    *_each("note", "a\ud800b", "a\x00b", None),
    {"city": ["Delft"]},
    {"phone": {}},
)
"""Changes that msgc's own reading of rows judges; P1 and P3 write such values as they come."""

DIRTY: tuple[Row, ...] = ({"name": None}, {"sku": "a b"}, {"count": "many"}, {"note": 5})
"""Changes that the image message refuses, in files that are partly bad."""


def without_each_field(row: Row) -> Iterator[Row]:
    """Yield a row without one of its fields, for each of them."""
    for name in row:
        yield {key: value for key, value in row.items() if key != name}


def changed(row: Row, changes: Iterable[Row]) -> list[Row]:
    """Return the row with each of the changes made to it."""
    return [{**row, **change} for change in changes]


def dirty_rows(count: int, bad: float) -> Iterator[Row]:
    """Yield rows of which a share is bad, evenly spread."""
    every = round(1 / bad) if bad else 0
    for number in range(count):
        row = row_of(number)
        is_bad = every and number % every == every - 1
        yield {**row, **DIRTY[number // every % len(DIRTY)]} if is_bad else row


def write_ndjson(path: Path, rows: Iterable[Row], in_ascii: bool = False) -> None:
    """Write rows as lines of JSON, as the fastest serializers write them, or all of it in ASCII."""
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=in_ascii, separators=(",", ":")) + "\n")


def write_csv(path: Path, rows: Iterable[Row]) -> None:
    """Write rows of the eight fields below a header."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, EIGHT)
        writer.writeheader()
        writer.writerows(rows)

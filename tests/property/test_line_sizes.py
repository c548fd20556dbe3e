"""Lines that take as few bytes as can be are one object each, of which no key is lost."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msgc.recipients.line_decoder import LineDecoder
from msgc.recipients.line_keys import LineKeys
from msgc.recipients.ndjson import row_of_line
from msgc.recipients.quick_counts import is_line_each
from msgc.types import BooleanType, Field, IntegerType, NumberType, ObjectType, StringType

INNER = ObjectType(fields={"i": Field(StringType()), "j": Field(IntegerType(), optional=True)})
KINDS = (
    ObjectType(fields={"a": Field(StringType()), "n": Field(IntegerType(), optional=True)}),
    ObjectType(fields={"a": Field(StringType(), optional=True), "t": Field(BooleanType(), True)}),
    ObjectType(fields={"o": Field(INNER), "n": Field(NumberType(), optional=True)}),
)
ODD = 'a:"\\/\n\x08\x0b\x1f\x7f\x85é€😀\u2028'
TEXTS = st.text(ODD, max_size=3)
WHOLE = st.sampled_from([0, 7, -7, 2**63, 2**64, -(2**70), 123456])
SCALARS = TEXTS | WHOLE | st.booleans() | st.none()
STRANGE = st.dictionaries(st.sampled_from(["z", "y:", "é"]), SCALARS, max_size=2)
INSIDE = st.fixed_dictionaries({"i": TEXTS}, optional={"j": WHOLE, "k": SCALARS})
ROWS = st.one_of(
    st.tuples(st.just(KINDS[0]), st.fixed_dictionaries({"a": TEXTS}, optional={"n": WHOLE})),
    st.tuples(
        st.just(KINDS[1]),
        st.fixed_dictionaries({}, optional={"a": TEXTS, "t": st.none() | st.booleans()}),
    ),
    st.tuples(st.just(KINDS[2]), st.fixed_dictionaries({"o": INSIDE}, optional={"n": WHOLE})),
)
# Two breaks and none, or a space for a break, take as many bytes as a break each.
BETWEEN = st.sampled_from(["\n", "\n", "\n", "", "\n\n", " ", "\t", "\r\n", "\r"])
NUMBERS = {"7": "7.0", "0": "-0", "123456": "1e5"}


def shortest(row: object) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def as_written(row: dict[str, Any]) -> st.SearchStrategy[str]:
    """The same object in ways that are as short as can be, or that only look like it."""
    line = shortest(row)
    spaced, ascii = json.dumps(row, ensure_ascii=False), json.dumps(row, separators=(",", ":"))
    pairs = line[1:-1]
    first = line[1 : line.find(":") + 1]
    odd = [spaced, ascii, f"{{{pairs},{pairs}}}", f"{{{first}0,{pairs}}}", line.replace(":", ":\n")]
    odd += [line.replace(",", ",\n", 1), f"{line} ", f"{{\n{pairs}}}", line.replace("a", "\\u0061")]
    odd += [line.replace(f":{whole}", f":{other}") for whole, other in NUMBERS.items()]
    return st.sampled_from([line] * len(odd) + odd)


@st.composite
def files(draw: st.DrawFn, odd: bool) -> tuple[ObjectType, list[dict[str, Any]], bytes]:
    """The type, rows, and bytes of a file, all of it as short as can be or some of it `odd`."""
    kind, row = draw(ROWS)
    same = ROWS.filter(lambda found: found[0] is kind)
    rows: list[dict[str, Any]] = [row, *(other for _, other in draw(st.lists(same, max_size=3)))]
    rows = [each | draw(STRANGE) for each in rows]
    lines = [draw(as_written(each)) if odd else shortest(each) for each in rows]
    ends = [draw(BETWEEN) if odd else "\n" for _ in rows[1:]]
    last = draw(BETWEEN) if odd else draw(st.sampled_from(["", "\n"]))
    text = "".join(line + end for line, end in zip(lines, [*ends, last], strict=True))
    return kind, rows, text.encode()


def told(kind: ObjectType, rows: list[dict[str, Any]], data: bytes) -> tuple[bool, int]:
    """Whether objects fill their bytes, and how many there are."""
    decoder = LineDecoder(LineKeys(kind))
    decoder.learn(rows)
    structs = decoder.decoded(data)
    if not structs:
        return False, 0
    _, counted = decoder.columns(structs)
    is_full = counted.fills(data, len(structs))
    assert not is_full or (is_line_each(data, len(structs)) and counted.explains(data))
    return is_full, len(structs)


@given(files(odd=True))
def test_what_is_as_short_as_can_be_is_a_row_a_line(
    file: tuple[ObjectType, list[dict[str, Any]], bytes],
) -> None:
    kind, rows, data = file
    is_full, count = told(kind, rows, data)
    if is_full:
        lines = data.decode().removesuffix("\n").split("\n")
        read = [row_of_line(1, 1, line) for line in lines]
        assert [shortest(row.data) for row in read] == lines
        assert count == len(lines)


@given(files(odd=False))
def test_rows_as_short_as_can_be_are_told(
    file: tuple[ObjectType, list[dict[str, Any]], bytes],
) -> None:
    kind, rows, data = file
    is_full, count = told(kind, rows, data)
    if any(all(name in row for row in rows) for name in kind.fields):
        assert is_full or any(abs(value) > 2**63 for value in numbers(rows))
        assert count == len(rows)


def numbers(value: object) -> list[int]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [number for each in value for number in numbers(each)]
    return [value] if isinstance(value, int) else []


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (KINDS[0], '{"a":"x"} {"a":"y"}\n'),
        (KINDS[0], '{"a":"x"}{"a":"y"}\n\n{"a":"z"}\n'),
        (KINDS[0], '{"a":\n"x"}{"a":"y"}\n'),
        # An object that is empty has no comma less than keys.
        (KINDS[1], "{}\n" * 9 + '{"t":true,"t":true}\n'),
        # An exponent is six bytes shorter than the fraction that it stands for.
        (KINDS[2], '{"o":{"i":""},"n":1e6}\n{"o":{"i":""},"n":7,"n":7}\n'),
    ],
)
def test_bytes_that_are_too_few_make_up_for_none_that_are_too_many(
    kind: ObjectType, written: str
) -> None:
    is_full, count = told(kind, [], written.encode())
    assert count and not is_full

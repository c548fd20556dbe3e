"""Lines that the kernel takes, to the columns that JSON has for them, and those that it leaves."""

from __future__ import annotations

import pytest

from msgc.native import lines
from msgc.native.lines import (
    LARGEST,
    MOST_KEYS,
    MOST_ODD,
    TEXT,
    UNUSED,
    WHOLE,
    Lines,
    line_reader,
)
from tests.kernel_help import needs_kernel
from tests.unit.native.line_help import GOOD, KINDS, line_of, read, taken, with_text

pytestmark = needs_kernel

AROUND = ["\r", "\v", "\f", "\xa0", "\ufeff", "\x00", "/**/", ","]


def test_lines_become_columns_of_the_keys_that_are_used() -> None:
    found = read(b'{"a":"A","n":1,"x":"X"}\n{"n":-22,"a":""}\n{"x":null,"a":"C","n":0}\n')
    assert found == Lines(3, [], {"a": b"A\x7f\x7fC", "n": b"1\x7f-22\x7f0"})


@pytest.mark.parametrize(
    "line",
    [
        *('{"a":"A"}', '{"n":1}', "{}", '{"x":1}', '{"a":"A","n":1,"y":2}', '{"a":"A","n":1,"":2}'),
        *('{"a":"A","n":1,"n":1}', '{"a":"A","a":"B","n":1}', '{"a":"A","n":1,"x":1,"x":2}'),
        *('{"A":"A","n":1}', '{"aa":"A","n":1}', '{"\\u0061":"A","n":1}', '{"a ":"A","n":1}'),
        *('{"a:"A","n":1}', '{a:"A","n":1}', '{\'a\':"A","n":1}', '{"a""A","n":1}', '{"a":"A"'),
        *('{"a":"A","n":1', '{"a":"A","n":1,', '{"a":"A","n":1,}', '{,"a":"A","n":1}', "{"),
        *('{"a":"A";"n":1}', '{"a":"A" "n":1}', '{"a"="A","n":1}', '{"a"::"A","n":1}', '{"a'),
        *('[{"a":"A","n":1}]', '"a"', "1", "null", "", " ", "\t", '{"a":"A","n":1}}', '{"a":"A\\'),
        *('{"a":"A","n":1}{"a":"A","n":1}', '{"a":"A","n":1} {"a":"A","n":1}', "x", "}", '"'),
        *('{"a":"A","n":1} x', '{"a":"A","n":1},', 'x{"a":"A","n":1}', '{"a":"A","n":1}\r'),
    ],
)
def test_a_line_that_isnt_one_plain_object_is_odd(line: str) -> None:
    assert taken(line.encode()) is None


@pytest.mark.parametrize("blank", [" ", "\t", " \t  "])
def test_blanks_may_stand_between_what_json_is_made_of(blank: str) -> None:
    parts = ["", "{", '"n"', ":", "1", ",", '"a"', ":", '"A"', ",", '"x"', ":", "null", "}", ""]
    line = blank.join(parts).encode()
    assert taken(line) == {"a": b"A", "n": b"1"}


@pytest.mark.parametrize("other", AROUND)
def test_nothing_else_may(other: str) -> None:
    parts = ["", "{", '"a"', ":", '"A"', ",", '"n"', ":", "1", "}", ""]
    for place in range(1, len(parts)):
        assert taken("".join([*parts[:place], other, *parts[place:]]).encode()) is None


def test_an_object_ends_with_its_line() -> None:
    assert read(b'{"a":\n"A","n":1}\n' + GOOD) == Lines(3, [0, 1], {"a": b"A", "n": b"1"})


def test_odd_lines_leave_the_columns_of_the_others_as_they_are() -> None:
    odd = [b'{"a":"half', b'{"a":"lost","n":', b'{"n":2,"a":null}', b'{"a":"x","n":3}x', b""]
    data = b"\n".join([GOOD, *odd, b'{"a":"B","n":2}', odd[0], GOOD, odd[1]])
    assert read(data) == Lines(
        10, [1, 2, 3, 4, 5, 7, 9], {"a": b"A\x7fB\x7fA", "n": b"1\x7f2\x7f1"}
    )


def test_where_all_lines_are_odd_there_are_no_columns() -> None:
    assert read(b"x\ny") == Lines(2, [0, 1], {})


def test_where_there_is_nothing_there_is_no_line() -> None:
    reader = line_reader(KINDS)
    assert reader is not None
    assert reader.read(b"") == Lines(0, [], {})
    assert reader.read(GOOD) is not None
    assert reader.read(b"") == Lines(0, [], {})


@pytest.mark.parametrize("end", [b"", b"\n"])
def test_the_last_line_may_lack_its_break(end: bytes) -> None:
    assert read(GOOD + b"\n" + GOOD + end) == Lines(2, [], {"a": b"A\x7fA", "n": b"1\x7f1"})


def test_an_empty_line_is_one() -> None:
    assert read(b"\n") == Lines(1, [0], {})
    assert read(GOOD + b"\n\n") == Lines(2, [1], {"a": b"A", "n": b"1"})


def test_lines_that_end_as_windows_has_it_are_odd() -> None:
    assert read((GOOD + b"\r\n") * 3) == Lines(3, [0, 1, 2], {})


@pytest.mark.parametrize("cut", range(1, 24))
def test_data_that_breaks_off_anywhere_is_odd_there(cut: int) -> None:
    line = '{"a":"é\\n\\ud83d\\ude00😀","n":12}'.encode()
    for whole in (line, b'{"n":12,"a":"\xf0\x9f\x98\x80 \\u00e9"}'):
        assert read(GOOD + b"\n" + whole[:-cut]) == Lines(2, [1], {"a": b"A", "n": b"1"})


@pytest.mark.parametrize("place", [0, 1, 7, 8, 15, 30])
def test_a_zero_byte_ends_nothing(place: int) -> None:
    line = b'{"a":"0123456789abcdef","n":12}'
    data = b"\n".join([GOOD, line[:place] + b"\0" + line[place:], GOOD])
    assert read(data) == Lines(3, [1], {"a": b"A\x7fA", "n": b"1\x7f1"})


@pytest.mark.parametrize("odd", [MOST_ODD, MOST_ODD + 1])
def test_so_many_lines_may_be_odd_and_no_more(odd: int) -> None:
    found = read(b"x\n" * odd + GOOD)
    if odd > MOST_ODD:
        assert found is None
    else:
        assert found == Lines(odd + 1, [*range(odd)], {"a": b"A", "n": b"1"})


@pytest.mark.parametrize("more", [0, 1])
def test_so_many_bytes_are_read_at_once_and_no_more(more: int) -> None:
    text = b"x" * (LARGEST - len(with_text("")) + more)
    found = read(with_text(text))
    assert found == (None if more else Lines(1, [], {"a": text, "n": b"1"}))


@pytest.mark.parametrize("count", [MOST_KEYS, MOST_KEYS + 1])
def test_so_many_keys_are_known_and_no_more(count: int) -> None:
    kinds = {f"k{i}": (TEXT, WHOLE, UNUSED)[i % 3] for i in range(count)}
    reader = line_reader(kinds)
    if count > MOST_KEYS:
        assert reader is None
        return
    assert reader is not None
    found = reader.read(line_of(kinds))
    used = {name: (b"A", b"1")[kind] for name, kind in kinds.items() if kind != UNUSED}
    assert found == Lines(1, [], used)
    for name in used:
        assert taken(line_of({n: k for n, k in kinds.items() if n != name}), kinds) is None
    assert taken(line_of(dict(reversed(kinds.items()))), kinds) == used


@pytest.mark.parametrize("kinds", [{}, {"x": UNUSED}])
def test_where_no_value_is_used_there_is_no_reader(kinds: dict[str, int]) -> None:
    assert line_reader(kinds) is None


@pytest.mark.parametrize("name", ["é", "日本語", "😀", "a b", "", "a.b", "a:b", "A", "aa", "\x7f"])
def test_a_key_may_have_any_name_that_json_writes_as_it_is(name: str) -> None:
    kinds = {name: TEXT, "a": WHOLE}
    assert taken(line_of(kinds), kinds) == {name: b"A", "a": b"1"}
    assert taken(line_of({"a": WHOLE, name: TEXT}), kinds) == {name: b"A", "a": b"1"}
    assert taken(line_of({name + "e": TEXT, "a": WHOLE}), kinds) is None


def test_without_a_kernel_there_is_no_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "library", lambda: None)
    assert line_reader(KINDS) is None

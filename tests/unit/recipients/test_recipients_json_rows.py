from __future__ import annotations

import io
import json

import pytest
from recipients_help import codes, data, file_faults, rows, source

from msgc.recipients import ndjson
from msgc.recipients.json_array import json_rows
from msgc.recipients.limits import CHUNK, MAX_DEPTH
from msgc.recipients.quick_json import quick_parse
from msgc.recipients.rows import RowsError
from msgc.recipients.strict_json import StrictJsonError, parse

BROKEN = [
    ('{"a": 1', "MSG509"),
    ('{"a": 1,}', "MSG509"),
    ("{'a': 1}", "MSG509"),
    ('{"a": 01}', "MSG509"),
    ('{"a": "x', "MSG509"),
    ('{"a": "\x07"}', "MSG509"),
    ('{"a": 1} {"a": 2}', "MSG509"),
    ('{"a": 1, "a": 2}', "MSG509"),
    ('{"o": [{"a": 1, "a": 1}]}', "MSG509"),
    ('{"t": "::", "a": 1, "a": 2}', "MSG509"),
    ('{"u": "a://b", "a" : 1, "a" : 2}', "MSG509"),
    ('{"a": NaN}', "MSG510"),
    ('{"a": -Infinity}', "MSG510"),
    ('{"a": 1e999}', "MSG510"),
    ('{"a": "\\ud83d"}', "MSG510"),
    ('{"\\uDC00": 1}', "MSG510"),
    ('{"a": ' + "9" * 5000 + "}", "MSG510"),
    ('{"a": ' + "[" * MAX_DEPTH + "]" * MAX_DEPTH + "}", "MSG510"),
    ('{"a": ' + "[" * 100_000 + "]" * 100_000 + "}", "MSG510"),
    ("[1]", "MSG508"),
    ("3", "MSG508"),
    ('"x"', "MSG508"),
    ("null", "MSG508"),
    ("true", "MSG508"),
]


@pytest.mark.parametrize(("line", "code"), BROKEN)
def test_a_broken_line_costs_its_own_row(line: str, code: str) -> None:
    written = f'{{"a": 1}}\n{line}\n{{"b": 2}}\n'
    assert codes("ndjson", written) == ["", code, ""]
    assert data("ndjson", written) == [{"a": 1}, None, {"b": 2}]


@pytest.mark.parametrize(("line", "code"), [pair for pair in BROKEN if pair[1] != "MSG508"])
def test_the_fast_parser_refuses_as_the_strict_one(line: str, code: str) -> None:
    told = []
    for read in (parse, quick_parse):
        with pytest.raises(StrictJsonError) as raised:
            read(line)
        told.append((raised.value.code, raised.value.message, raised.value.offset))
    assert told[0] == told[1]
    assert told[0][0] == code


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 123456789012345678901234567890, "b": -0.0, "c": 1e3, "d": 1.0}',
        '{"a": "\\ud83d\\ude00 \\u0000 \\/ é", "": {"": [null, true, []]}}',
        '{"u": "https://example.com:80/?a=b:c"}',
        '{"deep": ' + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1) + "}",
    ],
)
def test_the_fast_parser_answers_as_the_strict_one(text: str) -> None:
    assert repr(quick_parse(text)) == repr(parse(text)) == repr(json.loads(text))


def test_blank_lines_byte_order_mark_and_crlf_are_no_rows() -> None:
    found = rows("ndjson", '\ufeff{"a": 1}\r\n\r\n  \n{"a": 2}')
    assert [(row.number, row.line, row.data) for row in found] == [
        (1, 1, {"a": 1}),
        (2, 4, {"a": 2}),
    ]


def test_a_broken_line_has_its_place() -> None:
    row = rows("ndjson", '{"a": 1}\n\n{"b": x}\n')[1]
    assert [(f.code, f.line, f.column) for f in row.faults] == [("MSG509", 3, 7)]


def test_bytes_that_are_not_utf_8_reject_their_row_alone() -> None:
    found = rows("ndjson", b'{"a": "\xe9"}\n{"a": "\xc3\xa9"}\n{"a": "\xed\xa0\x80"}\n')
    assert [row.data for row in found] == [None, {"a": "é"}, None]
    assert [(f.code, f.line, f.column) for f in found[0].faults] == [("MSG504", 1, 8)]


def test_ndjson_in_utf_16_is_named() -> None:
    assert file_faults("ndjson", '{"a": 1}\n'.encode("utf-16"))[0][0] == "MSG504"


def test_a_long_line_is_rejected_and_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ndjson, "MAX_LINE", 20)
    written = '{"a": 1}\n{"a": "' + "x" * 70 + '"}\n{"b": 2}\n'
    assert codes("ndjson", written) == ["", "MSG509", ""]
    assert [row.line for row in rows("ndjson", written)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[]", []),
        (" [ ] \n", []),
        ('[{"a": 1}]', [{"a": 1}]),
        ('\ufeff\n[\n {"a": 1} ,\n {"b": [2, {}]}\n]\n', [{"a": 1}, {"b": [2, {}]}]),
        ('{"a": 1}\n', [{"a": 1}]),
    ],
)
def test_reads_a_json_file(written: str, expected: list[object]) -> None:
    assert data("json", written) == expected


def test_rows_longer_than_what_is_read_at_once() -> None:
    wanted = [{"n": n, "text": "é\n" * (n % 3) * CHUNK, "f": 1.5} for n in range(7)]
    assert data("json", json.dumps(wanted, indent=1)) == wanted


def test_rows_across_every_edge_of_a_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("msgc.recipients.json_array.CHUNK", 1)
    wanted = [{"a": -12.5e3, "b": [True, None, "\\\u2028\U0001f600"]}, {"c": {"d": "x"}}, {}]
    assert data("json", json.dumps(wanted)) == wanted
    assert codes("json", '[{"a": NaN}, {"b": 1, "b": 2}, 123, {}]') == [
        "MSG510",
        "MSG509",
        "MSG508",
        "",
    ]


def test_an_array_is_streamed() -> None:
    found = json_rows(source("json", b""), io.BufferedReader(_Repeated()))
    assert [next(found).number for _ in range(20_000)][-1] == 20_000


class _Repeated(io.RawIOBase):
    """`[{"a":1},{"a":1},...` without an end."""

    def __init__(self) -> None:
        self.text = b"["

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:
        self.text += b'{"a":1},' * (len(buffer) // 8 + 1)
        buffer[:] = self.text[: len(buffer)]
        self.text = self.text[len(buffer) :]
        return len(buffer)


def test_an_element_that_is_not_taken_does_not_stop_the_array() -> None:
    written = b'[{"a": 1},\n {"a": 1e999}, 5,\n {"b": "\xe9"}, {"c": "\\ud800"}, {"d": 4}]'
    assert codes("json", written) == ["", "MSG510", "MSG508", "MSG504", "MSG510", ""]
    assert [row.line for row in rows("json", written)] == [1, 2, 2, 3, 3, 3]
    (bad,) = rows("json", written)[3].faults
    assert (bad.line, bad.column) == (3, 9)


@pytest.mark.parametrize(
    ("written", "code", "line", "column"),
    [
        ('[{"a": 1},\n{"b": x}]', "MSG509", 2, 7),
        ('[{"a": 1}', "MSG509", 1, 10),
        ('[{"a": 1}\n {"a": 2}]', "MSG509", 2, 2),
        ('[{"a": 1},]', "MSG509", 1, 11),
        ('[{"a": 1}] x', "MSG509", 1, 12),
        ('{"a": 1}\n{"a": 2}', "MSG509", 2, 1),
        ('"x"', "MSG508", 1, 1),
        ("", "MSG508", 1, 1),
    ],
)
def test_broken_json_stops_the_file(written: str, code: str, line: int, column: int) -> None:
    with pytest.raises(RowsError) as raised:
        rows("json", written)
    (fault,) = raised.value.faults
    assert (fault.code, fault.line, fault.column) == (code, line, column)
    assert not raised.value.unreadable

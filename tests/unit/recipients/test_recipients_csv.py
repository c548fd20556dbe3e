from __future__ import annotations

import pytest
from recipients_help import codes, data, file_faults, rows

from msgc.recipients.limits import MAX_CELL


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("a,b\n1,2\n", [{"a": "1", "b": "2"}], id="comma"),
        pytest.param("a;b\n1;2,5\n", [{"a": "1", "b": "2,5"}], id="semicolon"),
        pytest.param("a\tb\n1\t2\n", [{"a": "1", "b": "2"}], id="tab"),
        pytest.param('"a,x,y";b\n1;2\n', [{"a,x,y": "1", "b": "2"}], id="quoted delimiters"),
        pytest.param("a\n1\n", [{"a": "1"}], id="one column"),
        pytest.param("a;b\r\n1;2\r\n", [{"a": "1", "b": "2"}], id="CRLF"),
        pytest.param("a,b\r1,2\r3,4", [{"a": "1", "b": "2"}, {"a": "3", "b": "4"}], id="CR"),
        pytest.param('a,b\n"1\n\r\n2",3\n', [{"a": "1\n\r\n2", "b": "3"}], id="quoted newline"),
        pytest.param('a\n"say ""hi"""\n', [{"a": 'say "hi"'}], id="quoted quote"),
        pytest.param("\n\na,b\n\n1,2\n\n", [{"a": "1", "b": "2"}], id="blank lines"),
        pytest.param("\ufeffa,b\n1,2\n", [{"a": "1", "b": "2"}], id="BOM"),
        pytest.param('\ufeff"a",b\n1,2\n', [{"a": "1", "b": "2"}], id="BOM and quote"),
        pytest.param("sep=;\r\na,x;b\r\n1;2\r\n", [{"a,x": "1", "b": "2"}], id="sep line"),
        pytest.param(" a , b\n 1,2 \n", [{"a": " 1", "b": "2 "}], id="spaces in header"),
        pytest.param("a,b\n", [], id="header alone"),
        pytest.param(
            "o.id,n,o.p.q\n1,2,3\n", [{"o": {"id": "1", "p": {"q": "3"}}, "n": "2"}], id="dotted"
        ),
    ],
)
def test_reads_csv_as_people_have_it(written: str, expected: list[object]) -> None:
    assert codes("csv", written) == [""] * len(expected)
    assert data("csv", written) == expected


def test_tsv_is_always_cut_at_tabs() -> None:
    assert data("tsv", "a,b,c\td\n1,2\t3\n") == [{"a,b,c": "1,2", "d": "3"}]


def test_cells_are_marked_and_numbered_with_their_lines() -> None:
    first, second = rows("csv", 'a\n\n"1\n2"\n3\n')
    assert (first.cells, first.number, first.line) == (True, 1, 3)
    assert (second.number, second.line) == (2, 5)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a,b,a\n", [("MSG502", "Columns 1 and 3 are both named `a`.")]),
        ("a,,b\n", [("MSG502", "Column 2 has no name.")]),
        ("a,b..c\n", [("MSG502", "Column 2, `b..c`, has an empty part in its name.")]),
        (
            "o.id,o\n",
            [("MSG502", "Column 2, `o`, and column 1, `o.id`, both say what `o` is.")],
        ),
        (
            "a,a,,\n",
            [
                ("MSG502", "Column 3 has no name."),
                ("MSG502", "Column 4 has no name."),
                ("MSG502", "Columns 1 and 2 are both named `a`."),
            ],
        ),
    ],
)
def test_a_bad_header_is_told_whole(written: str, expected: list[tuple[str, str]]) -> None:
    assert file_faults("csv", written + "1,2\n") == expected


@pytest.mark.parametrize("written", ["", "\n\r\n", "sep=;\n"])
def test_an_empty_file_has_no_header(written: str) -> None:
    assert file_faults("csv", written) == [("MSG501", "The file is empty.")]


@pytest.mark.parametrize("format", ["csv", "tsv", "ndjson", "json"])
@pytest.mark.parametrize(
    ("start", "name"),
    [
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\x1f\x8b\x08\n", "gzip"),
        (b"\x28\xb5\x2f\xfd\x00", "zstd"),
        (b"PK\x03\x04\x14\x00", "zip"),
    ],
)
def test_a_compressed_file_is_named(format: str, start: bytes, name: str) -> None:
    told = f"The file isn't UTF-8: it is compressed, as {name}."
    assert file_faults(format, start + bytes(range(256))) == [("MSG504", told)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named(encoding: str) -> None:
    ((code, message),) = file_faults("csv", "a,b\n1,2\n".encode(encoding))
    assert code == "MSG504"
    assert "UTF-16" in message


def test_another_encoding_in_the_header_stops_the_file() -> None:
    ((code, message),) = file_faults("csv", b"naam,caf\xe9\n1,2\n")
    assert code == "MSG504"
    assert message.startswith(
        "The byte 0xE9 in line 1 isn't UTF-8; the file is likely Windows-1252"
    )


def test_another_encoding_in_a_row_rejects_that_row() -> None:
    first, bad, last = rows("csv", b"a,b\n1,2\n3,caf\xe9\n5,\xc3\xa9\n")
    assert first.data == {"a": "1", "b": "2"}
    assert last.data == {"a": "5", "b": "é"}
    assert bad.data is None
    (fault,) = bad.faults
    assert (fault.code, fault.line, fault.column) == ("MSG504", 3, 6)
    assert "where it is 'é'" in fault.message
    assert "iconv -f Windows-1252" in fault.help


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1,2,3,4\n", "The row has 4 cells, and the header 2 columns: 2 too many."),
        ("1\n", "The row has 1 cell, and the header 2 columns: 1 too few."),
    ],
)
def test_a_row_with_another_number_of_cells_is_rejected(written: str, expected: str) -> None:
    bad, good = rows("csv", "a,b\n" + written + "5,6\n")
    assert [(fault.code, fault.message) for fault in bad.faults] == [("MSG503", expected)]
    assert good.faults == ()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('1,"2\n', ["MSG509"]),
        ('1,"2"x\n3,4\n', ["MSG509", ""]),
        ("1,2\0\n3,4\n", ["MSG510", ""]),
        (f"1,{'x' * (MAX_CELL + 1)}\n3,4\n", ["MSG509", ""]),
        (f"1,{'x' * MAX_CELL}\n3,4\n", ["", ""]),
    ],
)
def test_a_broken_row_is_rejected_alone(written: str, expected: list[str]) -> None:
    assert codes("csv", "a,b\n" + written) == expected


def test_an_unclosed_quote_is_told_at_the_line_where_it_opens() -> None:
    *_, last = rows("csv", 'a,b\n1,2\n3,"4\n5,6\n7,8\n')
    (fault,) = last.faults
    assert (fault.code, fault.line) == ("MSG509", 3)
    assert "never closed" in fault.message

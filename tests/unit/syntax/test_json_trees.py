"""JSON to nodes, its faults, and bytes to text."""

from __future__ import annotations

import pytest

from msgc.source import SourceFile
from msgc.syntax.decode import decode
from msgc.syntax.json_nodes import MAX_DEPTH, parse_json, parse_json_lines
from msgc.syntax.nodes import Mapping, Scalar, Style
from msgc.syntax.values import to_value

FAULTS = [
    ("", "1:1", "empty"),
    ("{", "1:2", "inside an object"),
    ("[1,", "1:4", "ends here"),
    ('{"a": [1', "1:7", "never closed"),
    ('{"a"', "1:5", "colon"),
    ('{"a" 1}', "1:6", "colon"),
    ('{"a":1,}', "1:7", "comma after the last"),
    ("[1,\n]", "1:3", "comma after the last"),
    ('{"a":1 "b":2}', "1:8", "should stand here"),
    ("[,1]", "1:2", "value should stand"),
    ("{a: 1}", "1:2", "double quotes"),
    ("{'a': 1}", "1:2", "single"),
    ("['a']", "1:2", "single"),
    ("[NaN]", "1:2", "`NaN`"),
    ("[-Infinity]", "1:2", "`-Infinity`"),
    ("[True]", "1:2", "`True`"),
    ("[01]", "1:2", "isn't a number"),
    ("[.5]", "1:2", "isn't a number"),
    ("[1e999]", "1:2", "too large"),
    ("[" + "9" * 5000 + "]", "1:2", "too large"),
    ('"abc', "1:1", "isn't closed"),
    ('"a\nb"', "1:1", "isn't closed"),
    ('"a\tb"', "1:3", "U+0009"),
    ('"\\x41"', "1:2", "escapes"),
    ('"a\\u12"', "1:3", "escapes"),
    ('"a\\ud800x"', "1:3", "half"),
    ('{"\\udc00": 1}', "1:3", "half"),
    ("[1] // c", "1:5", "comments"),
    ('{"a":1, # c\n"b":2}', "1:9", "comments"),
    ("1 2", "1:3", "after the end"),
    ("[" * 200, f"1:{MAX_DEPTH + 1}", "nested"),
]


@pytest.mark.parametrize(("text", "place", "words"), FAULTS)
def test_fault_has_its_place_and_words(text: str, place: str, words: str) -> None:
    source = SourceFile("a.json", text)
    tree, found = parse_json(source)
    assert tree is None
    line, column = source.position(found[0].span.start)
    assert (found[0].code, f"{line}:{column}") == ("MSG127", place)
    assert words in found[0].message
    assert found[0].help


def test_scalars_hold_lexeme_and_value() -> None:
    tree, found = parse_json(SourceFile("a.json", '{"a": 1.50, "b": "x\\ud83d\\ude00", "c": null}'))
    assert found == []
    assert isinstance(tree, Mapping)
    a, b, c = (entry.value for entry in tree)
    assert isinstance(a, Scalar)
    assert (a.value, a.json, a.style, a.span.text) == ("1.50", 1.5, Style.JSON, "1.50")
    assert isinstance(b, Scalar)
    assert (b.value, b.json, b.part(1, 2).start) == ("x\U0001f600",) * 2 + (19,)
    assert isinstance(c, Scalar)
    assert c.is_null
    assert tree.entries[0].key.json == "a"


def test_all_duplicate_keys_are_told_and_the_first_is_kept() -> None:
    tree, found = parse_json(SourceFile("a.json", '{"a":1,"b":{"c":1,"c":2},"\\u0061":3}'))
    assert [(d.code, d.span.start) for d in found] == [("MSG106", 18), ("MSG106", 25)]
    assert tree is not None
    assert to_value(tree) == {"a": 1, "b": {"c": 1}}


def test_large_whole_numbers_stay_exact() -> None:
    tree, _ = parse_json(SourceFile("a.json", "123456789012345678901234567890"))
    assert tree is not None
    assert to_value(tree) == 123456789012345678901234567890


def test_lines_are_read_one_by_one() -> None:
    text = '{"a":1}\r\n\n  \n[1\n"x\u2028"\n"y\n2'
    lines = parse_json_lines(SourceFile("a.ndjson", text))
    assert [number for number, _, _ in lines] == [1, 2, 3, 4, 5]
    values = [to_value(tree) if tree else None for _, tree, _ in lines]
    assert values == [{"a": 1}, None, "x\u2028", None, 2]
    assert [[d.span.start for d in found] for _, _, found in lines] == [[], [13], [], [21], []]


def test_utf8_loses_its_byte_order_mark() -> None:
    source, found = decode("a", b"\xef\xbb\xbf\xc3\xa9: b\r\n", None)
    assert (source.text, found) == ("é: b\r\n", [])


@pytest.mark.parametrize(
    ("data", "place", "words"),
    [
        (b"a: b\nc: caf\xe9\n", "2:7", "0xE9 on line 2"),
        (b"\xef\xbb\xbf\xc3\xa9\xff", "1:2", "0xFF"),
        ("a: b".encode("utf-16"), "1:1", "UTF-16"),
        (b"a: \xed\xa0\x80", "1:4", "0xED"),
        (b"a: b\x00c", "1:5", "U+0000"),
        (b"a\r\nb \x1b", "2:3", "U+001B"),
    ],
)
def test_bytes_that_are_no_text(data: bytes, place: str, words: str) -> None:
    source, found = decode("a", data, None)
    line, column = source.position(found[0].span.start)
    assert (found[0].code, f"{line}:{column}") == ("MSG100", place)
    assert words in found[0].message


def test_the_likely_letter_is_named() -> None:
    assert "`é`" in (decode("a", b"caf\xe9", None)[1][0].help or "")

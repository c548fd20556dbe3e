"""What Python, its libraries and JSON do otherwise than the language: the same in every tier."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from msgc.emit.runtime import escaped
from msgc.facts.patterns import ecma
from msgc.filters import FILTERS
from msgc.pipeline.messages import DEFAULT_LOCALE, Message
from msgc.pipeline.specialising import program_of
from msgc.recipients.rows import RawRow
from msgc.syntax import yaml_build
from tests.property.fast_help import told
from tests.property.speed_runs import TIERS, opened_catalog, written

HEAD = 'channel: any\nto: "+31612345678"\n'
NOT_FINITE = ("NaN", "Infinity", "-Infinity")


class Marked(str):
    """A text that isn't a plain one, as Jinja's `Markup`."""


def texts(vars: str, body: str, rows: Sequence[dict[str, object]]) -> list[str | None]:
    """Return the text that each row makes, None where it is rejected; the same in every tier."""
    with opened_catalog({"m.msg.yaml": f"vars: {vars}\n{HEAD}{body}\n"}) as message:
        assert message.is_sound, [found.message for found in message.found]
        raw = [RawRow(number, row) for number, row in enumerate(rows, 1)]
        lines = told(message, raw, False)
        for force in TIERS.values():
            with pytest.MonkeyPatch.context() as patch:
                force(patch)
                assert told(message, raw, True) == lines
    return [_text(json.loads(line)) for line in lines]


def _text(made: dict[str, object]) -> str | None:
    body = made.get("body")
    return body["text"]["text"] if isinstance(body, dict) else None


def files(vars: str, format: str, data: bytes) -> list[str | None]:
    """Return the same for a file, whose bad rows are all in order."""
    with opened_catalog({"m.msg.yaml": f'vars: {vars}\n{HEAD}text: "{{{{ a }}}}"\n'}) as message:
        made = written(message, format, data)
        assert made == written(message, format, data, fast=False)
    assert not made.faults
    lines = iter(made.payloads)
    rejected = {row for row, _ in made.verdicts}
    return [
        None if row in rejected else _text(json.loads(next(lines)))
        for row in range(1, made.rows + 1)
    ]


def test_the_end_of_a_text_isnt_before_its_last_line_break() -> None:
    assert ecma("^a$").search("a\n") is None
    rows: list[dict[str, object]] = [{"a": "AB"}, {"a": "AB\n"}, {"a": "AB\r\n"}]
    made = texts("{a: {type: string, pattern: '^[A-Z]+$'}}", 'text: "{{ a }}."', rows)
    assert made == ["AB.", None, None]


@pytest.mark.parametrize(("pattern", "other"), [(r"^\d+$", "٣"), (r"^\w+$", "é"), (r"^\w+$", "ſ")])
def test_digits_and_words_are_asciis(pattern: str, other: str) -> None:
    rows: list[dict[str, object]] = [{"a": "7"}, {"a": other}]
    made = texts(f"{{a: {{type: string, pattern: '{pattern}'}}}}", 'text: "{{ a }}."', rows)
    assert made == ["7.", None]


def test_braces_are_patterns_where_they_are_escaped() -> None:
    pattern = r"^\{\{[^{}]+\}\}$"
    with pytest.raises(ValueError, match="can't be translated"):
        ecma("{{[^{}]+}}")
    rows: list[dict[str, object]] = [{"a": "{{code}}"}, {"a": "{{{}}"}]
    made = texts(f"{{a: {{type: string, pattern: '{pattern}'}}}}", 'text: "{{ a }}"', rows)
    assert made == ["{{code}}", None]


@pytest.mark.parametrize("word", NOT_FINITE)
def test_what_isnt_finite_is_no_number(word: str) -> None:
    number = float(word.replace("Infinity", "inf"))
    rows: list[dict[str, object]] = [{"t": 1.5}, {"t": number}]
    assert texts("{t: number}", 'text: "{{ t | number(1) }}"', rows) == ["1.5", None]
    file = io.BytesIO()
    pq.write_table(pa.table({"t": [1.5, number], "a": ["x", "y"]}), file)
    kind = "{a: string, t: number}"
    assert files(kind, "parquet", file.getvalue()) == ["x", None]
    assert files(kind, "ndjson", b'{"a":"x","t":1}\n{"a":"y","t":%s}\n' % word.encode()) == [
        "x",
        None,
    ]
    assert files(kind, "csv", b"a,t\nx,1\ny,%s\n" % word.encode()) == ["x", None]
    assert files(kind, "json", b'[{"a":"x","t":1},{"a":"y","t":%s}]' % word.encode()) == ["x", None]


def test_what_grows_beyond_all_numbers_is_refused() -> None:
    rows: list[dict[str, object]] = [{"t": 1.0}, {"t": 1e308}]
    made = texts("{t: number}", 'text: "{{ (t * 10) | number(0) }}"', rows)
    assert made == ["10", None]


@pytest.mark.parametrize("number", [2**53 + 1, 2**63, 2**64 + 1, -(2**63) - 1, 10**30, 10**400])
def test_integers_keep_all_their_digits(number: int) -> None:
    assert texts("{n: integer}", 'text: "{{ n }}"', [{"n": number}]) == [str(number)]
    assert files("{a: integer}", "ndjson", b'{"a":%d}\n' % number) == [str(number)]
    assert files("{a: integer}", "json", b'[{"a":%d}]' % number) == [str(number)]
    assert files("{a: integer}", "csv", b"a\n%d\n" % number) == [str(number)]


@pytest.mark.parametrize("half", ["\ud800", "\udfff", "x\ud83d", "\ude00\ud83d"])
def test_half_a_pair_is_no_character(half: str) -> None:
    rows: list[dict[str, object]] = [{"a": "x"}, {"a": half}]
    assert texts("{a: string}", 'text: "{{ a }}"', rows) == ["x", None]
    escape = json.dumps({"a": half})
    assert files("{a: string}", "ndjson", f'{{"a":"x"}}\n{escape}\n'.encode()) == ["x", None]
    assert files("{a: string}", "json", f'[{{"a":"x"}},{escape}]'.encode()) == ["x", None]
    raw = f"a\nx\n{half}\n".encode("utf-8", "surrogatepass")
    assert files("{a: string}", "csv", raw) == ["x", None]


def test_both_halves_are_one_character() -> None:
    data = b'{"a":"\\ud83d\\ude00"}\n{"a":"\xf0\x9f\x98\x80"}\n'
    assert files("{a: string}", "ndjson", data) == ["😀", "😀"]


def test_a_boolean_is_no_integer_and_a_whole_float_is_one() -> None:
    rows: list[dict[str, object]] = [{"n": 1}, {"n": True}, {"n": 1.0}, {"n": 1.5}, {"n": -0.0}]
    assert texts("{n: integer}", 'text: "{{ n }}"', rows) == ["1", None, "1", None, "0"]
    data = b'{"a":1}\n{"a":true}\n{"a":1.0}\n{"a":1.5}\n{"a":-0.0}\n{"a":1e2}\n'
    assert files("{a: integer}", "ndjson", data) == ["1", None, "1", None, "0", "100"]


def test_a_number_is_no_boolean() -> None:
    rows: list[dict[str, object]] = [{"b": True}, {"b": 1}, {"b": 0.0}, {"b": "true"}]
    assert texts("{b: boolean}", "text: \"{{ 'y' if b else 'n' }}\"", rows) == ["y", *[None] * 3]


def test_a_subclass_of_text_is_done_by_the_definition_alone() -> None:
    rows: list[dict[str, object]] = [{"a": "<b>"}, {"a": Marked("<b>")}]
    made = texts("{a: string}", "text: \"{{ a | e }}{{ a ~ '<' }}{{ a | upper }}\"", rows)
    assert made == ["&lt;b&gt;<b><<B>", None]


def test_what_is_missing_reaches_default_and_is_defined() -> None:
    words = (
        "text: \"{{ m | default('-') }} {{ 'y' if m is defined else 'n' }} {{ o.x | default(1) }}\""
    )
    rows: list[dict[str, object]] = [
        {},
        {"m": None},
        {"m": ""},
        {"m": "a", "o": {"x": 2}},
        {"o": {}},
    ]
    made = texts("{m: optional string, o: {optional: {x: optional integer}}}", words, rows)
    assert made == ["- n 1", "- n 1", " y 1", "a y 2", "- n 1"]


def test_what_is_missing_isnt_written() -> None:
    rows: list[dict[str, object]] = [{"m": "a"}, {}, {"m": None}]
    with opened_catalog(
        {"m.msg.yaml": f"vars: {{m: optional string}}\n{HEAD}text: '{{{{ m }}}}'\n"}
    ) as message:
        raw = [RawRow(number, row) for number, row in enumerate(rows, 1)]
        made = [json.loads(line) for line in told(message, raw, True)]
        assert told(message, raw, True) == told(message, raw, False)
    assert [each.get("row") for each in made] == [None, 2, 3]


def test_no_filter_gives_another_value_the_second_time() -> None:
    """Equal expressions are evaluated once for a column."""
    assert not {"random", "shuffle", "now", "uuid"} & FILTERS.keys()
    with opened_catalog(
        {"m.msg.yaml": f"vars: {{a: [string]}}\n{HEAD}text: '{{{{ a | random }}}}'\n"}
    ) as message:
        assert not message.is_sound


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\r\n\r\n"])
def test_line_ends_of_literals_and_of_rows_stay(end: str) -> None:
    words = f"text: {json.dumps(f'a{end}{{{{ a }}}}b{end}')}"
    rows: list[dict[str, object]] = [{"a": end}, {"a": ""}]
    assert texts("{a: string}", words, rows) == [f"a{end}{end}b{end}", f"a{end}b{end}"]


def test_an_empty_column_stays_empty() -> None:
    assert len(escaped([])) == 0
    assert list(escaped([""])) == [b""]
    assert texts("{a: string}", 'text: "{{ a }}."', []) == []
    assert texts("{a: string}", 'text: "{{ a }}."', [{"a": ""}]) == ["."]
    loop = 'text: "{% for x in xs %}{{ x }}{{ a }}{% endfor %}."'
    rows: list[dict[str, object]] = [{"a": "", "xs": []}, {"a": "b", "xs": []}]
    assert texts("{a: string, xs: [string]}", loop, rows) == [".", "."]
    assert texts("{a: string, xs: [string]}", loop, [{"a": "", "xs": [""]}]) == ["."]


def test_a_program_of_no_rows_makes_no_line() -> None:
    with opened_catalog(
        {"m.msg.yaml": f"vars: {{a: string}}\n{HEAD}text: '{{{{ a }}}}'\n"}
    ) as message:
        assert program_of(message, root_of(message), DEFAULT_LOCALE).lines([]) == []


def root_of(message: Message):  # type: ignore[no-untyped-def]
    return message.plans[None].payload


def test_yaml_is_parsed_by_libyaml_and_built_by_us(tmp_path: Path) -> None:
    assert yaml_build._LOADER.__name__ == "CSafeLoader"
    with opened_catalog({"m.msg.yaml": f"{HEAD}text: a\ntext: b\n"}) as message:
        assert any("twice" in found.message for found in message.found)


def test_a_place_that_no_float_holds_is_refused() -> None:
    text = f"vars: {{t: number}}\n{HEAD}location: ['{{{{ t }}}}', 0]\n"
    with opened_catalog({"m.msg.yaml": text.replace("any", "whatsapp")}) as message:
        rows = [RawRow(1, {"t": 10**400}), RawRow(2, {"t": 1})]
        assert told(message, rows, True) == told(message, rows, False)

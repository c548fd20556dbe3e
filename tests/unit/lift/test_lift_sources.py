"""Payloads in files, lists, lines and `curl` commands; keys of headers never show."""

import json
from typing import Any

import pytest

from msgc.lift.names import file_name
from msgc.lift.sources import Payload, payloads_of
from msgc.syntax.values import to_value

KEY = "AccessKey s3cr3t-Zz"
ONE = {"a": 'it\'s "b"\n{{ c }} $d `e` \\ 🎉 é'}
COMPACT = json.dumps(ONE)


def read(text: str, name: str = "p.json") -> list[Any]:
    found = payloads_of(text, name)
    assert all(each.node is not None and not each.found for each in found), found
    return [to_value(each.node) for each in found if each.node is not None]


def fault_of(text: str, name: str = "p.json") -> Payload:
    (payload,) = payloads_of(text, name)
    assert payload.node is None
    return payload


@pytest.mark.parametrize(
    ("text", "name", "values", "numbers"),
    [
        ('{"a": 1}', "p.json", [{"a": 1}], [None]),
        ('\n[{"a": 1}, {"b": 2}]', "p.json", [{"a": 1}, {"b": 2}], [1, 2]),
        ('[{"a": 1}]', "p.json", [{"a": 1}], [None]),
        ('{"a": 1}\n\n{"b": 2}\n', "p.json", [{"a": 1}, {"b": 2}], [1, 2]),
        ('{"a": 1}\n', "p.ndjson", [{"a": 1}], [None]),
        ('{\n"a":\n1}', "-", [{"a": 1}], [None]),
    ],
)
def test_forms_of_json(text: str, name: str, values: Any, numbers: Any) -> None:
    assert read(text, name) == values
    assert [each.number for each in payloads_of(text, name)] == numbers


def test_faults_know_their_payload_and_place() -> None:
    first, second = payloads_of('[{"a": 1},\n {"b": 1, "b": 2}]', "p.json")
    assert not first.found
    assert [(d.code, d.payload, d.span.source.position(d.span.start)) for d in second.found] == [
        ("MSG106", 2, (2, 11))
    ]
    _, bad, good = payloads_of('{"a": 1}\n{"b": "\\ud800"}\n{"c": 1}', "p.ndjson")
    assert (bad.node, bad.found[0].payload, good.number) == (None, 2, 3)


@pytest.mark.parametrize("text", ["", "{", '{"a": 1,}', "hello", '{"a": 1} x'])
def test_what_is_no_json_is_told(text: str) -> None:
    assert [d.code for d in fault_of(text).found] == ["MSG127"]


def test_an_empty_list() -> None:
    assert fault_of("[]").found[0].message == "The list is empty"


def single(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def ansi(text: str) -> str:
    escaped = text.encode("utf-16-be")
    units = [int.from_bytes(escaped[i : i + 2], "big") for i in range(0, len(escaped), 2)]
    signs = {10: "\\n", 39: "\\'", 92: "\\\\"}
    return (
        "$'" + "".join(signs.get(u) or (chr(u) if u < 128 else f"\\u{u:04x}") for u in units) + "'"
    )


def double(text: str) -> str:
    for sign in ("\\", '"', "$", "`"):
        text = text.replace(sign, "\\" + sign)
    return f'"{text}"'


def caret(text: str) -> str:
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    safe = " _-:=+~'/.',?;()*`"
    return '^"' + "".join(c if c.isalnum() or c in safe else f"^{c}" for c in text) + '^"'


@pytest.mark.parametrize(
    "option", ["-d ", "--data ", "--data-raw ", "--data=", "--json ", "-d", "-sSd "]
)
@pytest.mark.parametrize("quote", [single, ansi, double])
@pytest.mark.parametrize("text", [COMPACT, json.dumps(ONE, ensure_ascii=False, indent=2)])
def test_curl_data(option: str, quote: Any, text: str) -> None:
    head = f"curl -X POST 'https://api.example.com/messages' \\\n  -H 'Authorization: {KEY}' \\\n"
    assert read(f"{head}  {option}{quote(text)}\n") == [ONE]
    tail = f" -H 'Authorization: {KEY}' --compressed | jq ."
    assert read(f"$ KEY=x curl -s {option}{quote(text)}{tail}") == [ONE]


def test_curl_of_windows() -> None:
    url, header = caret("https://api.example.com/a?b=c"), caret(f"authorization: {KEY}")
    assert read(f"curl {url} ^\n  -H {header} ^\n  --data-raw {caret(COMPACT)} &\n") == [ONE]
    text = COMPACT.replace("\\", "\\\\").replace('"', '\\"')
    assert read(f'curl "https://a.b" ^\r\n -H "Authorization: {KEY}" ^\r\n -d "{text}"') == [ONE]


def test_several_commands_are_numbered() -> None:
    text = f"# it's two\ncurl -d {single(COMPACT)} a.b ;\ncurl.exe a.b --json '[1, 2]'\n"
    assert read(text) == [ONE, 1, 2]
    assert [each.number for each in payloads_of(text, "-")] == [1, 2, 3]


def test_a_value_is_never_taken_for_data() -> None:
    text = "curl -H -d -u '-d{}' --header --data --user=--json -o -d a.b -d '{\"a\": 1}'"
    assert read(text) == [{"a": 1}]


def test_places_are_counted_from_the_commands_start() -> None:
    (payload,) = payloads_of("curl a.b \\\n  -d '{\n  \"a\": tru\n}'", "c.sh")
    (found,) = payload.found
    assert found.span.source.position(found.span.start) == (3, 8)


REFUSED = [
    ("curl -d @payload.json a.b", "takes its data from a file"),
    ("curl --json @- a.b <<'EOF'\n{}\nEOF", "takes its data from a file"),
    ("curl a.b", "sends no data"),
    ("# curl it", "sends no data"),
    ('curl -d \'{"a": 1} a.b', "A quote of the curl command isn't closed"),
    (f"http POST a.b Authorization:'{KEY}'", "no JSON"),
    (f'curl -d \'{{"a": "it\'s"}}\' -H \'Authorization: {KEY}\' "x" "', "no JSON that can be read"),
    (f"curl -H 'Authorization: {KEY}' -d 'no json'", "isn't a value of JSON"),
]


@pytest.mark.parametrize(("text", "words"), REFUSED)
def test_what_is_refused_shows_no_key(text: str, words: str) -> None:
    for found in fault_of(text).found:
        shown = f"{found.message} {found.help} {found.labels} {found.span.source.text}"
        assert "s3cr3t" not in shown
        assert words in found.message


@pytest.mark.parametrize(
    ("source", "index", "name"),
    [
        ("order.json", None, "order.msg.yaml"),
        ("in/order.json", 2, "order-2.msg.yaml"),
        ("order.v2.nl.json", None, "order-v2-nl.msg.yaml"),
        ("_order.ndjson", 1, "-order-1.msg.yaml"),
        ("order", None, "order.msg.yaml"),
        (".json", None, "-json.msg.yaml"),
        ("-", None, "payload.msg.yaml"),
    ],
)
def test_file_names(source: str, index: int | None, name: str) -> None:
    assert file_name(source, index) == name

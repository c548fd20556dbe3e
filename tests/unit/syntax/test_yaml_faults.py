"""Each fault has its code, its place and its sentence."""

from __future__ import annotations

import pytest

from msgc.source import SourceFile
from msgc.syntax.values import to_value
from msgc.syntax.yaml_nodes import MAX_REPAIRS, parse_yaml

# The text, then code, line:column and some words of the first finding.
FAULTS = [
    ("", "MSG113", "1:1", "empty"),
    ("# nothing\n", "MSG113", "1:1", "empty"),
    ("---\n", "MSG113", "1:1", "empty"),
    ("a: x\x07y\n", "MSG100", "1:5", "U+0007"),
    ('to: "{{ phone }}\ntext: "Hello"\n', "MSG101", "1:5", "isn't closed"),
    ("to: '{{ phone }}\ntext: hi\n", "MSG101", "1:5", "isn't closed"),
    ('a: "x\n---\n"\n', "MSG101", "1:4", "isn't closed"),
    ("text: 'it's'\n", "MSG101", "1:11", "after its closing quote"),
    ('text: "Hi" she said\n', "MSG101", "1:12", "after its closing quote"),
    ('text: "a\\d"\n', "MSG101", "1:9", "escapes"),
    ('text: "\\x4"\n', "MSG101", "1:8", "escapes"),
    ('text: "ok \\ud83d\\ude00"\n', "MSG101", "1:11", "code of a character"),
    ('text: "\\U00110000"\n', "MSG101", "1:8", "code of a character"),
    ("a: 1\n---\nb: 2\n", "MSG101", "2:1", "one YAML document"),
    ("a: 1\n...\nb: 2\n", "MSG101", "3:1", "one YAML document"),
    ("%YAML 1.1\n---\na: 1\n", "MSG101", "1:1", "directives"),
    ("%FOO bar\na: 1\n", "MSG101", "1:1", "directives"),
    ("text:hello\nto: x\n", "MSG101", "1:5", "space is missing"),
    ("to: x\ntext:hello\n", "MSG101", "2:5", "space is missing"),
    ("-a\n-b: 1\n", "MSG101", "1:1", "space is missing"),
    ("text: Hi\nhow are you\nto: x\n", "MSG101", "2:1", "`how are you`"),
    ('to "x"\ntext: b\n', "MSG101", "1:1", "no `key: value` line"),
    (": x\n", "MSG101", "1:1", "no `key: value` line"),
    ("p: {a: 1, b\nto: x\n", "MSG101", "1:4", "isn't closed"),
    ("p: [a, b\nto: x\n", "MSG101", "1:4", "isn't closed"),
    ("p: {a: 1 b: 2}\n", "MSG101", "1:11", "expects a `,`"),
    ("x: [1, 2]]\n", "MSG101", "1:10", "closes nothing"),
    ("x: {a: 1}}\n", "MSG101", "1:10", "closes nothing"),
    ("a: " + "[" * 200, "MSG101", "1:103", "nested"),
    ("to: {{ phone }}\n", "MSG102", "1:5", "must be quoted"),
    ("text: {{ name }} hi\n", "MSG102", "1:7", "must be quoted"),
    ("text: {{ x['a'] }}\n", "MSG102", "1:7", "must be quoted"),
    ("- {{ a }}\n", "MSG102", "1:3", "must be quoted"),
    ("p: {name: {{ name }}}\n", "MSG102", "1:11", "must be quoted"),
    ("p: [{{ a }}, {{ b }}]\n", "MSG102", "1:5", "must be quoted"),
    ("text: Note: bring it\n", "MSG103", "1:11", "colon"),
    ("- reply: a: b\n", "MSG103", "1:11", "colon"),
    ("text: 😀 a: b\n", "MSG103", "1:10", "colon"),
    ("text: 'x': y\n", "MSG103", "1:10", "colon"),
    ("a:\n\tb: c\n", "MSG104", "2:1", "tab"),
    ("a:\n  b: 1\n\tc: 2\n", "MSG104", "3:1", "tab"),
    ("text: |\n\ta\n", "MSG104", "2:1", "tab"),
    ("to: x\n text: y\n", "MSG105", "2:2", "indented as if"),
    ("text: hello\n  more: x\n", "MSG105", "2:3", "indented as if"),
    ("text: |\n  Hi\n there\nto: x\n", "MSG105", "3:2", "too far left"),
    ("text: |\n  Hi\n{% for x in y %}\nto: x\n", "MSG105", "3:1", "too far left"),
    ("a:\n    b: 1\n  c: 2\n", "MSG105", "3:3", "fits none"),
    ("a:\n  - 1\n  b: 2\n", "MSG105", "3:3", "among a list's entries"),
    ("- a\nb: 1\n", "MSG105", "2:1", "among a list's entries"),
    ("a: 1\n- b\n", "MSG105", "2:1", "fits no list"),
    ("x:\n  - a\n - b\n", "MSG105", "3:2", "fits no list"),
    ("to: x\nto: y\n", "MSG106", "2:1", "stands twice"),
    ("a: {b: 1, 'b': 2}\n", "MSG106", "1:11", "stands twice"),
    ("a: &x 1\n", "MSG107", "1:4", "anchor"),
    ("a: &x\n  b: 1\n", "MSG107", "1:4", "anchor"),
    ("a: !!str 5\n", "MSG107", "1:4", "tag"),
    ("a: !!map\n  b: 1\n", "MSG107", "1:4", "tag"),
    ("<<: x\n", "MSG107", "1:1", "merge key"),
    ("b: *x\na: &x 1\n", "MSG107", "1:4", "alias"),
    ("text: *Sale* today\n", "MSG108", "1:7", "alias"),
    ("text: *Sale today*\n", "MSG108", "1:7", "alias"),
    ("text: *Sale\n", "MSG108", "1:7", "alias"),
    ("- *a*\n", "MSG108", "1:3", "alias"),
    ("text: @home\n", "MSG108", "1:7", "keeps for itself"),
    ("text: `a`\n", "MSG108", "1:7", "backtick"),
    ("text: %50\n", "MSG108", "1:7", "directive"),
    ("text: & more\n", "MSG108", "1:7", "anchor"),
    ("text: &nbsp; x\n", "MSG108", "1:7", "anchor"),
    ("text: !important\n", "MSG108", "1:7", "tag"),
    ("text: {name}\n", "MSG108", "1:7", "mapping"),
    ("text: {name}, hi\n", "MSG108", "1:7", "mapping"),
    ("text: {% if x %}a{% endif %}\n", "MSG108", "1:7", "`{%`"),
    ("text: {# note #} hi\n", "MSG108", "1:7", "`{#`"),
    ("a:\n  {% if x %}\n  - b\n  {% endif %}\n", "MSG108", "2:3", "outside of text"),
    ("- {% if x %}\n", "MSG108", "1:3", "`{%`"),
    ("text: [Sale] today\n", "MSG108", "1:7", "list"),
    ("text: > hello\n", "MSG108", "1:7", "block of text"),
    ("text: - item\n", "MSG108", "1:7", "list's entry"),
    ("text: ? what\n", "MSG108", "1:7", "key"),
    ("a: [@x, b]\n", "MSG108", "1:5", "keeps for itself"),
    ("@home: x\n", "MSG108", "1:1", "keeps for itself"),
    ("[a]: b\n", "MSG113", "1:1", "list"),
    ("? {a: 1}\n: b\n", "MSG113", "1:3", "mapping"),
]


@pytest.mark.parametrize(("text", "code", "place", "words"), FAULTS)
def test_fault_has_its_code_place_and_words(text: str, code: str, place: str, words: str) -> None:
    source = SourceFile("a.msg.yaml", text)
    first = parse_yaml(source)[1][0]
    line, column = source.position(first.span.start)
    assert (first.code, f"{line}:{column}") == (code, place)
    assert words in first.message
    assert first.help


@pytest.mark.parametrize("text", [text for text, *_ in FAULTS])
def test_no_sentence_is_the_parsers_own(text: str) -> None:
    for diagnostic in parse_yaml(SourceFile("a.msg.yaml", text))[1]:
        for jargon in ("block end", "token", "expected <", "while", "scalar", "flow", "context"):
            assert jargon not in diagnostic.message


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("to: {{ phone }}\n", 'to: "{{ phone }}"\n'),
        ("to: {{ phone }} # who\n", 'to: "{{ phone }}" # who\n'),
        ("text: {{ name }} #5\n", 'text: "{{ name }} #5"\n'),
        ('to: {{ x["a"] }}\n', "to: '{{ x[\"a\"] }}'\n"),
        ('t: {{ x["a"] }}, it\'s\n', "t: '{{ x[\"a\"] }}, it''s'\n"),
        ("p: {name: {{ name }}}\n", 'p: {name: "{{ name }}"}\n'),
        ("text: Note: bring it\n", 'text: "Note: bring it"\n'),
        ("text: *Sale* today\n", 'text: "*Sale* today"\n'),
        ("- reply: *Sale*\n  description: x\n", '- reply: "*Sale*"\n  description: x\n'),
        ("text: 'it's'\n", 'text: "it\'s"\n'),
        ('text: "Hi" she said\n', "text: '\"Hi\" she said'\n"),
        ("a: 1\ntext:hello\n", "a: 1\ntext: hello\n"),
        ("- a\n-b\n", "- a\n- b\n"),
    ],
)
def test_fix_mends_the_file(text: str, fixed: str) -> None:
    fixes = [d.fix for d in parse_yaml(SourceFile("a.msg.yaml", text))[1] if d.fix]
    mended = text
    for fix in fixes:
        mended = text[: fix.span.start] + fix.text + text[fix.span.end :]
    assert mended == fixed
    assert parse_yaml(SourceFile("a.msg.yaml", mended))[1] == []


def test_text_over_several_lines_has_no_fix() -> None:
    _, found = parse_yaml(SourceFile("a.msg.yaml", "text: *Sale* today\n  and more\n"))
    assert [d.fix for d in found] == [None]


def test_faults_are_told_together_and_the_tree_holds_the_words() -> None:
    text = "to: {{ phone }}\ntext: Note: x\nreference: *a* b\ntags: [@x, y]\nto: z\n"
    tree, found = parse_yaml(SourceFile("a.msg.yaml", text))
    assert [d.code for d in found] == ["MSG102", "MSG103", "MSG108", "MSG108", "MSG106"]
    assert tree is not None
    assert to_value(tree) == {
        "to": "{{ phone }}",
        "text": "Note: x",
        "reference": "*a* b",
        "tags": ["@x", "y"],
    }


def test_a_lost_line_leaves_no_tree_but_more_findings() -> None:
    tree, found = parse_yaml(SourceFile("a.msg.yaml", "to: x\n text: y\nreference: @z\n"))
    assert tree is None
    assert [d.code for d in found] == ["MSG105", "MSG108"]


def test_duplicate_keys_point_at_the_first() -> None:
    _, found = parse_yaml(SourceFile("a.msg.yaml", "to: x\nto: y\nto: z\n"))
    assert [d.span.start for d in found] == [6, 12]
    assert {d.labels[0].span.start for d in found} == {0}


def test_repairs_are_bounded() -> None:
    text = "".join(f"k{number}: @x\n" for number in range(3 * MAX_REPAIRS))
    tree, found = parse_yaml(SourceFile("a.msg.yaml", text))
    assert tree is None
    assert len(found) == MAX_REPAIRS + 1

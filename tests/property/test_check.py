"""`check` says what is wrong with any text at all, and each place lies within its file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from msgc.diagnostics import Diagnostic
from msgc.pipeline import Project
from msgc.pipeline.payloads import check_payload_file
from msgc.report import FORMATS
from msgc.report.summary import Summary

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 1, 1, tzinfo=UTC)
CONFIG = 'defaults: {to: "+31612345678"}\nconstants: {brand: Acme}\n'
SOUND = sorted((ROOT / "templates").rglob("*.msg.yaml"))
SEEDS = [path.read_text(encoding="utf-8") for path in SOUND]
PIECES = st.sampled_from(
    [
        "text",
        "vars",
        "samples",
        "actions",
        "list",
        "template",
        "parameters",
        "fallback",
        "body",
        "to",
        "receiver",
        "image",
        "images",
        "file",
        "location",
        "section",
        "carousel",
        "extends",
        "reply",
        "postback",
        "type",
        "if",
        "for",
        "rows",
        "title",
        "metadata",
        "channel",
        "window",
        ": ",
        ":\n",
        "\n",
        "\n  ",
        "\n    ",
        "\n  - ",
        "- ",
        " - ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "|",
        ">",
        "{{ ",
        " }}",
        "{% if ",
        "{% for x in ",
        "{% endif %}",
        "{% endfor %}",
        " %}",
        "{#",
        "#}",
        "name",
        "x.y",
        "loop.index",
        "omit",
        " | default(omit)",
        " | upper",
        "(",
        ")",
        "'",
        '"',
        "string",
        "integer",
        "optional ",
        " = 3",
        "null",
        "~",
        "true",
        "1.5",
        "0042",
        "&a",
        "*a",
        "\t",
        "#",
        "\ufeff",
        "\u2028",
        "\r\n",
        "é",
        "😀",
        "\\",
        "\\u12",
        "!",
        "@",
        "<<",
        "?",
        "---",
    ]
)
SCRAPS = st.lists(PIECES, max_size=25).map("".join)
ANY = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)


@st.composite
def edited(draw: st.DrawFn) -> str:
    """A sound message with some words cut out, or scraps put in."""
    text = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.sampled_from([0, 0, 1, 2, 12])) + start
        text = text[:start] + draw(st.just("") | PIECES | SCRAPS) + text[end:]
    return text


@contextmanager
def catalog(files: dict[str, str]) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        for path, text in {"msgc.yaml": CONFIG, **files}.items():
            target = Path(name) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode("utf-8"))
        yield Path(name)


def check(files: dict[str, str]) -> list[Diagnostic]:
    with catalog(files) as root:
        found = Project.open(root).check(now=NOW)
    for each in found:
        _is_sound(each)
    summary = Summary.of(found, files=1, messages=1)
    for render in FORMATS.values():
        assert render(found, color=False, width=80, summary=summary).endswith("\n")
    return found


def _is_sound(found: Diagnostic) -> None:
    for span in (found.span, *(label.span for label in found.labels)):
        assert 0 <= span.start <= span.end <= len(span.source.text), found
        assert span.text == span.source.text[span.start : span.end]
        line, column = span.source.position(span.start)
        assert column - 1 <= len(span.source.line(line)) + 2
    assert found.message and not found.message.endswith(".")
    if found.fix:
        assert 0 <= found.fix.span.start <= found.fix.span.end <= len(found.fix.span.source.text)


@settings(max_examples=250, deadline=None)
@given(SCRAPS | ANY | edited())
@example("text: {{")
@example("text: '{{ a'\nfallback: {fallback: {text: x}}")
@example("vars: {a: {type: object, properties: {a: 3}}}\ntext: x")
@example("list: [if, {for: x}]\ntext: x")
@example("section: [{section: [{section: []}]}]")
@example("body: []")
@example("template: []\nparameters: {a: [1]}")
@example("to: [[a], {b: [c]}]\ntext: x")
@example("image: [a]\naltText: {a: b}")
@example("location: {a: 1}\naddress: [x]")
def test_any_text_is_a_message_file(text: str) -> None:
    check({"templates/m.msg.yaml": text})


@settings(max_examples=80, deadline=None)
@given(SCRAPS, SCRAPS, SCRAPS)
@example("vars: [a]", "vars: 3", "vars: {a: string}")
@example("extends: _b", "extends: m", "extends: ''")
def test_any_text_is_a_base_or_a_locale(message: str, base: str, locale: str) -> None:
    check(
        {
            "templates/m.msg.yaml": f"extends: _b\n{message}",
            "templates/_b.msg.yaml": base,
            "templates/m.nl.msg.yaml": locale,
        }
    )


@settings(max_examples=80, deadline=None)
@given(SCRAPS | ANY)
def test_any_text_is_included(text: str) -> None:
    message = 'text: |\n  {% include "_f.txt" %}\n'
    check({"templates/m.msg.yaml": message, "templates/_f.txt": text})


@settings(max_examples=80, deadline=None)
@given(SCRAPS | ANY)
@example("defaults: {to: }\n")
@example("constants: {a: {b: [1, {c: null}]}}\n")
def test_any_text_is_a_config(text: str) -> None:
    check({"msgc.yaml": text, "templates/m.msg.yaml": "text: Hi {{ brand }}\n"})


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_a_payload_file(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "p.json"
        path.write_bytes(data)
        for found in check_payload_file(path, "p.json", NOW):
            _is_sound(found)

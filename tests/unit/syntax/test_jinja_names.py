"""The quick way to read names is Jinja's own: the same parts, the same spans, or none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msgc.source import SourceFile
from msgc.syntax import jinja
from msgc.syntax.expr import Join
from msgc.syntax.jinja_names import WORDS, read_names

PIECES = (
    *("{{ name }}", "{{name}}", "{{ a.b }}", "{{\n order.item.id\t}}", "{{ _x }}", "{{ a1.b2 }}"),
    *("text", " ", "\n", "\r\n", "{", "}}", "#}", "%}", "{ {", "é", "{{ a }}}", "x }}"),
    *("{{ a._b }}", "{{ a.1 }}", "{{ a . b }}", "{{ a", "{# c #}", "{% if a %}", "{% endif %}"),
    *("{{- a }}", "{{ a -}}", "{{{ a }}", "{{ é }}", "{{ a | upper }}", "{{ a, b }}", "{{ }}"),
    *(f"{{{{ {word} }}}}" for word in sorted(WORDS)),
    *(f"{{{{ a.{word} }}}}" for word in sorted(WORDS)),
    "{{ loop }}{{ omit }}{{ recursive }}{{ a" + ".b" * 9 + " }}{{ a" + ".b" * 10 + " }}",
)
DECLINED = ("{{ a | upper }}", "{{ true }}", "{{ a._b }}", "{# c #}", "{{- a }}", "{{ a")


def agree(text: str) -> None:
    source = SourceFile("file", text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja, "read_names", lambda text, locate: None)
        join, found = jinja.parse_text(text, source.span)
    parts = read_names(text, source.span)
    if parts is not None:
        assert (Join(source.span(0, len(text)), parts), []) == (join, found)


@pytest.mark.parametrize("text", PIECES)
def test_it_reads_what_jinja_reads(text: str) -> None:
    agree(text)
    agree(f"Hi {text}\n{text}")


@given(st.lists(st.sampled_from(PIECES), max_size=6).map("".join))
def test_it_reads_texts_as_jinja_does(text: str) -> None:
    agree(text)


@pytest.mark.parametrize("text", PIECES[:6])
def test_it_reads_names(text: str) -> None:
    assert read_names(text, SourceFile("file", text).span)


@pytest.mark.parametrize("text", DECLINED)
def test_it_declines_what_is_more_than_names(text: str) -> None:
    assert read_names(f"{{{{ a }}}} {text}", SourceFile("file", text).span) is None

"""The door to HTML: everything is escaped, nothing leads elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msgc.preview.elements import element, join, stylesheet, whole
from tests.unit.preview.pictures import read, tags


def test_text_and_attributes_are_escaped() -> None:
    made = element("p", {"title": '"><b>'}, "<i>&", element("b", None, "x"), None, ["a", "<"])
    assert made.text == '<p title="&quot;&gt;&lt;b&gt;">&lt;i&gt;&amp;<b>x</b>a&lt;</p>'


@given(st.text(), st.text())
def test_no_text_makes_an_element(words: str, value: str) -> None:
    made = element("p", {"title": value}, words)
    assert tags(made) == {"p"}
    assert "\x00" not in made.text
    made.text.encode("utf-8")


def test_lone_surrogates_and_controls_are_shown_as_what_cant_be_shown() -> None:
    assert element("p", None, "a\ud800b\x00c\td").text == "<p>a\ufffdb\ufffdc\td</p>"


def test_attributes_that_are_left_out_or_stand_alone() -> None:
    made = element("input", {"value": None, "hidden": True, "required": False, "type": "text"})
    assert made.text == '<input hidden type="text">'


@pytest.mark.parametrize("address", ["https://example.com", "//example.com", "javascript:alert(1)"])
def test_an_address_that_leads_elsewhere_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="elsewhere"):
        element("a", {"href": address})


@pytest.mark.parametrize("name", ["onclick", "style", 'x" y', ""])
def test_attributes_that_run_or_shape_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="attribute"):
        element("p", {name: "x"})


@pytest.mark.parametrize("name", ["a b", "", "1", "a>"])
def test_names_that_are_none_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="element"):
        element(name)


def test_a_script_has_nothing_in_it() -> None:
    assert element("script", {"src": "/a.js"}).text == '<script src="/a.js"></script>'
    with pytest.raises(ValueError, match="element"):
        element("script", None, "alert(1)")


def test_a_style_sheet_ends_where_it_ends() -> None:
    assert stylesheet("p > a { color: red }").text == "<style>p > a { color: red }</style>"
    with pytest.raises(ValueError, match="markup"):
        stylesheet("</style><script>")


def test_a_whole_document() -> None:
    page = whole("en", element("title", None, "<a>"), element("body", None, join(["x", "y"])))
    assert page.startswith('<!doctype html>\n<html lang="en"><head><title>&lt;a&gt;</title>')
    assert [name for name, _ in read(page).tags] == ["html", "head", "title", "body"]

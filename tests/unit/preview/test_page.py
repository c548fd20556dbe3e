"""Whole pages: what is chosen, and that a file that stands alone needs nothing else."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest

from msgc.preview.choosing import address, choice_of
from msgc.preview.model import Choice, Listed, Overview, Picture
from msgc.preview.page import lone_page, served_page
from tests.unit.preview.pictures import EVIL, links, read, scene, tags, text_payload, words

OVERVIEW = Overview(
    "Acme", (Listed("orders/a", "text", 2, 1), Listed("orders/b", "list", 0, 1), Listed("c"))
)

GONE, EMPTY = "This message is gone.", "The catalog has no messages yet."


@pytest.mark.parametrize(
    ("query", "choice"),
    [
        ({"message": "a/b", "sample": "x", "locale": "nl"}, Choice("a/b", "x", None, "nl")),
        ({"message": "a", "row": "12", "sample": "x"}, Choice("a", None, 12)),
        ({"message": "a", "row": "0"}, Choice("a")),
        ({"message": "a", "row": "-3"}, Choice("a")),
        ({"message": "a", "row": "9" * 40}, Choice("a")),
        ({"message": "a", "row": "٣"}, Choice("a")),
        ({}, Choice("")),
    ],
)
def test_choices_are_read_from_addresses(query: dict[str, str], choice: Choice) -> None:
    assert choice_of(query) == choice


def test_an_address_holds_a_choice() -> None:
    assert address(Choice("a b/c&d", "x", None, "nl")) == "?message=a+b%2Fc%26d&sample=x&locale=nl"


def test_the_page_of_the_server_shows_what_is_chosen() -> None:
    page = served_page(OVERVIEW, scene(Picture(text_payload("Hello"))))
    assert "Hello" in words(page) and "orders" in words(page)
    current = [at["href"] for _, at in read(page).tags if at.get("aria-current") == "page"]
    assert current == ["?message=orders%2Fa"]
    labels = [at["aria-label"] for _, at in read(page).tags if "badge" in str(at.get("class"))]
    assert labels == ["2 errors", "1 warning"]


def test_the_page_of_the_server_asks_for_rows_where_there_are_some() -> None:
    page = served_page(OVERVIEW, scene(Picture(text_payload("x")), rows="people.csv"))
    assert "Row of people.csv" in words(page) and "form" in tags(page)
    assert "form" not in tags(served_page(OVERVIEW, scene()))


@pytest.mark.parametrize(
    ("overview", "wanted", "says"),
    [
        (OVERVIEW, "nope", "This message is gone."),
        (OVERVIEW, "", "This message is gone."),
        (Overview("Empty", ()), "nope", "This message is gone."),
        (Overview("Empty", ()), "", "The catalog has no messages yet."),
    ],
)
def test_a_page_without_a_message(overview: Overview, wanted: str, says: str) -> None:
    page = words(served_page(overview, None, wanted))
    assert [each for each in (GONE, EMPTY) if each in page] == [says]


@pytest.mark.parametrize(
    ("choice", "made_up", "says"),
    [
        (Choice("a", "one"), False, "Sample one"),
        (Choice("a"), True, "A row made up from `vars`: no sample is written"),
        (Choice("a"), False, "No sample"),
        (Choice("a", None, None, "nl"), True, "no sample is written, locale nl"),
    ],
)
def test_a_lone_message_says_what_it_is_shown_for(choice: Choice, made_up: bool, says: str) -> None:
    shown = replace(scene(), choice=choice, made_up=made_up)
    page = words(lone_page(OVERVIEW, [(OVERVIEW.messages[0], [shown])]))
    assert says in page and "Sample -" not in page


def test_a_lone_file_of_an_empty_catalog_says_so() -> None:
    assert EMPTY in words(lone_page(Overview("Empty", ()), []))
    assert EMPTY not in words(lone_page(OVERVIEW, []))


def test_a_lone_file_has_no_scripts_and_its_style_alone() -> None:
    shown = scene(Picture(text_payload(EVIL)), description=EVIL)
    page = lone_page(OVERVIEW, [(OVERVIEW.messages[0], [shown, shown]), (OVERVIEW.messages[1], [])])
    assert not {"script", "img", "link", "form", "iframe"} & tags(page)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    (css,) = re.findall(r"<style>(.*)</style>", page, re.DOTALL)
    digest = b64encode(sha256(css.encode()).digest()).decode()
    assert f"style-src &#x27;sha256-{digest}&#x27;" in policy and "unsafe" not in policy
    assert "url(" not in css and "@import" not in css
    ids = {at.get("id") for _, at in read(page).tags}
    assert {str(link).removeprefix("#") for link in links(page)} <= ids


def test_the_policy_stands_before_all_that_it_governs() -> None:
    page = lone_page(OVERVIEW, [])
    assert page.index("Content-Security-Policy") < page.index("<style>")

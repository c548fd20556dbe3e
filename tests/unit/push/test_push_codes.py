"""Codes in answers: one word counts, and what may tell of somebody doesn't."""

from __future__ import annotations

import json

import pytest

from msgc.push.untrusted import code_at, read_object

CODES = ("InvalidPayload", "invalid_payload", "string", "E-1.2", "131047", "receiver.contacts", "a")
WORDS = (
    *("", "Not Found", "+31612345678", "31612345678", "to.31612345678", "ann@example.com"),
    *("a\nb", "a\x1b[2J", "-a", "é", "Hi Ann", '{"a": 1}'),
)


def code(value: object) -> str:
    return code_at(read_object(json.dumps({"code": value}).encode()), "code", 100)


@pytest.mark.parametrize("value", CODES)
def test_a_word_is_a_code(value: str) -> None:
    assert code(value) == value


def test_a_number_is_a_code_unless_it_may_be_a_phones() -> None:
    assert (code(15005), code(31612345678), code(1.5), code(True)) == ("15005", "", "", "")


@pytest.mark.parametrize("value", WORDS)
def test_words_are_none(value: str) -> None:
    assert code(value) == ""


def test_a_long_code_is_cut() -> None:
    assert code("c" * 999) == "c" * 100

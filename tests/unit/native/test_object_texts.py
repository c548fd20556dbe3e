"""Texts of Python's dicts in the kernel's columns: as JSON writes them, or the row is odd."""

from __future__ import annotations

import json
import sys

import pytest

from msgc.recipients.controls import bad_character
from tests.kernel_help import needs_kernel
from tests.unit.native.object_help import text_read

pytestmark = needs_kernel

# More than two steps of sixteen bytes.
SIZES = range(40)
# What JSON writes by a letter, a character that it writes as it is, and those behind ASCII of each
# size that UTF-8 has.
PLAIN = ('"', "\\", "\n", "\r", "\t", "\f", " ", "~", "/", "\xa0", "é", "\u07ff", "\u0800", "日")
FURTHER = ("\u2029", "\u202f", "\u2065", "\u206a", "\ud7ff", "\ue000", "\uffff", "\U00010000", "😀")
ODD = ("\0", "\x01", "\b", "\x0b", "\x1f", "\x7f", "\x80", "\x9f", "\u202a", "\u202e", "\u2066")
# Rows may hold them, and the kernel leaves them to Python.
FEW = {"\x0b", "\x1c", "\x1d", "\x1e", "\x85"}
HALVES = ("\ud800", "\udbff", "\udc00", "\udfff")


def written(text: str) -> bytes:
    """Return what JSON has between the quotes."""
    return json.dumps(text, ensure_ascii=False)[1:-1].encode()


@pytest.mark.parametrize("size", SIZES)
def test_texts_may_be_of_any_size(size: int) -> None:
    text = "".join(chr(ord("a") + i % 26) for i in range(size))
    assert text_read(text) == text.encode()


@pytest.mark.parametrize("char", PLAIN + FURTHER, ids=ascii)
def test_a_character_may_stand_at_any_place(char: str) -> None:
    for size in (1, 7, 8, 9, 15, 16, 17, 23, 24, 31, 32, 33):
        for place in range(size):
            text = "x" * place + char + "y" * (size - place - 1)
            assert text_read(text) == written(text)


@pytest.mark.parametrize("char", PLAIN + FURTHER, ids=ascii)
def test_a_text_may_be_of_one_character_alone(char: str) -> None:
    for size in SIZES:
        assert text_read(char * size) == written(char * size)


@pytest.mark.parametrize("char", ODD + HALVES, ids=ascii)
def test_what_no_row_may_hold_is_odd_at_any_place(char: str) -> None:
    for size in (1, 7, 8, 9, 15, 16, 17, 31, 32, 33):
        for place in range(size):
            assert text_read("x" * place + char + "é" * (size - place - 1)) is None


def test_each_character_is_plain_or_odd_as_rows_have_it() -> None:
    odd = {chr(i) for i in range(0x3000) if text_read(chr(i)) is None}
    assert odd - FEW == {chr(i) for i in range(0x3000) if bad_character("a", chr(i))} - FEW


def test_a_pair_of_halves_that_stand_for_one_is_odd() -> None:
    assert text_read("\ud83d\ude00") is None


@pytest.mark.parametrize("text", ["", "a", "é", "日本", "\U0010ffff", "a" * 17 + "é"], ids=ascii)
def test_a_text_whose_bytes_python_has_at_hand_is_the_same(text: str) -> None:
    made = "".join([text, "z"])
    sys.getsizeof(made.encode())
    assert text_read(made) == text_read(made) == written(made)

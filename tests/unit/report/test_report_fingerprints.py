from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from ci_help import FOUND, UNKNOWN, as_warning, moved, of_a_row

from msgc.diagnostics import finding
from msgc.report.fingerprints import fingerprints
from msgc.source import SourceFile


def print_of(found):
    (mark,) = fingerprints([found])
    return mark


@pytest.mark.parametrize("found", FOUND[:3])
def test_they_stay_where_lines_are_put_before(found):
    assert print_of(moved(found, 7)) == print_of(found)


def test_they_stay_whatever_says_how_bad_it_is_and_what_to_do():
    assert print_of(as_warning(UNKNOWN)) == print_of(UNKNOWN)
    assert print_of(replace(UNKNOWN, help="Write it so", labels=(), fix=None)) == print_of(UNKNOWN)


@pytest.mark.parametrize(
    "change",
    [
        {"code": "MSG204"},
        {"message": "There is no variable `nam`"},
        {"message_name": "orders/noted"},
        {"pointer": "/body/text"},
        {"span": SourceFile("other.msg.yaml", "text").span()},
    ],
)
def test_they_change_with_what_a_finding_is(change):
    assert print_of(replace(UNKNOWN, **change)) != print_of(UNKNOWN)


def test_findings_that_are_alike_are_told_apart_by_their_order():
    three = fingerprints([UNKNOWN, moved(UNKNOWN, 1), moved(UNKNOWN, 2)])
    assert len(set(three)) == 3
    assert fingerprints([UNKNOWN, moved(UNKNOWN, 5)]) == three[:2]


def test_a_line_that_a_sentence_names_doesnt_count():
    span = SourceFile("a.msg.yaml", "text: x").span()
    one, two = (finding("MSG100", f"The byte 0xE9 on line {n} isn't UTF-8", span) for n in (1, 12))
    assert print_of(one) == print_of(two)


def test_a_value_of_a_row_cant_be_guessed_from_its_fingerprint():
    row = of_a_row()
    assert print_of(row) == print_of(replace(row, message="`+31600000000` isn't a phone number"))


def test_the_file_counts_as_seen_from_the_root():
    source = SourceFile("a.msg.yaml", "text", Path("/repo/shop/a.msg.yaml"))
    named = SourceFile("shop/a.msg.yaml", "text", Path("/repo/shop/a.msg.yaml"))
    one, two = (finding("MSG106", "twice", each.span()) for each in (source, named))
    assert fingerprints([one]) != fingerprints([two])
    assert fingerprints([one], Path("/repo")) == fingerprints([two], Path("/repo"))


def test_they_are_the_same_on_every_machine():
    assert print_of(UNKNOWN) == "620cc051cb8ede171847759296ff33c6"


def test_a_name_that_isnt_utf8_has_one():
    assert print_of(replace(UNKNOWN, span=SourceFile("\udce9.msg.yaml", "text").span()))

"""Which fixes go together, and what they make of a text."""

from __future__ import annotations

from msgc.diagnostics import Edit, Fix
from msgc.pipeline.edits import apart, edited
from msgc.source import SourceFile, Span

TEXT = "to: nmae and tiem"
SOURCE = SourceFile("a.msg.yaml", TEXT)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return SOURCE.span(start, start + len(words))


def after(words: str) -> Span:
    return SOURCE.span(at(words).end)


NAME = Fix(at("nmae"), "name")
TIME = Fix(at("tiem"), "time")
QUOTED = Fix(at("nmae and tiem"), '"nmae and tiem"')


def test_each_fix_is_made_at_its_place():
    assert edited(TEXT, [TIME, NAME]) == "to: name and time"


def test_a_fix_of_several_edits_is_made_whole():
    moved = Fix(at("nmae and "), "", (Edit(after("tiem"), " and nmae"),))
    assert edited(TEXT, [moved]) == "to: tiem and nmae"
    assert moved.as_one() == Edit(at("nmae and tiem"), "tiem and nmae")
    assert NAME.as_one() == Edit(NAME.span, NAME.text)


def test_the_same_fix_counts_once():
    assert apart([NAME, Fix(at("nmae"), "name"), TIME]) == [NAME, TIME]


def test_of_two_that_overlap_the_first_counts():
    assert apart([TIME, QUOTED]) == [QUOTED]
    assert apart([TIME, Fix(at("to"), "", (Edit(at("and tiem"), ""),))])[0].span == at("to")


def test_where_two_disagree_neither_counts():
    assert apart([NAME, Fix(at("nmae"), "nae"), TIME]) == [TIME]


def test_of_two_cuts_at_one_place_the_shorter_one_counts():
    cuts = [Fix(after("nmae"), f" | truncate({most})") for most in (1024, 20, 72)]
    assert apart(cuts) == [cuts[1]]

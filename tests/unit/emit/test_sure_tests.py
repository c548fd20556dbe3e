"""Where a quick test of a rule's keyword says yes, so does the rule's own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msgc.check.rules.reading import KEYWORDS
from msgc.check.schema import SIMPLE
from msgc.emit.sure_tests import SURE, sure_test
from msgc.facts.patterns import ecma
from msgc.texts import CODE_POINTS

TEXTS = st.text(alphabet=" \t\n\r\x0b\x0c\x1c\x85\u2028\u2029\u00a0ab é😀", max_size=9)
CASES: dict[str, tuple[object, object]] = {
    "trimmed": (True, " a"),
    "notBlank": (True, " "),
    "maxBreaks": (1, "a\n\nb"),
    "oneLine": ({"spaces": 2}, "a    b"),
}
CONTACTS = [
    {"identifierKey": key, "identifierValue": value}
    for key in ("phonenumber", "other")
    for value in ("+31612345678", "0612345678", "NL.a1", 5)
]


def holds(keyword: str, argument: object, value: object) -> bool:
    outcomes = KEYWORDS[keyword](argument)(value, CODE_POINTS)
    return all(each.holds is not False for each in outcomes)


def test_every_quick_test_is_tried() -> None:
    assert set(SURE) == {*CASES, "phoneNumber", "format", "distinct"}


@pytest.mark.parametrize("keyword", CASES)
@settings(max_examples=300)
@given(text=TEXTS)
def test_what_it_takes_the_rule_takes(keyword: str, text: str) -> None:
    argument, _ = CASES[keyword]
    if sure_test(keyword, argument, True)(text):
        assert holds(keyword, argument, text)


@pytest.mark.parametrize("keyword", CASES)
def test_it_takes_some_and_not_all(keyword: str) -> None:
    argument, bad = CASES[keyword]
    fits = sure_test(keyword, argument, True)
    assert fits("Lamp 1")
    assert not fits(bad)


@pytest.mark.parametrize("contact", CONTACTS, ids=str)
def test_contacts(contact: dict[str, object]) -> None:
    if sure_test("phoneNumber", "phonenumber", True)(contact):
        assert holds("phoneNumber", "phonenumber", contact)


def test_a_contact_with_a_number_is_taken() -> None:
    assert sure_test("phoneNumber", "phonenumber", True)(CONTACTS[0])


WORDS = st.sampled_from(["a", "A", "b", "É", "é", 5])
ENTRIES = st.dictionaries(
    st.sampled_from(["reply", "text"]), WORDS | st.fixed_dictionaries({"text": WORDS}), max_size=2
)


@pytest.mark.parametrize("argument", [{"by": "*.text"}, {"by": ""}, {"by": "text"}], ids=str)
@given(entries=st.lists(ENTRIES | WORDS, max_size=3), ignore=st.booleans())
def test_entries(argument: dict[str, object], entries: list[object], ignore: bool) -> None:
    argument = {**argument, "ignoreCase": ignore}
    if sure_test("distinct", argument, True)(entries):
        assert holds("distinct", argument, entries)


def test_entries_that_differ_are_taken() -> None:
    fits = sure_test("distinct", {"by": "*.text"}, True)
    assert fits([{"reply": {"text": "a"}}, {"reply": {"text": "b"}}])
    assert not fits([{"reply": {"text": "a"}}, {"url": {"text": "a"}}])


@pytest.mark.parametrize("value", ["https://a.example", "a b", "", 5])
def test_formats(value: object) -> None:
    found: list[object] = []
    SIMPLE["format"]("uri")(value, (), found)
    if sure_test("format", "uri", False)(value):
        assert found == []


@pytest.mark.parametrize("text", ["ab", "b", "xab", "ab\n", "é"])
def test_patterns_are_whole_for_a_rule_and_anywhere_for_a_schema(text: str) -> None:
    pattern = ecma("a?b")
    assert sure_test("pattern", pattern.pattern, True)(text) == bool(pattern.fullmatch(text))
    assert sure_test("pattern", pattern.pattern, False)(text) == bool(pattern.search(text))

"""A contact's phone number, known and unknown."""

from __future__ import annotations

import pytest

from msgc.check.breach import UNKNOWN
from msgc.check.possible import OpenDict, Possible
from msgc.check.rules.contacts import phone_number
from msgc.texts import CODE_POINTS, words_type
from msgc.types import IntegerType, StringType, UnknownType


def holds(value: object) -> list[bool | None]:
    return [outcome.holds for outcome in phone_number("phonenumber")(value, CODE_POINTS)]


def contact(value: object, key: object = "phonenumber") -> dict[str, object]:
    return {"identifierKey": key, "identifierValue": value}


@pytest.mark.parametrize("number", ["+31612345678", "+1234567", "+123456789012345"])
def test_a_number_in_e164_holds(number: str) -> None:
    assert holds(contact(number)) == [True]


@pytest.mark.parametrize(
    "number", ["0612345678", "+0612345678", "+31 6 12345678", "+123456", "+1234567890123456", ""]
)
def test_another_number_does_not(number: str) -> None:
    assert holds(contact(number)) == [False]


def test_a_value_without_a_key_is_a_number() -> None:
    assert holds({"identifierValue": "0612345678"}) == [False]
    assert holds({"identifierValue": "+31612345678"}) == [True]


def test_other_keys_and_contacts_without_a_value_are_not_asked():
    assert holds(contact("x", "emailaddress")) == []
    assert holds({"identifierValue": "US.1349120865530274"}) == []
    assert holds({"identifierValue": "x", "id": "y"}) == []
    assert holds({"id": "x", "identifierKey": "phonenumber"}) == []
    assert holds(contact("x", Possible(words_type(["a", "b"])))) == []
    assert holds("x") == []


def test_an_unknown_number_holds_where_its_type_says_so():
    assert holds(contact(Possible(StringType("phone")))) == [True]
    assert holds(contact(Possible(StringType()))) == [None]
    assert holds(contact(Possible(UnknownType()))) == [None]
    assert holds(contact(Possible(words_type(["+31612345678", "+31612345679"])))) == [True]
    assert holds(contact(Possible(words_type(["06", "07"])))) == [False]
    assert holds(contact(Possible(words_type(["06", "+31612345678"])))) == [None]
    assert holds(contact(Possible(IntegerType()))) == [False]


def test_a_wrong_number_is_left_where_its_key_is_not_sure():
    assert holds(contact("06", Possible(StringType()))) == [None]
    maybe = OpenDict(contact("06"))
    maybe.maybe = frozenset({"identifierKey"})
    assert holds(maybe) == [None]
    assert holds(UNKNOWN) == [None]

"""Rules about whom a message goes to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgc.check.breach import Unknown
from msgc.check.mends import of_format
from msgc.check.possible import OpenDict, kind_of
from msgc.check.rules.model import Outcome, Test
from msgc.facts.formats import is_phone
from msgc.late import regex
from msgc.types import IntegerType, NumberType, StringType

# A WhatsApp user without a shown number: a country and an id.
USER_ID = regex(r"[A-Z]{2}\.[A-Za-z0-9]+")
KEY, VALUE = "identifierKey", "identifierValue"
DECLARE = "Declare it in `vars` as a `phone`: rows with anything else are told early."


def phone_number(key: str) -> Test:
    """A contact whose `identifierKey` is this one, or that has none, has an E.164 number."""

    def test(value: object, unit: str) -> Iterator[Outcome]:
        if isinstance(value, dict) and value.get(VALUE) is not None:
            asked = _is_key(value, key)
            if asked is not False:
                written = value[VALUE]
                told = "isn't a number with + and country code"
                help = "Write it as +31612345678." if isinstance(written, str) else DECLARE
                mend = of_format(written, "phone") if isinstance(written, str) else None
                yield Outcome(_fits(written, asked), told, help, (VALUE,), mend=mend)
        elif isinstance(value, Unknown):
            yield Outcome(None)

    return test


def _is_key(contact: dict[str, object], key: str) -> bool | None:
    written = contact.get(KEY)
    if isinstance(written, Unknown):
        kind = kind_of(written)
        words = kind.enum if isinstance(kind, StringType) else None
        return False if words is not None and key not in words else None
    if written is None and KEY not in contact:
        return _needs_number(contact)
    is_open = isinstance(contact, OpenDict) and KEY in contact.maybe
    return False if written != key else None if is_open else True


def _needs_number(contact: dict[str, object]) -> bool:
    """Tell whether a value without a key must be a number: it isn't a contact's or a user's id."""
    value = contact[VALUE]
    return contact.get("id") is None and not (isinstance(value, str) and USER_ID.fullmatch(value))


def _fits(value: object, asked: bool | None) -> bool | None:
    """Tell whether a value is a phone number wherever it is asked for."""
    holds = _is_phone(value)
    return None if holds is False and asked is None else holds


def _is_phone(value: object) -> bool | None:
    if isinstance(value, str):
        return is_phone(value)
    kind = kind_of(value)
    if isinstance(kind, IntegerType | NumberType):
        return False
    if not isinstance(kind, StringType):
        return None
    if kind.format == "phone":
        return True
    found = {is_phone(word) for word in kind.enum or ()}
    return found.pop() if len(found) == 1 else None


KEYWORDS: dict[str, Callable[[Any], Test]] = {"phoneNumber": phone_number}

"""What a plan and a ledger need to know of a payload."""

from __future__ import annotations

import re

import msgspec

TEMPLATE = "template"
UNKNOWN_LOCALE = "other"
_LOCALE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


class PayloadFacts(msgspec.Struct, frozen=True):
    """What a payload says of itself.

    `recipients` counts those that it names; `recipient` is the only one's `identifierValue`, or
    the contact's id where it has no address, and "" where there is no one or nothing. `locale` is
    a template's own.
    """

    recipients: int
    recipient: str
    contact: str | None
    kind: str
    locale: str | None
    reference: str | None
    tags: int

    @property
    def is_clear(self) -> bool:
        """Whether it tells the one recipient that it goes to."""
        return self.recipients == 1 and bool(self.recipient)

    @property
    def is_template(self) -> bool:
        """Whether it may be sent at any time."""
        return self.kind == TEMPLATE


def facts_of(document: object) -> PayloadFacts:
    """Return the facts of a payload, of any JSON value."""
    payload = _object(document)
    contacts = _object(payload.get("receiver")).get("contacts")
    people = contacts if isinstance(contacts, list) else []
    only = _object(people[0]) if len(people) == 1 else {}
    contact = _text(only.get("id"))
    template = payload.get(TEMPLATE)
    tags = payload.get("tags")
    return PayloadFacts(
        len(people),
        _text(only.get("identifierValue")) or contact or "",
        contact,
        TEMPLATE if template is not None else _text(_object(payload.get("body")).get("type")) or "",
        None if template is None else _locale(_object(template).get("locale")),
        _text(payload.get("reference")),
        len(tags) if isinstance(tags, list) else 0,
    )


def _object(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _locale(value: object) -> str:
    """Return a template's locale; what isn't one may be anybody's data, and isn't told."""
    is_locale = isinstance(value, str) and _LOCALE.fullmatch(value)
    return str(value) if is_locale else UNKNOWN_LOCALE

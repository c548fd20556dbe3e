"""The contact of a message, as it is asked for and as it is answered."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any, NamedTuple

_UUID_BYTES = 16


class Contact(NamedTuple):
    """A recipient: the address, or the contact's id where `key` is empty."""

    recipient: str
    key: str
    is_plain: bool


def contact_of(payload: Mapping[str, Any]) -> Contact:
    """Return the first recipient of a valid payload; `is_plain` where nothing else stands there."""
    contacts = payload["receiver"]["contacts"]
    first = contacts[0]
    address = first.get("identifierValue")
    key = first.get("identifierKey") or ""
    expected = {"id"} if address is None else {"identifierKey", "identifierValue"}
    is_plain = len(contacts) == 1 and first.keys() == expected
    return Contact(first["id"] if address is None else address, key if address else "", is_plain)


def contact_id(address: str) -> str:
    """Return the id that the sandbox gives the contact of an address: always the same UUID (4)."""
    digits = blake2b(address.encode("utf-8", "surrogatepass"), digest_size=_UUID_BYTES).hexdigest()
    parts = (digits[:8], digits[8:12], f"4{digits[13:16]}", f"8{digits[17:20]}", digits[20:])
    return "-".join(parts)


def plain_contact(recipient: str, key: str) -> dict[str, str]:
    """Return a contact as it stands in an answer."""
    if not key:
        return {"id": recipient}
    return {"id": contact_id(recipient), "identifierKey": key, "identifierValue": recipient}


def answered_contact(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return a contact of a payload as it stands in an answer, with its id."""
    return {"id": given.get("id") or contact_id(given["identifierValue"]), **given}

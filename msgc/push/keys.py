"""What names a payload: its key, its run, its recipient; and what push adds to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from hashlib import blake2b

import msgspec

from msgc.transport.addresses import canonical_url

KEY_BYTES = 16
# What a hidden `reference` begins with.
HIDDEN = "digest:"
# The API takes tags of 50 characters: lower-case letters, digits, `-`, `_` and spaces.
MAX_TAG = 50
RUN_DIGITS = 8
MAX_SLUG = MAX_TAG - len("2026-11-22--") - RUN_DIGITS
_NOT_IN_TAG = re.compile("[^a-z0-9_]+")
_RUN_NAME = re.compile(rf"\d{{4}}-\d\d-\d\d(?:-(.*))?-[0-9a-f]{{{RUN_DIGITS}}}")

Step = int
MAIN: Step = 0
"""The message itself, or its fallback where the window is closed: one of the two, once."""
FOLLOW_UP: Step = 1
"""The fallback after the platform said that the message itself met a closed window."""


def digest(parts: Iterable[bytes]) -> bytes:
    """Return the BLAKE2b-128 of byte strings, which keeps them apart."""
    whole = b"".join([b"%d %b" % (len(part), part) for part in parts])
    return blake2b(whole, digest_size=KEY_BYTES).digest()


def canonical(payload: bytes) -> bytes:
    """Return JSON in the one form that equal documents share: sorted keys, no spaces."""
    return canonical_form(msgspec.json.decode(payload))


def canonical_form(document: object) -> bytes:
    """Return what `canonical` does for a document that is read already."""
    return msgspec.json.encode(document, order="sorted")


def message_key(campaign: str, recipient: str, step: Step, payload: bytes) -> str:
    """Return the key of a payload for a recipient at a step of a campaign, in hexadecimal."""
    return key_of(campaign, recipient, step, canonical(payload))


def key_of(campaign: str, recipient: str, step: Step, form: bytes) -> str:
    """Return what `message_key` does for a payload in its canonical form."""
    return digest((campaign.encode(), recipient.encode(), b"%d" % step, form)).hex()


def address(recipient: str) -> str:
    """Return a recipient in one form, however it is written.

    Of a number that is its digits alone, without what people put between them and without `+` or
    the leading `00`, since spreadsheets drop both; anything else is in lower case.
    """
    if recipient[:1] == "+" and recipient.isascii() and recipient[1:].isdigit():
        return recipient[1:]
    bare = "".join(char for char in recipient if not _is_separator(char))
    digits = bare.removeprefix("+")
    if not (digits.isascii() and digits.isdigit()):
        return recipient.strip().casefold()
    return digits.removeprefix("00") if digits == bare else digits


def _is_separator(char: str) -> bool:
    # Spaces, punctuation and the invisible marks that copying brings along.
    return char != "+" and unicodedata.category(char)[0] in "ZPC"


def person(recipient: str) -> bytes:
    """Return the digest by which a recipient is known where the ledger holds nobody's data.

    It is the same for every way to write an address.
    """
    return digest((b"recipient", address(recipient).encode()))


def hidden(reference: str) -> str:
    """Return what stands for a `reference` where the ledger holds nobody's data."""
    return f"{HIDDEN}{digest((b'reference', reference.encode())).hex()}"


def is_reference(kept: str, seen: str) -> bool:
    """Tell whether a `reference` is the one that a ledger keeps, plain or hidden."""
    return kept in (seen, hidden(seen))


def channel_of(account: str) -> tuple[str, ...]:
    """Return where an account's messages go, whatever its profile is called.

    That is the API's URL, and workspace with channel; the URL in one form, however it is written.
    """
    return tuple(canonical_url(part) for part in account.rsplit(" ", 2)[-2:])


def is_same_account(first: str, second: str) -> bool:
    """Tell whether two accounts are of one profile, and send over one channel."""
    names = (account.rsplit(" ", 2)[0] for account in (first, second))
    return len(set(names)) == 1 and channel_of(first) == channel_of(second)


def run_identity(account: str, campaign: str, payloads: str, new_run: str = "") -> str:
    """Return what makes a push the same push again, in hexadecimal.

    `account` names profile, workspace and channel; `payloads` is the plan's digest of its keys.
    """
    parts = (account, campaign, payloads, new_run)
    return digest(part.encode() for part in parts).hex()


def run_name(day: date, campaign: str, identity: str, new_run: str = "") -> str:
    """Return a run's name, such as `2026-11-22-shipped-3f2a09c1`, which is its tag as well.

    `new_run` is what a run is called that sends anew.
    """
    named = (slug_of(campaign), _slug(new_run))
    slug = "-".join(filter(None, named))[:MAX_SLUG].strip("-")
    return "-".join(filter(None, (day.isoformat(), slug, identity[:RUN_DIGITS])))


def slug_of(campaign: str) -> str:
    """Return what the names of a campaign's runs have after their day."""
    return _slug(campaign.rpartition("/")[2])[:MAX_SLUG].strip("-")


def may_be_of(run: str, campaign: str) -> bool:
    """Tell whether a run can be a campaign's by its name alone; any other name may be anybody's."""
    named = _RUN_NAME.fullmatch(run)
    return named is None or (named[1] or "").startswith(slug_of(campaign))


def _slug(text: str) -> str:
    return _NOT_IN_TAG.sub("-", text.lower()).strip("-")


def with_additions(payload: bytes, key: str, tag: str) -> bytes:
    """Return a payload as it is posted: with the run's tag, and a `reference` where it has none."""
    document = msgspec.json.decode(payload)
    document["tags"] = [*(document.get("tags") or ()), tag]
    document["reference"] = document.get("reference") or key
    return msgspec.json.encode(document)

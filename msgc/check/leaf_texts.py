"""The API's schema asked of a payload's texts alone, where all else of it is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgc.check.breach import Breach
from msgc.check.causes import one_for_each_cause
from msgc.check.quick_kinds import Asked
from msgc.check.quick_payload import surely_fits
from msgc.check.schema import message_check

VerifyTexts = Callable[[Sequence[str]], list[Breach]]
"""Takes the leaves' texts, by their numbers; returns what `verify` says of a payload with them."""


def texts_verifier(payload: object, asked: list[Asked]) -> VerifyTexts | None:
    """Return what verifies payloads that differ in their leaves' texts alone.

    `asked` is the empty list that the leaves share. None where more than a text may be at fault.
    """
    if not surely_fits()(payload):
        return None
    found: list[Breach] = []
    message_check()(payload, (), found)
    # What a check finds for a warning is put into other words by the one that asked it.
    if any(into is not found for *_, into in asked):
        return None

    def verify(texts: Sequence[str]) -> list[Breach]:
        found: list[Breach] = []
        for number, check, path, _ in asked:
            check(texts[number], path, found)
        return one_for_each_cause(found) if len(found) > 1 else found

    return verify

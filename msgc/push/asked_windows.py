"""Service windows that the data doesn't tell, asked of the API where the contact's id is known."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Protocol

from msgc.push.answers import AnswerError, Window
from msgc.push.clocks import Clocks
from msgc.push.entries import Entry
from msgc.push.keys import person
from msgc.push.windows import is_open
from msgc.transport.sending import MaybeSentError, NeverSentError

# Answers that are remembered: a contact that is met again isn't asked for while its window lasts.
REMEMBERED = 10_000


class AsksWindows(Protocol):
    """What can ask for a contact's window."""

    async def window(self, contact: str, identifier: str) -> Window:
        """Return a contact's window. Raises what a request can, AnswerError."""


class AskedWindows:
    """Windows by what the plan says, else by what the API answers; None where neither is.

    `contacts` are contacts' ids by recipients' digests, of those whose entry doesn't name one.
    """

    def __init__(self, api: AsksWindows, clocks: Clocks, contacts: Mapping[bytes, str]) -> None:
        self._api = api
        self._clocks = clocks
        self._contacts = contacts
        self._known: dict[str, Window] = {}

    async def of(self, entries: Sequence[Entry], now: float) -> list[bool | None]:
        """Return for each entry whether its window is open at `now`."""
        return list(await asyncio.gather(*(self._of(entry, now) for entry in entries)))

    async def _of(self, entry: Entry, now: float) -> bool | None:
        said = is_open(entry, now)
        contact = entry.contact or self._contacts.get(person(entry.to))
        if said is not None or contact is None:
            return said
        known = self._known.get(contact)
        if known is not None and known.is_open(now):
            return True
        window = await self._ask(contact, entry.to)
        return None if window is None else window.is_open(self._clocks.now())

    async def _ask(self, contact: str, identifier: str) -> Window | None:
        try:
            window = await self._api.window(contact, identifier)
        except (NeverSentError, MaybeSentError, AnswerError):
            return None
        if len(self._known) < REMEMBERED:
            self._known[contact] = window
        return window

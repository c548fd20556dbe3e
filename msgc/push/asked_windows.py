"""Service windows that the data doesn't tell, asked of the API where the contact's id is known."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

from msgc.push.answers import Window
from msgc.push.asking import AsksWindows, window_of
from msgc.push.clocks import Clocks
from msgc.push.entries import Entry
from msgc.push.keys import person
from msgc.push.windows import is_open

# Answers that are remembered: a contact that is met again isn't asked for while its window lasts.
REMEMBERED = 10_000
# Seconds for which the next entry's answer is waited for at a time.
MOMENT = 0.1

Answer = asyncio.Task[Window | None]


class AskedWindows:
    """Windows by what the plan says, else by what the API answers; None where neither is.

    `contacts` are contacts' ids by recipients' digests, of those whose entry doesn't name one.
    """

    def __init__(self, api: AsksWindows, clocks: Clocks, contacts: Mapping[bytes, str]) -> None:
        self._api = api
        self._clocks = clocks
        self._contacts = contacts
        self._open: dict[str, Window] = {}
        self._asked: dict[str, Answer] = {}

    def ask(self, entries: Iterable[Entry]) -> None:
        """Begin to ask for all that isn't known, side by side."""
        for entry in entries:
            contact = self._contact(entry)
            if contact is not None and not self._is_open(contact) and contact not in self._asked:
                question = window_of(self._api, contact, entry.to, self._clocks)
                self._asked[contact] = asyncio.create_task(question)

    async def known(self, entries: Sequence[Entry]) -> int:
        """Return of how many entries, from the first on, all that can be known is known.

        The first one's answer is waited for a moment. All were asked for before.
        """
        first = self._asked.get(self._contact(entries[0]) or "") if entries else None
        if first is not None:
            await asyncio.wait({first}, timeout=MOMENT)
        return sum(1 for _ in takewhile(self.is_known, entries))

    def has_to_ask(self, entry: Entry) -> bool:
        """Tell whether an entry's window is to be asked for: its data doesn't tell."""
        return self._contact(entry) is not None

    def is_known(self, entry: Entry) -> bool:
        """Tell whether all is known of an entry's window that can be."""
        contact = self._contact(entry)
        if contact is None or self._is_open(contact):
            return True
        return contact in self._asked and self._asked[contact].done()

    def of(self, entries: Sequence[Entry]) -> list[bool | None]:
        """Return for each of some known entries whether its window is open now."""
        found = [self._of(entry) for entry in entries]
        for entry in entries:
            self._keep(self._contact(entry))
        return found

    def stop(self) -> None:
        """Ask no more."""
        for answer in self._asked.values():
            answer.cancel()

    def _contact(self, entry: Entry) -> str | None:
        """Return the contact to ask for; None where the entry tells, or nobody knows it."""
        if is_open(entry, self._clocks.now()) is not None:
            return None
        if entry.contact is not None or not self._contacts:
            return entry.contact
        return self._contacts.get(person(entry.to))

    def _is_open(self, contact: str) -> bool:
        window = self._open.get(contact)
        return window is not None and window.is_open(self._clocks.now())

    def _of(self, entry: Entry) -> bool | None:
        contact = self._contact(entry)
        if contact is None:
            return is_open(entry, self._clocks.now())
        if self._is_open(contact):
            return True
        answer = self._asked.get(contact)
        window = answer.result() if answer is not None else self._open.get(contact)
        return None if window is None else window.is_open(self._clocks.now())

    def _keep(self, contact: str | None) -> None:
        """Remember an open window; what was closed or unknown is asked for anew."""
        answer = self._asked.pop(contact, None) if contact is not None else None
        window = answer.result() if answer is not None else None
        if contact is not None and window is not None and len(self._open) < REMEMBERED:
            self._open[contact] = window

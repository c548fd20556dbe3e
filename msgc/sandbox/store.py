"""All messages that a sandbox took, in their order, and the ways to find them."""

from __future__ import annotations

import re
from array import array
from bisect import insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from uuid import uuid4

from msgc.sandbox.accepted import MILLISECONDS, NUMBER_DIGITS, Accepted
from msgc.sandbox.contacts import contact_id
from msgc.sandbox.log import Log

_HEX = 16
_DIGITS = re.compile(f"[0-9a-f]{{{NUMBER_DIGITS}}}")


@dataclass(slots=True)
class Store:
    """What was accepted; `clock` tells the time in seconds since 1970, `prefix` begins all ids."""

    clock: Callable[[], float]
    log: Log | None = None
    messages: list[Accepted] = field(default_factory=list)
    prefix: str = field(default_factory=lambda: str(uuid4())[:-NUMBER_DIGITS])
    # The one number of most recipients stands for itself, which takes a third of a list's room.
    _by_recipient: dict[str, int | array[int]] = field(default_factory=dict)
    _by_tag: dict[str, array[int]] = field(default_factory=dict)
    _contacts: dict[str, str] = field(default_factory=dict)
    _contacts_of: int = 0

    def now(self) -> int:
        """Return the time in milliseconds since 1970."""
        return round(self.clock() * MILLISECONDS)

    @property
    def next_number(self) -> int:
        """The number of the message that is taken next."""
        return len(self.messages) + 1

    def take(self, message: Accepted) -> None:
        """Keep a message, its line in the log first. Raises OSError, and then it isn't kept."""
        if self.log is not None:
            self.log.add(message)
        self.messages.append(message)
        earlier = self._by_recipient.get(message.recipient)
        if earlier is None:
            self._by_recipient[message.recipient] = message.number
        elif isinstance(earlier, int):
            self._by_recipient[message.recipient] = array("Q", (earlier, message.number))
        else:
            earlier.append(message.number)
        for tag in message.tags:
            self._by_tag.setdefault(tag, array("Q")).append(message.number)

    def get(self, id: str) -> Accepted | None:
        """Return the message with an id, None where there is none."""
        digits = id.lower().removeprefix(self.prefix)
        if not _DIGITS.fullmatch(digits):
            return None
        number = int(digits, _HEX)
        return self.messages[number - 1] if 0 < number <= len(self.messages) else None

    def everything(self) -> Sequence[int]:
        """Return the numbers of all messages, the oldest first, as do those below."""
        return range(1, len(self.messages) + 1)

    def to(self, addresses: Iterable[str]) -> Sequence[int]:
        """Return the messages to recipients, each named by the address or the contact's id."""
        found: list[int] = []
        for address in set(addresses):
            for number in self._to(address) or self._to(self.address_of(address) or ""):
                insort(found, number)
        return found

    def tagged(self, tag: str) -> Sequence[int]:
        """Return the messages with a tag."""
        return self._by_tag.get(tag, ())

    def address_of(self, contact: str) -> str | None:
        """Return the recipient that a contact's id stands for, None for an unknown one."""
        for message in self.messages[self._contacts_of :]:
            key = contact_id(message.recipient) if message.address_key else message.recipient
            self._contacts[key] = message.recipient
        self._contacts_of = len(self.messages)
        return self._contacts.get(contact)

    def counts(self) -> Iterator[tuple[str, int]]:
        """Yield each recipient with the number of the messages that were taken for it."""
        for recipient, numbers in self._by_recipient.items():
            yield recipient, 1 if isinstance(numbers, int) else len(numbers)

    def _to(self, recipient: str) -> Sequence[int]:
        numbers = self._by_recipient.get(recipient, ())
        return (numbers,) if isinstance(numbers, int) else numbers

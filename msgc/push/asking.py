"""One question about a window, asked again where the API couldn't answer it yet."""

from __future__ import annotations

import asyncio
from typing import NamedTuple, Protocol

from msgc.push.answers import AnswerError, Window
from msgc.push.api import ApiError
from msgc.push.clocks import Clocks
from msgc.push.delays import wait_before
from msgc.transport.sending import MaybeSentError, NeverSentError

# Times that one question is asked at the most, and seconds after the first of them from which it
# isn't asked again. What the API asks to be left alone for is kept to by the pace of questions.
TRIES, LONGEST = 5, 30.0


class Row(NamedTuple):
    """Statuses, from `first` to `last`, after which a question is asked again, and `why`."""

    first: int
    last: int
    why: str


ROWS = (
    Row(408, 408, "the question didn't come whole"),
    Row(425, 425, "it came too early"),
    Row(429, 429, "too many questions from this workspace"),
    Row(500, 599, "a fault of the API's own, which may be over soon"),
)
"""After all other statuses the answer is that nobody knows: the key or the contact is refused."""


class AsksWindows(Protocol):
    """What can ask for a contact's window."""

    async def window(self, contact: str, identifier: str) -> Window:
        """Return a contact's window. Raises what a request can, AnswerError."""


async def window_of(
    api: AsksWindows, contact: str, identifier: str, clocks: Clocks
) -> Window | None:
    """Return a contact's window, by its id and its address; None where the API doesn't tell it."""
    until = clocks.monotonic() + LONGEST
    for attempt in range(1, TRIES + 1):
        try:
            return await api.window(contact, identifier)
        except (NeverSentError, MaybeSentError, AnswerError) as error:
            if not _may_ask_again(error) or clocks.monotonic() >= until:
                return None
        if attempt < TRIES:
            await asyncio.sleep(wait_before(attempt, contact.encode()))
    return None


def _may_ask_again(error: Exception) -> bool:
    """Tell whether another answer may come; a question that was lost costs nothing."""
    if isinstance(error, ApiError):
        return any(row.first <= error.status <= row.last for row in ROWS)
    return isinstance(error, NeverSentError | MaybeSentError)

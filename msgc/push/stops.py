"""Why a push ends before its work is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from msgc.push.ledger.model import LedgerError, LostLeaseError


class Stop(StrEnum):
    """What stopped a push."""

    UNREACHABLE = "unreachable"
    KEY = "key"
    CHANNEL = "channel"
    MESSAGE = "message"
    SIGNAL = "signal"
    PLAN = "plan"
    LEDGER = "ledger"
    LEASE = "lease"
    PATIENCE = "patience"
    LISTS = "lists"


# Of the first answers of a push, how many must be refusals for the message to be at fault.
FIRST, MOST = 50, 0.95
# Answers 404 in a row, with no other before them, that show a wrong channel.
UNKNOWN_CHANNEL = 3
NOT_FOUND = 404
REFUSED = frozenset({400, NOT_FOUND, 422})
# The API refuses the key itself, whatever is posted.
KEY_REFUSED = frozenset({401, 403})


@dataclass(slots=True)
class FirstAnswers:
    """Counts the first answers of a push, to see that the message or the channel is wrong."""

    answers: int = 0
    refused: int = 0
    not_found: int = 0

    def add(self, status: int | None) -> Stop | None:
        """Count an answer's status (None where none came); return a stop where it is enough."""
        if status in KEY_REFUSED:
            return Stop.KEY
        if status is None or self.answers >= FIRST:
            return None
        self.answers += 1
        self.refused += status in REFUSED
        self.not_found += status == NOT_FOUND
        if self.not_found == self.answers == UNKNOWN_CHANNEL:
            return Stop.CHANNEL
        if self.answers == FIRST and self.refused >= FIRST * MOST:
            return Stop.MESSAGE
        return None


@dataclass(slots=True)
class Brake:
    """What stops a push; the first reason counts.

    `sentence` says more about it where there is more. `break_off` ends what is under way at once; a
    push says what does that.
    """

    stop: Stop | None = None
    sentence: str | None = None
    break_off: Callable[[], None] = lambda: None

    def pull(self, stop: Stop | None, sentence: str | None = None) -> None:
        """Stop, where `stop` is a reason and there is none yet."""
        if self.stop is None:
            self.stop, self.sentence = stop, sentence

    def say(self, sentence: str | None) -> None:
        """Say something of a push that nothing has stopped."""
        if self.stop is None:
            self.sentence = sentence

    def fail(self, error: LedgerError) -> None:
        """Stop for what a ledger can't do: that comes before any other reason."""
        self.stop = Stop.LEASE if isinstance(error, LostLeaseError) else Stop.LEDGER
        self.sentence = str(error)

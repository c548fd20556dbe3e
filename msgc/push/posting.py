"""One claim posted, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from msgc.push.clocks import Clocks
from msgc.push.keys import MAIN
from msgc.push.ledger.model import Claim, Outcome, Side
from msgc.push.outcomes import outcome_of_failure, outcome_of_reply
from msgc.push.payloads import Payloads
from msgc.push.states import Event
from msgc.push.windows import Choice, choose, is_open
from msgc.transport.sending import MaybeSentError, NeverSentError, Reply


class Posts(Protocol):
    """What can post a payload."""

    async def post(self, payload: bytes) -> Reply:
        """Return the API's answer. Raises NeverSentError, MaybeSentError."""


class Decides(Protocol):
    """What knows of windows that were asked for again."""

    def choice(self, claim: Claim) -> Choice:
        """Return what was decided about a claim; what it says itself where nothing was."""

    def kept(self, outcome: Outcome) -> Outcome:
        """Return an outcome as the ledger keeps it."""


# What is decided of what is claimed already: it is rejected rather than declined.
_DECIDED = {Event.DECLINE: Event.REJECT}


@dataclass(frozen=True, slots=True)
class Posting:
    """Posts claims, each once."""

    payloads: Payloads
    api: Posts
    clocks: Clocks
    again: Decides

    async def post(self, claim: Claim) -> Outcome:
        """Post a claim's payload and return its outcome, whatever happens.

        A claim that has waited may have outlived its window: then its fallback is posted, and
        without one nothing is.
        """
        choice = self._choice(claim)
        if choice.event is not Event.CLAIM:
            event = _DECIDED.get(choice.event, choice.event)
            return Outcome(claim.seq, claim.step, event, self.clocks.now(), code=choice.code)
        outcome = await self._post(claim, choice.side)
        return outcome if choice.side is claim.side else replace(outcome, side=choice.side)

    def _choice(self, claim: Claim) -> Choice:
        if claim.step != MAIN or claim.side is Side.FALLBACK:
            return Choice(claim.side)
        entry = self.payloads.entry(claim.seq)
        known = is_open(entry, self.clocks.now())
        return self.again.choice(claim) if known is None else choose(entry, known, None)

    async def _post(self, claim: Claim, side: Side) -> Outcome:
        try:
            reply = await self.api.post(self.payloads.posted(claim, side))
        except (NeverSentError, MaybeSentError) as error:
            return outcome_of_failure(claim, error, self.clocks.now())
        return outcome_of_reply(claim, reply, self.clocks.now())


def handed_back(claim: Claim, now: float) -> Outcome:
    """Return the outcome of a claim that isn't posted: it is due again at once."""
    return Outcome(claim.seq, claim.step, Event.POSTPONE, now, due=now)

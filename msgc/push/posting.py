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
from msgc.push.windows import CLOSED, is_open
from msgc.transport.sending import MaybeSentError, NeverSentError, Reply


class Posts(Protocol):
    """What can post a payload."""

    async def post(self, payload: bytes) -> Reply:
        """Return the API's answer. Raises NeverSentError, MaybeSentError."""


@dataclass(frozen=True, slots=True)
class Posting:
    """Posts claims, each once."""

    payloads: Payloads
    api: Posts
    clocks: Clocks

    async def post(self, claim: Claim) -> Outcome:
        """Post a claim's payload and return its outcome, whatever happens.

        A claim that has waited may have outlived its window: then its fallback is posted, and
        without one nothing is.
        """
        side = self._side(claim)
        if side is None:
            return Outcome(claim.seq, claim.step, Event.REJECT, self.clocks.now(), code=CLOSED)
        outcome = await self._post(claim, side)
        return outcome if side is claim.side else replace(outcome, side=side)

    def _side(self, claim: Claim) -> Side | None:
        if claim.step != MAIN or claim.side is Side.FALLBACK:
            return claim.side
        entry = self.payloads.entry(claim.seq)
        if is_open(entry, self.clocks.now()) is not False:
            return claim.side
        return Side.FALLBACK if entry.fallback else None

    async def _post(self, claim: Claim, side: Side) -> Outcome:
        try:
            reply = await self.api.post(self.payloads.posted(claim, side))
        except (NeverSentError, MaybeSentError) as error:
            return outcome_of_failure(claim, error, self.clocks.now())
        return outcome_of_reply(claim, reply, self.clocks.now())


def handed_back(claim: Claim, now: float) -> Outcome:
    """Return the outcome of a claim that isn't posted: it is due again at once."""
    return Outcome(claim.seq, claim.step, Event.POSTPONE, now, due=now)

"""What the committed ledgers of earlier formats hold, and how a push goes on from any of them.

Each was left by a sender that was killed: of ten entries one is accepted, one rejected, one
claimed, and one waits to be tried again.
"""

from __future__ import annotations

from msgc.push.ledger.model import Ledger
from msgc.push.states import State
from tests.unit.push.pushes import Api, entry, pushed, recipient

FOUND = (State.ACCEPTED, State.REJECTED, State.CLAIMED, State.RETRY)
ENTRIES = 10


def goes_on(ledger: Ledger) -> None:
    """Push the run of a ledger to its end, and see that each got one message."""
    api = Api()
    # What was claimed had left, and is listed.
    run, claimed = ledger.facts().run, FOUND.index(State.CLAIMED)
    api.let_in({"to": recipient(claimed), "tags": [run], "reference": claimed.to_bytes(16).hex()})
    entries = [entry(seq) for seq in range(ENTRIES)]
    outcome = pushed(ledger, entries, api, scale=1_000.0)
    assert outcome.states == {State.ACCEPTED: ENTRIES - 1, State.REJECTED: 1}
    assert sorted(api.posts) == [recipient(seq) for seq in range(len(FOUND) - 1, ENTRIES)]
    assert set(api.got.values()) == {1}

"""How fast a sender may post and ask: by itself, or with all who share a database's runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass

from msgc.push.api import Reads
from msgc.push.bearing import Paces
from msgc.push.beside import Work
from msgc.push.ledger.budget import PostgresBudget
from msgc.push.ledger.opening import is_url
from msgc.push.pace import MOST_GETS, MOST_POSTS, Pace
from msgc.push.shared_pace import SharedPace
from msgc.push.shared_reads import SharedReads


@dataclass(frozen=True, slots=True)
class SenderPaces:
    """The pace of a sender's posts and that of its questions; `beside` keeps them going."""

    posts: Paces
    reads: Reads
    beside: tuple[Work, ...] = ()


@contextmanager
def sender_paces(place: str | None, account: str, rate: float) -> Iterator[SenderPaces]:
    """Give the paces of who sends at `rate` messages a second, with its ledger at a place.

    Raises LedgerError.
    """
    if place is None or not is_url(place):
        yield SenderPaces(Pace(rate), Pace(MOST_GETS, MOST_GETS))
        return
    with ExitStack() as held:

        def shared(method: str, ceiling: float) -> SharedPace:
            budget = PostgresBudget(place, account, method, ceiling)
            return SharedPace(held.enter_context(closing(budget)))

        posts = shared("POST", min(rate, MOST_POSTS))
        reads = SharedReads(shared("GET", MOST_GETS))
        yield SenderPaces(posts, reads, (posts.run, reads.run))

"""A plan's run found or begun, sent, and told about."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass

from msgc.cli.push_options import PushOptions
from msgc.cli.push_progress import ProgressLine, progress_line
from msgc.cli.signals import stopping
from msgc.pipeline.profiles import Account
from msgc.push.answers import AnswerError
from msgc.push.api import Api
from msgc.push.fresh import Entries
from msgc.push.ledger.budget import PostgresBudget
from msgc.push.ledger.model import Ledger
from msgc.push.ledger.opening import is_url
from msgc.push.pace import MOST_POSTS, Pace
from msgc.push.progress import TOLD_EVERY
from msgc.push.pushing import Push, push
from msgc.push.shared_pace import SharedPace
from msgc.push.stops import NOT_FOUND, Brake, Stop
from msgc.transport.access_keys import AccessKey
from msgc.transport.sending import HttpExchange, MaybeSentError, NeverSentError

# More connections than requests under way: those that look for what is ambiguous want some too.
MORE = 8


@dataclass(frozen=True, slots=True)
class Sending:
    """A run that is to be sent: over which account, with which key, whom it leaves out.

    `contacts` are contacts' ids by recipients' digests, where earlier answers told them.
    """

    ledger: Ledger
    plan: Entries
    account: Account
    key: AccessKey
    suppressed: frozenset[bytes]
    contacts: Mapping[bytes, str]
    options: PushOptions

    @property
    def rate(self) -> float:
        """Messages a second that the one who sends has asked for."""
        return self.options.rate or self.account.rate


@dataclass(frozen=True, slots=True)
class Ended:
    """Why a push ended before its work was done, and a sentence about it where there is one."""

    stop: Stop | None = None
    sentence: str | None = None


def send(sending: Sending) -> Ended:
    """Send a run, and return how that ended. Raises LedgerError."""
    return asyncio.run(_send(sending))


async def _send(sending: Sending) -> Ended:
    account, policy = sending.account, sending.options.policy
    connections = policy.concurrency + MORE
    async with HttpExchange(account.base_url, sending.key, connections) as exchange:
        api = Api(exchange, account.workspace, account.channel)
        refused = await _refused(api)
        if refused is not None:
            return refused
        brake = Brake()
        with _shared_pace(sending) as shared, progress_line() as line, stopping(brake, line.say):
            stop = await push(_job(sending, api, shared, line), brake)
            return Ended(stop, brake.sentence)


def _job(sending: Sending, api: Api, shared: SharedPace | None, line: ProgressLine) -> Push:
    return Push(
        ledger=sending.ledger,
        plan=sending.plan,
        api=api,
        pace=shared or Pace(sending.rate),
        policy=sending.options.policy,
        suppressed=sending.suppressed,
        contacts=sending.contacts,
        tell=_teller(line),
        beside=(shared.run,) if shared else (),
    )


@contextmanager
def _shared_pace(sending: Sending) -> Iterator[SharedPace | None]:
    """Give the pace that all senders of a database's runs share; None where there is no other."""
    place = sending.options.ledger
    if place is None or not is_url(place):
        yield None
        return
    ceiling = min(sending.rate, MOST_POSTS)
    with closing(PostgresBudget(place, sending.account.identity, "POST", ceiling)) as budget:
        yield SharedPace(budget)


async def _refused(api: Api) -> Ended | None:
    """Return why nothing can be sent, before anything is: None where it can."""
    try:
        refused = await api.preflight()
    except (NeverSentError, MaybeSentError, AnswerError) as error:
        return Ended(Stop.UNREACHABLE, f"{error}; the same push again goes on")
    if refused is None:
        return None
    return Ended(Stop.CHANNEL if refused.status == NOT_FOUND else Stop.KEY, str(refused))


def _teller(line: ProgressLine) -> Callable[[str], None]:
    """Return what shows progress: each word of it on a terminal, else one now and then."""
    if line.is_terminal:
        return line.show
    last = time.monotonic()

    def now_and_then(words: str) -> None:
        nonlocal last
        if time.monotonic() - last >= TOLD_EVERY:
            last = time.monotonic()
            line.show(words)

    return now_and_then

"""A plan's run found or begun, sent, and told about."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from msgc.cli.push_options import PushOptions
from msgc.cli.push_paces import SenderPaces, sender_paces
from msgc.cli.push_progress import ProgressLine, progress_line
from msgc.cli.signals import stopping
from msgc.pipeline.profiles import Account
from msgc.push.answers import AnswerError
from msgc.push.api import Api
from msgc.push.fresh import Entries
from msgc.push.ledger.model import Ledger
from msgc.push.obeying import Relisting
from msgc.push.progress import TOLD_EVERY
from msgc.push.pushing import Push, push
from msgc.push.stops import NOT_FOUND, Brake, Stop
from msgc.transport.access_keys import AccessKey
from msgc.transport.sending import HttpExchange, MaybeSentError, NeverSentError

# More connections than requests under way: those that look for what is ambiguous want some too.
MORE = 8


@dataclass(frozen=True, slots=True)
class Sending:
    """A run that is to be sent: over which account, with which key, whom it leaves out.

    `contacts` are contacts' ids by recipients' digests, where earlier answers told them;
    `relisted` gives who is on the lists that all its senders were given.
    """

    ledger: Ledger
    plan: Entries
    account: Account
    key: AccessKey
    suppressed: frozenset[bytes]
    contacts: Mapping[bytes, str]
    options: PushOptions
    relisted: Relisting

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
        refused = await _refused(Api(exchange, account.workspace, account.channel))
        if refused is not None:
            return refused
        brake = Brake()
        place = sending.options.ledger
        with (
            sender_paces(place, account.identity, sending.rate) as paces,
            progress_line() as line,
            stopping(brake, line.say),
        ):
            api = Api(exchange, account.workspace, account.channel, paces.reads)
            stop = await push(_job(sending, api, paces, line), brake)
            return Ended(stop, brake.sentence)


def _job(sending: Sending, api: Api, paces: SenderPaces, line: ProgressLine) -> Push:
    return Push(
        ledger=sending.ledger,
        plan=sending.plan,
        api=api,
        pace=paces.posts,
        policy=sending.options.policy,
        suppressed=sending.suppressed,
        contacts=sending.contacts,
        tell=_teller(line),
        beside=paces.beside,
        relisted=sending.relisted,
    )


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

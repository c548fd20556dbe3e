"""`msgc status --follow`: what the API says of a run, asked for until nothing is open."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import click

from msgc.cli.follow_lists import left_out_of
from msgc.cli.keys import variables
from msgc.cli.planning import own_lists
from msgc.cli.push_paces import SenderPaces, sender_paces
from msgc.cli.push_progress import ProgressLine, progress_line
from msgc.cli.push_showing import STOPPED
from msgc.cli.settings import settings
from msgc.cli.signals import stopping
from msgc.cli.status_options import FollowOptions
from msgc.cli.status_runs import FoundRun
from msgc.pipeline.profiles import Account, ProfileError, read_account, read_profile
from msgc.pipeline.projects import Project
from msgc.push.answers import AnswerError
from msgc.push.api import Api
from msgc.push.followed import Follow, Standing
from msgc.push.followed_lists import Reading
from msgc.push.following import follow
from msgc.push.keys import is_same_account
from msgc.push.known_contacts import earlier_contacts
from msgc.push.ledger.model import Ledger, RunFacts
from msgc.push.plan_reading import Plan
from msgc.push.stops import NOT_FOUND, Brake, Stop
from msgc.transport.access_keys import AccessKey
from msgc.transport.addresses import TransportError
from msgc.transport.sending import HttpExchange, MaybeSentError, NeverSentError


@dataclass(frozen=True, slots=True)
class _Followed:
    """A run that is to be followed, and what that takes; `place` is where its ledger is."""

    ledger: Ledger
    place: str | None
    plan: Plan
    account: Account
    key: AccessKey
    left_out: Reading
    contacts: Mapping[bytes, str]
    options: FollowOptions


def follow_run(project: Project, found: FoundRun, options: FollowOptions) -> Stop | None:
    """Follow a run; return what stopped it. Raises LedgerError, and click's errors."""
    with found.opened() as ledger:
        account = _account(project, ledger.facts(), options)
        plan = found.plan(ledger)
    if plan is None:
        raise click.UsageError(
            f"the plan of the run `{found.name}` isn't here, or people's data was deleted from it: "
            "it can't be followed"
        )
    key = _key(project, account, options)
    with found.opened(sender=True) as ledger:
        left_out = left_out_of(found, ledger, plan, own_lists(project, account), options.suppress)
        entries = plan.reader().entries(0, ledger.facts().entries)
        contacts = earlier_contacts(found.runs, ledger.facts().account, entries)
        of_run = (ledger, found.runs.place, plan)
        followed = _Followed(*of_run, account, key, left_out, contacts, options)
        return asyncio.run(_follow(followed))


def _account(project: Project, facts: RunFacts, options: FollowOptions) -> Account:
    name = options.profile or facts.profile
    if not name:
        raise click.UsageError("name the account that was sent with: --profile")
    try:
        account = read_account(project.config, name)
    except ProfileError as error:
        raise click.UsageError(str(error)) from None
    if facts.account and not is_same_account(facts.account, account.identity):
        raise click.UsageError(
            f"the run was sent with another account than profile `{name}` is now"
        )
    return account


def _key(project: Project, account: Account, options: FollowOptions) -> AccessKey:
    try:
        profile = read_profile(project.config, account.name, variables(options.env_file))
        return AccessKey(profile.key)
    except (ProfileError, TransportError) as error:
        raise click.UsageError(str(error)) from None


async def _follow(followed: _Followed) -> Stop | None:
    account = followed.account
    async with HttpExchange(account.base_url, followed.key) as exchange:
        refused = await _refused(Api(exchange, account.workspace, account.channel))
        if refused is not None:
            return refused
        brake = Brake()
        with (
            sender_paces(followed.place, account.identity, account.rate) as paces,
            progress_line() as line,
            stopping(brake, line.say),
        ):
            api = Api(exchange, account.workspace, account.channel, paces.reads)
            stop = await follow(_job(followed, api, paces, line), brake)
    if stop is not None and stop is not Stop.SIGNAL:
        settings().say(brake.sentence or STOPPED.get(stop, str(stop)))
    return stop


def _job(followed: _Followed, api: Api, paces: SenderPaces, line: ProgressLine) -> Follow:
    return Follow(
        ledger=followed.ledger,
        plan=followed.plan.reader(),
        api=api,
        pace=paces.posts,
        left_out=followed.left_out,
        tell=_teller(line),
        seconds=followed.options.seconds,
        window_unknown=followed.options.window_unknown,
        contacts=followed.contacts,
        beside=paces.beside,
    )


async def _refused(api: Api) -> Stop | None:
    """Return why nothing can be asked for; None where it can, or where that isn't known."""
    try:
        refused = await api.preflight()
    except (NeverSentError, MaybeSentError, AnswerError):
        # It may come back while it is followed.
        return None
    if refused is None:
        return None
    settings().say(str(refused))
    return Stop.CHANNEL if refused.status == NOT_FOUND else Stop.KEY


def _teller(line: ProgressLine) -> Callable[[Standing], None]:
    """Return what shows where a run stands, when that changes."""
    last = ""

    def tell(standing: Standing) -> None:
        nonlocal last
        words = _line(standing)
        if words != last:
            line.show(words)
        last = words

    return tell


def _line(standing: Standing) -> str:
    """Return where a run stands: `180 delivered, 20 sent; looking again at 22:57:13 UTC`."""
    counts: dict[str, int] = {}
    for (status, code), count in standing.deliveries.items():
        words = " ".join(filter(None, (status or "unknown", code)))
        counts[words] = counts.get(words, 0) + count
    line = ", ".join(f"{count:,} {words}" for words, count in counts.items()) or "nothing accepted"
    if standing.next_look is not None:
        time = datetime.fromtimestamp(standing.next_look, UTC)
        line += f"; the next look at what is ambiguous is due at {time:%H:%M:%S} UTC"
    return f"{line}; {standing.fault}" if standing.fault else line

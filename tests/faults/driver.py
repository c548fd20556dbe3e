"""One sender of a round: `python -m tests.faults.driver ORDERS`, which exits as `msgc push` does.

It is the product's push with the product's ledger, exchange, signals and exit codes; ledger and
exchange are wrapped, and the delays shortened that are minutes in earnest.
"""

from __future__ import annotations

import asyncio
import resource
import sys
import time
from contextlib import closing
from pathlib import Path

import msgspec

from msgc.cli.push_showing import LEDGER, REFUSED, exit_code
from msgc.cli.signals import stopping
from msgc.push import delays, looking
from msgc.push.api import Api
from msgc.push.keys import person, run_name
from msgc.push.leaving_out import count_left_out
from msgc.push.ledger.model import Ledger, LedgerError, RunFacts
from msgc.push.ledger.opening import is_url
from msgc.push.ledger.postgres import create_postgres
from msgc.push.ledger.sqlite import create_sqlite, open_sqlite
from msgc.push.pace import Pace
from msgc.push.plan_reading import Plan, read_plan
from msgc.push.policy import OnAbsent, Policy
from msgc.push.pushing import Push, push
from msgc.push.reports import report_of
from msgc.push.stops import Brake, Stop
from msgc.transport.access_keys import AccessKey
from msgc.transport.sending import Deadlines, HttpExchange
from tests.faults.killing import KillingExchange, KillingLedger
from tests.faults.orders import CHANNEL, WORKSPACE, Orders, Times
from tests.faults.points import Point, Trigger

KEY = "key-of-the-faults"


def main(text: str) -> int:
    """Push as the orders say, and return the exit code."""
    orders = msgspec.json.decode(text, type=Orders)
    _hasten(orders.times)
    if orders.file_limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (orders.file_limit, resource.RLIM_INFINITY))
    trigger = Trigger(Point(orders.point) if orders.point else None, orders.nth, orders.marks)
    plan = read_plan(Path(orders.plan))
    try:
        with closing(_opened(orders, run_facts(plan, orders.redact))) as ledger:
            return _push(orders, plan, KillingLedger(ledger, trigger), trigger)
    except LedgerError as error:
        print(error, file=sys.stderr)
        return LEDGER


def _hasten(times: Times) -> None:
    delays.LOOKS = looking.LOOKS = times.looks  # type: ignore[assignment, attr-defined]
    looking.UNANSWERED = times.unanswered


def run_facts(plan: Plan, redact: bool = False) -> RunFacts:
    """Return a plan's run, by a name that doesn't change at midnight."""
    summary = plan.summary
    identity = summary.identity()
    return RunFacts(
        run=run_name(summary.created.date(), summary.campaign, identity),
        identity=identity,
        profile=summary.profile or "",
        account=summary.account or "",
        campaign=summary.campaign,
        plan=str(plan.paths.entries),
        plan_digest=summary.digests.entries,
        created=summary.created.timestamp(),
        expires=summary.expires.timestamp(),
        entries=summary.counts.entries,
        reference_is_unique=summary.reference_is_unique,
        redact=redact,
    )


def _opened(orders: Orders, facts: RunFacts) -> Ledger:
    if is_url(orders.ledger):
        times = orders.times
        return create_postgres(
            orders.ledger, facts, lease=times.lease, grace=times.grace, chunk=orders.chunk
        )
    path = Path(orders.ledger)
    return open_sqlite(path, sender=True) if path.exists() else create_sqlite(path, facts)


def _push(orders: Orders, plan: Plan, ledger: Ledger, trigger: Trigger) -> int:
    suppressed = frozenset(map(person, orders.suppressed))
    left_out = count_left_out(ledger, plan.reader(), suppressed)
    ledger.amend(suppressed=left_out)
    stop = asyncio.run(_sent(orders, plan, ledger, suppressed, trigger))
    report = report_of(ledger, time.time(), stop)
    print(msgspec.json.encode(report.document()).decode())
    return REFUSED if stop is Stop.KEY else exit_code(report)


async def _sent(
    orders: Orders, plan: Plan, ledger: Ledger, suppressed: frozenset[bytes], trigger: Trigger
) -> Stop | None:
    deadlines = Deadlines(total=orders.times.total, read=orders.times.total)
    key = AccessKey(KEY)
    async with HttpExchange(orders.base_url, key, orders.concurrency + 8, deadlines) as exchange:
        api = Api(KillingExchange(exchange, trigger), WORKSPACE, CHANNEL)
        brake = Brake()
        job = Push(
            ledger=ledger,
            plan=plan.reader(),
            api=api,
            pace=Pace(orders.rate),
            policy=_policy(orders),
            suppressed=suppressed,
            tell=lambda line: None,
        )
        with stopping(brake, lambda line: None):
            return await push(job, brake)


def _policy(orders: Orders) -> Policy:
    return Policy(
        on_absent=OnAbsent(orders.on_absent),
        settle=orders.times.settle,
        concurrency=orders.concurrency,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

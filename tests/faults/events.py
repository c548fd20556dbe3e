"""What happens to a sender besides kills; each tells whether it really happened."""

from __future__ import annotations

import signal
from pathlib import Path

from msgc.push.states import State
from tests.faults import cases
from tests.faults.cases import Kill
from tests.faults.hindering import SOME, Event, clock, locked
from tests.faults.points import points_of
from tests.faults.running_api import await_up
from tests.faults.stage import Stage

PARTLY, REFUSED, LEDGER = 3, 4, 5
SHORT, LONG = 3.0, 8.0
SENDERS = 3
# Messages a second of a sender that is to last until another has come.
SLOWLY = 60.0
KIBIBYTE = 1024


def nothing(stage: Stage) -> bool:
    """Leave the round to its kills and the API's faults."""
    return True


def sigterm(stage: Stage) -> bool:
    """Ask a sender to stop: all that was under way is known, and the exit code is 3."""
    sender = stage.start()
    if not stage.after(sender, SOME + stage.random.randrange(100)):
        return False
    sender.send_signal(signal.SIGTERM)
    code, counts = stage.ended(sender), stage.counts()
    left = counts[State.AMBIGUOUS] + counts[State.CLAIMED]
    if (code, left) != (PARTLY, 0):
        stage.problems.append(f"SIGTERM: exit {code}, {left} ambiguous or claimed after it")
    return True


def refused_key(stage: Stage) -> bool:
    """Take the key back: the sender stops, everything back, exit 4."""
    sender = stage.start()
    if not stage.after(sender, SOME):
        return False
    stage.api.refuse_keys()
    stage.expect(stage.ended(sender), REFUSED, "401")
    met = stage.api.fired()["401"]
    stage.api.take_keys()
    return met > 0


def down(stage: Stage) -> bool:
    """Let the API refuse connections for a while; the sender goes on after it."""
    sender = stage.start()
    happens = stage.after(sender, SOME)
    if happens:
        stage.api.go_down()
        await_up(stage.api)
    stage.expect(stage.ended(sender), (0, PARTLY), "API down")
    return happens


def second(stage: Stage) -> bool:
    """Start a second sender of one file: it ends with 5, and the first goes on."""
    first = stage.start(rate=SLOWLY)
    happens = stage.after(first, SOME)
    if happens:
        other = stage.start()
        code = stage.ended(other)
        # The first may have been done by the time that the second had started.
        happens = first.poll() is None
        if happens:
            stage.expect(code, LEDGER, "second sender")
    stage.expect(stage.ended(first), (0, PARTLY), "first sender")
    return happens


def full(stage: Stage) -> bool:
    """Let the ledger's files grow no more: exit 5."""
    ledger = Path(stage.orders.ledger)
    files = (ledger, Path(f"{ledger}-wal"))
    size = max((each.stat().st_size for each in files if each.exists()), default=0)
    limit = size + stage.random.randint(30, 90) * KIBIBYTE
    return stage.ended(stage.start(file_limit=limit)) == LEDGER


def stopped(stage: Stage) -> bool:
    """Stop a sender for longer than its lease, while another takes over: it may do nothing more.

    What it had looked up its lease for just before may still leave; that was made ambiguous, and
    is counted by recipient like all else.
    """
    first = stage.start()
    if not stage.after(first, SOME):
        return False
    first.send_signal(signal.SIGSTOP)
    stage.ended(stage.start())
    taken = stage.taken()
    first.send_signal(signal.SIGCONT)
    stage.expect(stage.ended(first), LEDGER, "SIGSTOP")
    if late := stage.taken() - taken:
        stage.notes.append(f"SIGSTOP: {late} posted after the lease")
    return True


def three(stage: Stage) -> bool:
    """Let three senders share the run, two of which are killed."""
    points = points_of(stage.case.kind)
    kills = [Kill(stage.random.choice(points), stage.random.randint(1, 3)) for _ in range(2)]
    senders = [stage.start(kill) for kill in (*kills, None)]
    together = stage.after(senders[-1], 1) and sum(each.poll() is None for each in senders) > 1
    for sender in senders:
        stage.ended(sender)
    return together


def too_late(stage: Stage) -> bool:
    """Look for what the API lists only later: it is held, and not sent again."""
    stage.ended(stage.start())
    return stage.counts()[State.HELD] > 0


EVENTS: dict[str, Event] = {
    cases.NOTHING: nothing,
    cases.SIGTERM: sigterm,
    cases.REFUSED_KEY: refused_key,
    cases.DOWN: down,
    cases.LOCKED_SHORT: locked(SHORT, 0, PARTLY),
    cases.LOCKED_LONG: locked(LONG, LEDGER),
    cases.CLOCK_BACK: clock("-1d"),
    cases.CLOCK_AHEAD: clock("+1h"),
    cases.TOO_LATE: too_late,
    cases.SECOND: second,
    cases.FULL: full,
    cases.STOPPED: stopped,
    cases.THREE: three,
}

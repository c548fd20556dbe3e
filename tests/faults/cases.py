"""What happens in each round, all of it by the seed and the round's number."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from msgc.push.policy import OnAbsent
from msgc.sandbox.kinds import BY_NAME
from tests.faults.orders import Times
from tests.faults.points import OF_TAKE_OVER, Point, points_of

SQLITE, POSTGRES = "sqlite", "postgres"
KINDS = (SQLITE, POSTGRES)
FAULTS = (
    *("429", "429-retry-after", "409", "500-before", "500-after", "reset-before", "reset-after"),
    *("close-before", "close-after", "hang-before", "hang", "truncated", "html", "empty", "slow"),
)
DIGITS = {name: BY_NAME[name].digits for name in FAULTS}
# Ends the numbers that meet no fault but those that are drawn.
QUIET = "7777"

NOTHING, SIGTERM, REFUSED_KEY, DOWN = "no event", "SIGTERM", "401 mid-run", "API down"
LOCKED_SHORT, LOCKED_LONG = "ledger locked 3 s", "ledger locked 8 s"
CLOCK_BACK, CLOCK_AHEAD = "clock -1 d", "clock +1 h"
SECOND, FULL = "second sender, one SQLite", "disk full"
STOPPED, THREE = "SIGSTOP past a lease", "three senders, one PostgreSQL"
TOO_LATE = "list later than the last look"
_SHARED = (
    *(SIGTERM, REFUSED_KEY, DOWN, LOCKED_SHORT, LOCKED_LONG),
    *(CLOCK_BACK, CLOCK_AHEAD, TOO_LATE),
)
EVENTS = {
    SQLITE: (NOTHING, *_SHARED, SECOND, FULL),
    POSTGRES: (NOTHING, *_SHARED, STOPPED, THREE),
}
LAG = "list lag"
LOCKED = frozenset({LOCKED_SHORT, LOCKED_LONG})

ENTRIES, SUPPRESSED, WRONG = 300, 5, 5
# Of the recipients, how many in a hundred meet a fault for certain; of all posts, how many more.
CERTAIN, DRAWN = 25, 4
KILLS = 3
# A lease that outlives a lock on the ledger, for the rounds that have one.
LONG_LEASE = 12.0
SLOW, LATENCY, LISTED_LATE, LISTED_TOO_LATE = 0.4, 0.02, 0.6, 60.0


@dataclass(frozen=True, slots=True)
class Kill:
    """Kill the sender when it comes to `point` for the `nth` time; or after `nth` messages."""

    point: Point
    nth: int


@dataclass(frozen=True, slots=True)
class Case:
    """One round. `references` is `none`, `own` or `shared`; `lag` is the list's, in seconds."""

    number: int
    kind: str
    seed: int
    event: str
    kills: tuple[Kill, ...]
    on_absent: str
    references: str
    redact: bool
    lag: float
    rate: float
    concurrency: int
    times: Times

    @property
    def is_calm(self) -> bool:
        """Whether no request meets a fault, so that nothing but the event can do harm."""
        return self.event == SIGTERM

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.number:03d}"


def case_of(number: int, kind: str, seed: int) -> Case:
    """Return a round's case; numbers count from 0."""
    random = Random(f"{seed} {kind} {number}")
    event = EVENTS[kind][number % len(EVENTS[kind])]
    is_slow = event in LOCKED and kind == POSTGRES
    return Case(
        number=number,
        kind=kind,
        seed=seed,
        event=event,
        # With a long lease every kill would take its length.
        kills=() if is_slow else _kills(number, kind, random),
        on_absent=_on_absent(number, event),
        references=random.choice(("none", "own", "shared")),
        redact=random.random() < 0.25,
        lag=_lag(event, random),
        rate=random.choice((150.0, 220.0, 400.0)),
        concurrency=random.choice((8, 30, 100)),
        times=Times(lease=LONG_LEASE) if is_slow else Times(),
    )


def _on_absent(number: int, event: str) -> OnAbsent:
    # By turns against each event, whose number has no 3 in it; what may be listed after the last
    # look is sent twice by it, as its page says.
    resends = number % 3 == 1 and event != TOO_LATE
    return OnAbsent.RESEND if resends else OnAbsent.HOLD


def _lag(event: str, random: Random) -> float:
    if event == TOO_LATE:
        return LISTED_TOO_LATE
    return LISTED_LATE if random.random() < 0.6 else 0.0


def _kills(number: int, kind: str, random: Random) -> tuple[Kill, ...]:
    """Return kills that take their turns, so that each comes as often as every other."""
    points = points_of(kind)
    turn = [points[(number * KILLS + n) % len(points)] for n in range(KILLS)]
    random.shuffle(turn)
    kills: list[Kill] = []
    for point in turn:
        if point in OF_TAKE_OVER:
            # Only what was left claimed can be taken over.
            kills.append(Kill(Point.AFTER_INTENT, random.randint(1, 3)))
        kills.append(Kill(point, _nth(point, random)))
    return tuple(kills)


def _nth(point: Point, random: Random) -> int:
    if point in OF_TAKE_OVER:
        return 1
    if point is Point.BETWEEN_LEASES:
        return random.randint(1, 2)
    if point in (Point.BEFORE_POST, Point.AFTER_ANSWER, Point.AT_RANDOM):
        return random.randint(1, 50)
    return random.randint(1, 4)

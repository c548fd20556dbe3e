"""Before anything is timed: every contender's output is the reference's, row for row.

Good rows by the thousand, and a table of bad ones. A difference ends the run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import cycle

from bench.columns import batches_of
from bench.contenders import (
    RAW,
    REFERENCE,
    RESULTS,
    WAYS,
    Payloads,
    Way,
    by_reference,
    results_of,
    told,
    typed,
)
from bench.messages import ALL
from bench.naive import Row
from bench.recipients import (
    BREAKS_SCHEMA,
    BREAKS_TYPES,
    changed,
    longer_row_of,
    without_each_field,
)
from msgc.bulk.batches import BATCH
from msgc.pipeline import Message

GOOD_SEED, SHOWN = 7, 300


class DifferenceError(Exception):
    """A contender's output that isn't the reference's."""


def same(who: str, what: str, made: Sequence[object], wanted: Sequence[object]) -> None:
    """Raise DifferenceError where two contenders differ, with the first difference."""
    if len(made) != len(wanted):
        raise DifferenceError(f"{who}, {what}: {len(made)} rows instead of {len(wanted)}")
    for number, (mine, theirs) in enumerate(zip(made, wanted, strict=True), 1):
        if mine != theirs:
            raise DifferenceError(
                f"{who} differs from {REFERENCE}, {what}, row {number}:\n"
                f"  {mine!r:.{SHOWN}}\n  {theirs!r:.{SHOWN}}"
            )


def verify_messages(messages: Mapping[str, Message], rows: int) -> int:
    """Hold every way to the reference on `rows` good rows and all bad ones of each message.

    Returns how many rows were compared. Raises DifferenceError.
    """
    good = [longer_row_of(number) for number in range(rows)]
    shared = [*changed(good[GOOD_SEED], BREAKS_SCHEMA), *without_each_field(good[GOOD_SEED])]
    own = changed(good[GOOD_SEED], BREAKS_TYPES)
    for name in ALL:
        for way in WAYS:
            if way.does(messages[name]):
                hold(way, messages[name], good, shared)
        hold_reasons(messages[name], between(good, [*shared, *own]))
    return len(ALL) * (len(good) + len(shared) + len(own))


def hold(way: Way, message: Message, good: Sequence[Row], bad: Sequence[Row]) -> None:
    """Hold a way to the reference on good rows, and on bad ones one by one and between good ones.

    Raises DifferenceError, also where the reference refuses a good row.
    """
    reference, payloads = by_reference(message), way.payloads_of(message)
    wanted = reference(good).splitlines()
    if len(wanted) != len(good):
        raise DifferenceError(f"{REFERENCE} refuses a good row of `{message.name}`")
    same(way.name, f"`{message.name}`, good rows", _made(way, message, payloads, good), wanted)
    rows = [row for row in bad if not way.is_typed or typed(message, [row])]
    alone = [_made(way, message, payloads, [row]) for row in rows]
    same(
        way.name, f"`{message.name}`, bad rows", alone, [reference([r]).splitlines() for r in rows]
    )
    mixed = between(good, rows)
    made, wanted = _made(way, message, payloads, mixed), reference(mixed).splitlines()
    same(way.name, f"`{message.name}`, bad rows between good ones", made, wanted)


def _made(way: Way, message: Message, payloads: Payloads, rows: Sequence[Row]) -> list[bytes]:
    parts = (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))
    ready = (typed(message, part) if way.is_typed else part for part in parts)
    with way.within():
        return b"".join(map(payloads, ready)).splitlines()


def between(good: Sequence[Row], bad: Sequence[Row]) -> list[Row]:
    """Return the bad rows, each after a good one."""
    return [row for pair in zip(cycle(good), bad, strict=False) for row in pair]


def hold_reasons(message: Message, rows: Sequence[Row]) -> None:
    """Hold msgc to what the reference makes of rows, with fallbacks and reasons.

    Raises DifferenceError.
    """
    reference = results_of(message, fast=False)(rows)
    wanted = [told(each) for each in reference]
    what = f"`{message.name}`, all that is told"
    same(RESULTS, what, [told(each) for each in results_of(message, fast=True)(rows)], wanted)
    batch = batches_of(message)(rows)
    payloads, fallbacks = batch.payloads.splitlines(), batch.fallbacks.splitlines()
    lines = map(b"\n".join, zip(payloads, fallbacks or [b""] * len(payloads), strict=True))
    refused = {each.row: told(each) for each in batch.rejected}
    made = [refused.get(number) or next(lines, b"") for number in range(1, batch.rows + 1)]
    same(RAW, what, made, wanted)

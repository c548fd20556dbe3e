"""Rows to payloads in memory, on one core: the mix of four, each alone, and what costs more.

Rows are made chunk by chunk while the clock stands, none of them twice: as from a reader, they are
new and still in the cache. So are the ready dicts, by fewer; the last contender fetches its own
from memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from bench.contenders import (
    DEFINITION,
    P1,
    P3,
    RAW,
    RAW_ALONE,
    READY,
    READY_FAR,
    REFERENCE,
    RESULTS,
    TYPED,
    WAYS,
    Way,
    by_p3,
    by_rows,
    typed,
)
from bench.goals import Goal
from bench.groups import Group
from bench.messages import FURTHER, MIX
from bench.naive import Row
from bench.p3 import HAS_FAST_PARTS, WHY_NOT, dumps_ready, loads
from bench.recipients import longer_row_of, row_of
from bench.sizes import Size
from bench.timing import Cost, Run, cost_of_parts
from msgc.bulk.batches import BATCH
from msgc.pipeline import Message

# Ready dicts that are made at a time.
FEW = 64
FILTERS_P3, PLAIN_TEXT, PLAIN_LIST = "P3, filters and conditions", "msgc, text", "msgc, list"
FILTERS, STRUCTURE, LOOP = (
    "msgc, filters and conditions",
    "msgc, `if` and `for` in a list",
    "msgc, a loop in text",
)

BEYOND = {
    PLAIN_TEXT: "text",
    PLAIN_LIST: "list",
    FILTERS: "filters",
    STRUCTURE: "structure",
    LOOP: "loop",
}
MIX_GOALS = (
    Goal(RAW, P1, 1_000),
    Goal(RAW, P3, 25),
    Goal(RAW, READY, 1.0),
    *(Goal(RAW, who, None) for who in (READY_FAR, RAW_ALONE, RESULTS, REFERENCE)),
    *(Goal(TYPED, who, None) for who in (P1, P3, READY, READY_FAR)),
    Goal(P3, P1, None),
)
NOTE = (
    "All hold payloads to the whole create-message schema. The first msgc takes dicts as they "
    "come, as those of a file that is one JSON array, and is all that `compile -r` does between "
    "reading and writing; the second begins with rows whose types are known. `orjson.dumps` "
    "renders and checks nothing."
)

Messages = Mapping[str, Message]


def groups(messages: Messages, size: Size) -> list[Group]:
    """Return what is measured in memory."""
    return [_mix(messages, size), _each(messages, size), _more(messages, size)]


def _mix(messages: Messages, size: Size) -> Group:
    counts = {P1: size.slow, REFERENCE: size.slow, P3: size.fast}
    mix = [messages[name] for name in MIX]
    runs = {
        way.name: _run(way, mix, counts.get(way.name, size.rows))
        for way in (*WAYS, DEFINITION)
        if way.why_not is None
    }
    absent = {way.name: way.why_not for way in WAYS if way.why_not}
    if HAS_FAST_PARTS:
        runs[READY] = _ready(mix, size.ready, FEW)
        runs[READY_FAR] = _ready(mix, size.ready, size.ready)
    else:
        absent |= {READY: WHY_NOT, READY_FAR: WHY_NOT}
    title = "Rendered, validated and written: text, list, image and template"
    return Group(title, runs, MIX_GOALS, absent=absent, note=NOTE)


def _each(messages: Messages, size: Size) -> Group:
    runs: dict[str, Run] = {}
    goals = []
    for name in MIX:
        mine, theirs = f"msgc, {name}", f"orjson.dumps, {name}"
        runs[mine] = _run(Way(RAW, by_rows), [messages[name]], size.rows)
        if HAS_FAST_PARTS:
            runs[theirs] = _ready([messages[name]], size.ready, FEW)
        goals.append(Goal(mine, theirs, None))
    return Group("Each message against `orjson.dumps` of its ready dicts", runs, tuple(goals))


def _more(messages: Messages, size: Size) -> Group:
    runs = {
        title: _run(Way(RAW, by_rows), [messages[name]], size.rows, longer_row_of)
        for title, name in BEYOND.items()
    }
    if HAS_FAST_PARTS:
        filters = [messages["filters"]]
        runs[FILTERS_P3] = _run(Way(P3, by_p3), filters, size.fast, longer_row_of)
    goals = (
        Goal(FILTERS, FILTERS_P3, 8),
        Goal(STRUCTURE, PLAIN_LIST, 0.4),
        Goal(LOOP, PLAIN_TEXT, 0.25),
    )
    absent = {} if HAS_FAST_PARTS else {FILTERS_P3: WHY_NOT}
    return Group(f"Beyond plain holes: {', '.join(FURTHER)}", runs, goals, absent=absent)


Make = Callable[[int], Row]


def _run(way: Way, messages: Sequence[Message], count: int, make: Make = row_of) -> Run:
    """Return a run through all messages; each repetition takes the next `count` recipients."""
    ways = [(way.payloads_of(message), message) for message in messages]

    def parts(repetition: int) -> Iterator[tuple[Callable[[], bytes], int]]:
        for payloads, message in ways:
            for rows in _chunks(make, repetition * count, count):
                ready = typed(message, rows) if way.is_typed else rows
                yield partial(payloads, ready), len(rows)

    def run(repetition: int) -> Cost:
        with way.within():
            return cost_of_parts(parts(repetition))

    return run


def _chunks(make: Make, start: int, count: int) -> Iterator[list[Row]]:
    for first in range(start, start + count, BATCH):
        yield [make(number) for number in range(first, min(first + BATCH, start + count))]


def _ready(messages: Sequence[Message], count: int, step: int) -> Run:
    """Return a run of the serializer over payloads that are made `step` at a time."""
    made = [by_rows(message) for message in messages]
    chunks = (each(rows) for each in made for rows in _chunks(row_of, 0, count))
    lines = [line for chunk in chunks for line in chunk.splitlines()]

    def parts() -> Iterator[tuple[Callable[[], bytes], int]]:
        for start in range(0, len(lines), step):
            payloads = list(map(loads, lines[start : start + step]))
            yield partial(dumps_ready, payloads), len(payloads)

    return lambda _: cost_of_parts(parts())

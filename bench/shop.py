"""The shop's messages, with the platform's rules and without: what proved rules cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from bench.catalogs import messages, write_shop
from bench.contenders import by_reference, by_rows
from bench.goals import Goal
from bench.groups import Group
from bench.naive import Row
from bench.sizes import Size
from bench.timing import Run, cost_of_parts
from bench.verify import DifferenceError, hold_reasons
from msgc.bulk.batches import BATCH
from msgc.pipeline import Message
from msgc.pipeline.samples import sample_data

ON, OFF = "msgc, the platform's rules on", "msgc, the API's schema alone"
CHANNELS = {ON: "whatsapp", OFF: "any"}
# There are some ten messages, so each of them needs fewer rows.
SHARE = 8
PER_REFERENCE = 32
NAME_KEPT = 12


def groups(folder: Path, size: Size) -> list[Group]:
    """Return the group of the shop's messages; raises DifferenceError."""
    catalogs = {
        title: messages(write_shop(folder / channel, channel))
        for title, channel in CHANNELS.items()
    }
    rows = {name: rows_of(each, size.rows // SHARE) for name, each in catalogs[ON].items()}
    for catalog in catalogs.values():
        _verify(catalog, rows, size.verified // PER_REFERENCE)
    runs = {title: _run(catalog, rows) for title, catalog in catalogs.items()}
    title = f"The shop's {len(rows)} messages, each with its fallback"
    return [Group(title, runs, (Goal(ON, OFF, 0.9),), unit="rows/s")]


def rows_of(message: Message, count: int) -> list[Row]:
    """Return a message's samples over and over, each time with another name and number."""
    samples = [sample_data(each, message.variables) for each in message.samples.values()]
    return [_distinct(row, number) for number, row in enumerate(islice(cycle(samples), count))]


def _distinct(row: Row, number: int) -> Row:
    changes: Row = {"phone": f"+316{number:08}"}
    if "name" in row:
        changes["name"] = f"{str(row['name'])[:NAME_KEPT]} {number}"
    return {**row, **changes}


def _verify(catalog: Mapping[str, Message], rows: Mapping[str, list[Row]], count: int) -> None:
    for name, message in catalog.items():
        part = rows[name][:count]
        if len(by_reference(message)(part).splitlines()) != len(part):
            raise DifferenceError(f"a sample of the shop's `{name}` is refused")
        hold_reasons(message, part)


def _run(catalog: Mapping[str, Message], rows: Mapping[str, list[Row]]) -> Run:
    ways = [(by_rows(message), rows[name]) for name, message in catalog.items()]

    def parts() -> Iterator[tuple[Callable[[], bytes], int]]:
        for payloads, all_rows in ways:
            for start in range(0, len(all_rows), BATCH):
                part = all_rows[start : start + BATCH]
                yield partial(payloads, part), len(part)

    return lambda _: cost_of_parts(parts())

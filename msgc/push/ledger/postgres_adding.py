"""A run added to a database: its facts, its chunks, and whom it leaves to others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple
from itertools import islice
from typing import Any

from msgc.push.ledger.data import RunFacts, Shares
from msgc.push.ledger.dialects import FACTS
from msgc.push.ledger.lists import written_lists
from msgc.push.ledger.values import joined

# People that one statement leaves to other runs.
_AT_ONCE = 50_000
_CHUNKS = (
    "INSERT INTO msgc_chunks (run, number, next, stop)"
    " SELECT %(run)s, n, n * %(chunk)s, least((n + 1) * %(chunk)s, %(entries)s)"
    " FROM generate_series(0::bigint, (%(entries)s - 1) / %(chunk)s) n"
)
_OTHERS = (
    "INSERT INTO msgc_others (run, person) SELECT %(run)s, unnest(%(people)s::bytea[])"
    " ON CONFLICT DO NOTHING"
)


def add_run(database: Any, facts: RunFacts, shares: Shares, chunk: int) -> None:
    """Add a run, of which `chunk` entries are taken at once; one that is there stays as it is.

    `database` is a connection of psycopg, in a transaction. Raises its errors.
    """
    values = [int(each) if isinstance(each, bool) else each for each in astuple(facts)]
    values += [joined(shares.sources), written_lists(shares.lists)]
    places = ", ".join(["%s"] * len(values))
    new = database.execute(
        f"INSERT INTO msgc_runs ({', '.join(FACTS)}, sources, lists) VALUES ({places})"
        " ON CONFLICT (identity) DO NOTHING RETURNING id",
        values,
    ).fetchone()
    if new:
        database.execute(_CHUNKS, {"run": new[0], "chunk": chunk, "entries": facts.entries})
        add_others(database, new[0], shares.left_out)


def add_others(database: Any, run: int, people: Iterable[bytes]) -> None:
    """Leave people, by their digests, to other runs than this one. Raises psycopg's errors."""
    rest = iter(people)
    while some := list(islice(rest, _AT_ONCE)):
        database.execute(_OTHERS, {"run": run, "people": some})

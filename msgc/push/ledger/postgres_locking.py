"""A lock that a database keeps for one of its clients at a time, wherever they run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from typing import Any

from msgc.push.ledger.locking import InUseError, patiently
from msgc.push.ledger.postgres_connection import connect, told

# PostgreSQL names an advisory lock by a number of eight bytes.
_BYTES = 8


@contextmanager
def postgres_lock(url: str, name: bytes, sentence: str, patience: float) -> Iterator[None]:
    """Hold a lock, named by a digest, while the block runs; wait for it some seconds.

    Raises LedgerError; with `sentence` where another client has it.
    """
    number = int.from_bytes(name[:_BYTES], signed=True)
    # The lock goes with the connection, however that ends.
    with closing(connect(url)) as database:
        patiently(partial(_take, database, number, sentence), patience)
        yield


def _take(database: Any, number: int, sentence: str) -> None:
    with told():
        [is_taken] = database.execute("SELECT pg_try_advisory_lock(%s)", (number,)).fetchone()
    if not is_taken:
        raise InUseError(sentence)

"""The one door of psycopg, and what PostgreSQL's errors mean to who sends.

Nothing that psycopg says is quoted: it may repeat a connection URL, and so its password.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from msgc.push.ledger.model import LedgerError
from msgc.push.ledger.postgres_schema import prepare

# Seconds to connect, and milliseconds for which the network may swallow what was sent.
CONNECT_TIMEOUT = 10
NETWORK_TIMEOUT = 20_000
_SETTINGS = (
    # Whatever the server's own setting: an intent is on disk when its commit returns.
    "SET synchronous_commit = on",
    "SET lock_timeout = '5s'",
)
_NOT_INSTALLED = (
    "A ledger in PostgreSQL is used with psycopg, which isn't installed:"
    " run `pip install 'msgc[postgres]'`."
)
# The first two characters of SQLSTATE, or all five.
_SENTENCES = {
    "53": "The ledger's database has no room or no connection left: mend that, then push again.",
    "55P03": "The ledger's database is locked by another program for too long: push again.",
    "25P03": "This sender stood still for longer than its lease, so another may go on: push again.",
    "40": "The ledger's database broke off a transaction in favour of another: push again.",
    "42501": "The ledger's database doesn't let this user do that: grant rights on its tables.",
    "25006": "The ledger's database can only be read.",
    "28": "The ledger's database refuses this user or password.",
    "3D": "The ledger's database isn't there: make it, or name another.",
}
# What libpq says where it gives no SQLSTATE, and what to tell of it.
_REASONS = (
    ("password", "it refuses this user or password"),
    ("authentication", "it refuses this user or password"),
    ("does not exist", "there is no such user or database"),
    ("Connection refused", "nothing listens there"),
    ("No such file", "nothing listens there"),
    ("translate host name", "its host's name isn't known"),
    ("timeout", "it doesn't answer"),
)


def connect(url: str) -> Any:
    """Return a connection of psycopg, the tables being there. Raises LedgerError."""
    psycopg = _psycopg()
    try:
        database = psycopg.connect(
            url,
            autocommit=True,
            connect_timeout=CONNECT_TIMEOUT,
            tcp_user_timeout=NETWORK_TIMEOUT,
        )
    except (psycopg.Error, ValueError) as error:
        raise LedgerError(_unreachable(str(error))) from None
    try:
        with told():
            for setting in _SETTINGS:
                database.execute(setting)
            prepare(database)
    except BaseException:
        database.close()
        raise
    return database


def end_when_idle(database: Any, seconds: float) -> None:
    """Have the server end a transaction in which its client says nothing for some seconds.

    A sender that is stopped, or whose machine is gone, would keep its rows locked, and so keep
    others from what it has left. Raises LedgerError.
    """
    with told():
        database.execute(f"SET idle_in_transaction_session_timeout = {round(seconds * 1000)}")


def _unreachable(text: str) -> str:
    reason = next((reason for words, reason in _REASONS if words in text), None)
    hint = reason or "look at its URL (`postgresql://USER@HOST:PORT/NAME`)"
    return f"The ledger's database can't be reached: {hint}."


@contextmanager
def told() -> Iterator[None]:
    """Turn errors of psycopg into LedgerError."""
    try:
        yield
    except _psycopg().Error as error:
        raise LedgerError(_sentence(getattr(error, "sqlstate", None))) from None


def _sentence(state: str | None) -> str:
    if state is None:
        return "The connection to the ledger's database was lost: push again."
    known = _SENTENCES.get(state) or _SENTENCES.get(state[:2])
    return known or f"The ledger's database can't be used: PostgreSQL says {state}."


def _psycopg() -> Any:
    try:
        return import_module("psycopg")
    except ImportError:
        raise LedgerError(_NOT_INSTALLED) from None

"""The tables of ledgers in PostgreSQL, made on first use."""

from __future__ import annotations

from typing import Any

from msgc.push.ledger.dialects import OPEN, Dialect
from msgc.push.ledger.model import LedgerError

VERSION = 2
# "msgc", as a number: the advisory lock under which tables are made.
LOCK = int.from_bytes(b"msgc")
NOW = "extract(epoch FROM clock_timestamp())::double precision"
"""Seconds since 1970 by the database's clock, which all senders share."""

DIALECT = Dialect(
    runs="msgc_runs",
    rows="msgc_payloads",
    others="msgc_others",
    this="id = %(run)s",
    mine="run = %(run)s",
    names="run, holder, ",
    values="%(run)s, %(holder)s, ",
    claimed=", holder = %(holder)s",
    own=" AND (holder IS NULL OR holder = %(holder)s)",
    locked=" FOR UPDATE SKIP LOCKED",
)

# `shares` counts how often people were left to other runs: a sender that read them before is late.
_SHARES = (
    "ALTER TABLE msgc_runs ADD COLUMN sources text NOT NULL DEFAULT '',"
    " ADD COLUMN shares bigint NOT NULL DEFAULT 0, ADD COLUMN lists text NOT NULL DEFAULT ''",
    """CREATE TABLE msgc_others (
        run bigint NOT NULL REFERENCES msgc_runs,
        person bytea NOT NULL,
        PRIMARY KEY (run, person)
    )""",
)
_MIGRATIONS = {1: _SHARES}
"""What makes the next format of each earlier one."""

_TABLES = (
    "CREATE TABLE msgc_format (version integer NOT NULL)",
    """CREATE TABLE msgc_runs (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        run text NOT NULL,
        identity text NOT NULL UNIQUE,
        profile text NOT NULL,
        account text NOT NULL,
        campaign text NOT NULL,
        plan text NOT NULL,
        plan_digest text NOT NULL,
        created double precision NOT NULL,
        expires double precision NOT NULL,
        entries bigint NOT NULL,
        suppressed bigint NOT NULL,
        reference_is_unique integer NOT NULL,
        redact integer NOT NULL,
        forgotten integer NOT NULL DEFAULT 0
    )""",
    """CREATE TABLE msgc_senders (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        run bigint NOT NULL REFERENCES msgc_runs,
        leased_until double precision NOT NULL
    )""",
    """CREATE TABLE msgc_chunks (
        run bigint NOT NULL REFERENCES msgc_runs,
        number bigint NOT NULL,
        next bigint NOT NULL,
        stop bigint NOT NULL,
        holder bigint,
        epoch bigint NOT NULL DEFAULT 0,
        PRIMARY KEY (run, number)
    )""",
    """CREATE TABLE msgc_payloads (
        run bigint NOT NULL REFERENCES msgc_runs,
        seq bigint NOT NULL,
        step smallint NOT NULL,
        row bigint NOT NULL,
        state text NOT NULL,
        key bytea NOT NULL,
        person bytea NOT NULL,
        recipient text,
        reference text,
        side text NOT NULL,
        attempts integer NOT NULL,
        attempted double precision,
        due double precision,
        looks integer NOT NULL DEFAULT 0,
        status integer,
        code text NOT NULL DEFAULT '',
        detail text NOT NULL DEFAULT '',
        message_id text NOT NULL DEFAULT '',
        contact text NOT NULL DEFAULT '',
        delivery text NOT NULL DEFAULT '',
        settled integer NOT NULL DEFAULT 0,
        holder bigint,
        PRIMARY KEY (run, seq, step),
        UNIQUE (run, key)
    )""",
    f"CREATE INDEX msgc_open_payloads ON msgc_payloads (run, state, due) WHERE {OPEN}",
    "CREATE INDEX msgc_people ON msgc_payloads (run, person)",
    """CREATE TABLE msgc_budgets (
        account text NOT NULL,
        method text NOT NULL,
        share double precision NOT NULL DEFAULT 1,
        clean_since double precision NOT NULL DEFAULT 0,
        free_at double precision NOT NULL DEFAULT 0,
        PRIMARY KEY (account, method)
    )""",
    *_SHARES,
)
_IS_THERE = (
    "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'msgc_format'"
)


def prepare(database: Any) -> None:
    """Make the tables where they aren't there. Raises LedgerError where they are of a newer msgc.

    `database` is a connection of psycopg.
    """
    version = _version(database)
    if version is None or version < VERSION:
        with database.transaction():
            database.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
            _bring_up(database)
    version = _version(database) or 0
    if version > VERSION:
        raise LedgerError(
            f"The database's ledgers have format {version}, and this msgc knows formats up to"
            f" {VERSION}: use the msgc that made them, or a newer one."
        )


def _bring_up(database: Any) -> None:
    """Make the tables, or those of this format of an earlier one's."""
    version = _version(database)
    if version is None:
        _make(database)
        return
    for number in range(version, VERSION):
        for statement in _MIGRATIONS[number]:
            database.execute(statement)
    if version < VERSION:
        database.execute("UPDATE msgc_format SET version = %s", (VERSION,))


def _make(database: Any) -> None:
    for statement in _TABLES:
        database.execute(statement)
    database.execute("INSERT INTO msgc_format VALUES (%s)", (VERSION,))


def _version(database: Any) -> int | None:
    """Return the format of the tables; None where there are none."""
    # `to_regclass` would answer from what this session knew before it waited for the lock.
    if database.execute(_IS_THERE).fetchone() is None:
        return None
    found = database.execute("SELECT max(version) FROM msgc_format").fetchone()[0]
    return None if found is None else int(found)

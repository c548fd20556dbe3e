"""The tables of a ledger in SQLite, and what each earlier format lacks."""

from __future__ import annotations

from msgc.push.ledger.dialects import OPEN, Dialect

# "msgc", as a number: what `PRAGMA application_id` says of a ledger.
APPLICATION = int.from_bytes(b"msgc")
VERSION = 3

DIALECT = Dialect(
    runs="run",
    rows="payloads",
    others="others",
    this="this = 1",
    mine="1 = 1",
    has_named_places=True,
)
_OTHERS = "CREATE TABLE others (person BLOB PRIMARY KEY) WITHOUT ROWID"

TABLES = (
    """CREATE TABLE run (
        this INTEGER PRIMARY KEY CHECK (this = 1),
        run TEXT NOT NULL,
        identity TEXT NOT NULL,
        profile TEXT NOT NULL,
        account TEXT NOT NULL,
        campaign TEXT NOT NULL,
        "plan" TEXT NOT NULL,
        plan_digest TEXT NOT NULL,
        created REAL NOT NULL,
        expires REAL NOT NULL,
        entries INTEGER NOT NULL,
        suppressed INTEGER NOT NULL,
        reference_is_unique INTEGER NOT NULL,
        redact INTEGER NOT NULL,
        "cursor" INTEGER NOT NULL DEFAULT 0,
        epoch INTEGER NOT NULL DEFAULT 0,
        forgotten INTEGER NOT NULL DEFAULT 0,
        sources TEXT NOT NULL DEFAULT '',
        lists TEXT NOT NULL DEFAULT ''
    )""",
    _OTHERS,
    """CREATE TABLE payloads (
        seq INTEGER NOT NULL,
        step INTEGER NOT NULL,
        "row" INTEGER NOT NULL,
        state TEXT NOT NULL,
        key BLOB NOT NULL UNIQUE,
        person BLOB NOT NULL,
        recipient TEXT,
        reference TEXT,
        side TEXT NOT NULL,
        attempts INTEGER NOT NULL,
        attempted REAL,
        due REAL,
        looks INTEGER NOT NULL DEFAULT 0,
        status INTEGER,
        code TEXT NOT NULL DEFAULT '',
        detail TEXT NOT NULL DEFAULT '',
        message_id TEXT NOT NULL DEFAULT '',
        contact TEXT NOT NULL DEFAULT '',
        delivery TEXT NOT NULL DEFAULT '',
        settled INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (seq, step)
    ) WITHOUT ROWID""",
    f"CREATE INDEX open_payloads ON payloads (state, due) WHERE {OPEN}",
    "CREATE INDEX people ON payloads (person)",
)

MIGRATIONS = {
    1: (
        "ALTER TABLE payloads ADD COLUMN contact TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE payloads ADD COLUMN delivery TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE payloads ADD COLUMN settled INTEGER NOT NULL DEFAULT 0",
    ),
    2: (
        "ALTER TABLE run ADD COLUMN sources TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE run ADD COLUMN lists TEXT NOT NULL DEFAULT ''",
        _OTHERS,
    ),
}
"""What makes the next format of each earlier one."""

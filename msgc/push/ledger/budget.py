"""One pace for all senders of an account, kept in PostgreSQL on the database's clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from msgc.push.ledger.postgres_connection import connect, told
from msgc.push.ledger.postgres_schema import NOW

FLOOR = 0.05
"""Of the ceiling: less isn't sent, since refusals may have nothing to do with the rate."""
RECOVERY = 0.1
"""Of the ceiling: what each second without a refusal gives back."""
REST = 1.0
"""Seconds after a cut's hold in which another refusal cuts nothing more."""

# What of the ceiling may be sent at the moment of `now`.
_SHARE = f"least(1, share + {RECOVERY} * greatest(0, now - clean_since))"
# A row's own lock keeps the takes of all senders one after another; each is granted its requests
# from the moment when the last one's are through.
_TAKE = (
    f"WITH clock AS (SELECT {NOW} AS now) UPDATE msgc_budgets b SET free_at ="
    f" greatest(free_at, now) + %(n)s / (%(ceiling)s * {_SHARE}) FROM clock"
    " WHERE account = %(account)s AND method = %(method)s"
    f" RETURNING free_at - %(n)s / (%(ceiling)s * {_SHARE}) - now"
)
_SLOW_DOWN = (
    f"WITH clock AS (SELECT {NOW} AS now) UPDATE msgc_budgets SET"
    f" share = greatest({FLOOR}, {_SHARE} * %(factor)s), clean_since = now + %(hold)s,"
    " free_at = greatest(free_at, now + %(hold)s) FROM clock"
    f" WHERE account = %(account)s AND method = %(method)s AND now >= clean_since + {REST}"
)
_ADD = (
    "INSERT INTO msgc_budgets (account, method) VALUES (%(account)s, %(method)s)"
    " ON CONFLICT DO NOTHING"
)


@dataclass(slots=True)
class PostgresBudget:
    """The requests that an account may make by one method of HTTP, whoever makes them.

    `ceiling` is in requests a second, the same for all senders. Every method raises LedgerError.
    """

    url: str = field(repr=False)
    account: str
    method: str
    ceiling: float
    _database: Any = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._database = connect(self.url)
        self._execute(_ADD)

    def take(self, n: int) -> float:
        """Take `n` requests; return after how many seconds the first of them may leave.

        The others follow within the time that `n` requests have at the present rate.
        """
        return max(0.0, float(self._execute(_TAKE, n=float(n)).fetchone()[0]))

    def slow_down(self, factor: float, hold: float) -> None:
        """Cut the rate for all by a factor, and let nothing leave for `hold` seconds.

        Cuts that come together are one.
        """
        self._execute(_SLOW_DOWN, factor=factor, hold=hold)

    def close(self) -> None:
        """Let the connection go."""
        self._database.close()

    def _execute(self, text: str, **values: object) -> Any:
        fixed = {"account": self.account, "method": self.method, "ceiling": float(self.ceiling)}
        with told():
            return self._database.execute(text, {**fixed, **values})

"""How the fast copy says that it leaves rows to the reference."""

from __future__ import annotations

from collections.abc import Iterable


class DeclinedError(Exception):
    """Rows of a chunk that the reference must do; none named where it isn't known which."""

    def __init__(self, rows: Iterable[int] = ()) -> None:
        super().__init__()
        self.rows = tuple(rows)


class CantGenerateError(Exception):
    """An expression for which no code is generated; its closure, or the reference, does it."""

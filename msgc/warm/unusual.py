"""How a kept plan says that it can't be used."""

from __future__ import annotations

from collections.abc import Iterable


class UnusualError(Exception):
    """Something isn't plain: the whole pipeline must do the run, or `rows` of it alone."""

    def __init__(self, rows: Iterable[int] = ()) -> None:
        super().__init__()
        self.rows = tuple(rows)

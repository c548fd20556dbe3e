"""What may become an entry of a plan, and what can't."""

from __future__ import annotations

from typing import NamedTuple

from msgc.diagnostics import Diagnostic


class Candidate(NamedTuple):
    """A payload for a plan, as it was compiled or stands in a file.

    `row` counts from 1; `line` is where it stands in its file, 1 where that isn't known. `locale`
    is that of the text; `last_inbound` is in seconds since 1970. `found` is what is wrong with it
    beyond what a plan looks at: an error keeps it out.
    """

    row: int
    payload: bytes
    fallback: bytes | None = None
    locale: str | None = None
    last_inbound: float | None = None
    contact: str | None = None
    found: tuple[Diagnostic, ...] = ()
    line: int = 1


class Refusal(NamedTuple):
    """A row that has no payload: why, and what the file of rejected rows says of it."""

    row: int
    found: tuple[Diagnostic, ...]
    written: bytes


Item = Candidate | Refusal

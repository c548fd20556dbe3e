"""Compiled payloads held against the clock, when they are about to be sent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from msgc.check.clock import FIELD, clock_breaches
from msgc.config import Config
from msgc.diagnostics import Diagnostic, finding, pointer
from msgc.pipeline.platform import clock_rules_for
from msgc.source import SourceFile

_MARK = f'"{FIELD}"'.encode()


class ClockRules:
    """The rules of a channel that need the clock, at `now` (aware), for rows of a file."""

    def __init__(self, channel: str, now: datetime, rows: str, config: Config) -> None:
        self._now = now
        self._rules = clock_rules_for(channel, now, config)
        self._place = SourceFile(rows, "").span()

    def findings(self, row: int, *payloads: bytes | None) -> tuple[Diagnostic, ...]:
        """Return what a row's payloads break; None stands for one that there isn't."""
        # Few have a time at all, and reading each of a million would take its time.
        timed = [each for each in payloads if each is not None and _MARK in each]
        return tuple(found for each in timed for found in self._broken(row, each))

    def _broken(self, row: int, payload: bytes) -> Iterator[Diagnostic]:
        for breach in clock_breaches(json.loads(payload), self._now, self._rules):
            found = finding(
                breach.code,
                breach.message,
                self._place,
                help=breach.help,
                pointer=pointer(breach.path),
                severity=breach.severity,
            )
            yield replace(found, row=row)

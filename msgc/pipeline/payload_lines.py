"""A file of payloads read a line at a time, each line checked as `check` does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import BinaryIO

from msgc.check.clock import clock_breaches
from msgc.check.rules.model import Rule
from msgc.check.verifying import breaches
from msgc.diagnostics import Diagnostic, finding
from msgc.facts.platform import PLATFORM
from msgc.pipeline.payloads import check_payload_line
from msgc.pipeline.platform import clock_rules_for, rules_for
from msgc.recipients.limits import MAX_LINE_BYTES
from msgc.recipients.quick_json import quick_parse
from msgc.recipients.strict_json import StrictJsonError
from msgc.source import SourceFile
from msgc.syntax.decode import decode

MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class PayloadLine:
    """A line that isn't blank: the `number`th of them, from 1, `line` of the file."""

    number: int
    line: int
    written: bytes
    found: tuple[Diagnostic, ...] = ()


class PayloadLines:
    """Reads and checks the payloads of a file that people know as `name`, at a time (aware)."""

    def __init__(self, name: str, now: datetime, channel: str = PLATFORM) -> None:
        self._name = name
        self._now = now
        self._channel = channel
        self._rules: tuple[Rule, ...] = rules_for(channel)
        self._clock_rules = clock_rules_for(channel, now)

    def read(self, stream: BinaryIO) -> Iterator[PayloadLine]:
        """Yield every line that isn't blank, with what is wrong with it. Raises OSError."""
        number = 0
        for line, written in enumerate(_lines(stream), 1):
            written = written.removeprefix(MARK) if line == 1 else written
            if written.strip():
                number += 1
                found = self._found(written, number, line)
                yield PayloadLine(number, line, written.strip(), found)

    def _found(self, written: bytes, number: int, line: int) -> tuple[Diagnostic, ...]:
        if self._is_clean(written):
            return ()
        source, found = decode(self._name, written.rstrip(b"\r\n"), None)
        # A part of a file, so that places are those in the whole.
        source = SourceFile(self._name, source.text, first_line=line)
        moved = [replace(each, span=source.span(each.span.start, each.span.end)) for each in found]
        told = moved or check_payload_line(source, number, self._now, self._channel)
        told = told or self._beyond_reading(source)
        return tuple(replace(each, payload=number) for each in told)

    def _is_clean(self, written: bytes) -> bool:
        try:
            payload = quick_parse(written.decode())
        except (UnicodeDecodeError, StrictJsonError):
            return False
        broken = breaches(payload, self._rules)
        return not broken and not clock_breaches(payload, self._now, self._clock_rules)

    def _beyond_reading(self, source: SourceFile) -> list[Diagnostic]:
        """Return what rows are refused for and files of payloads aren't, such as great depth."""
        try:
            quick_parse(source.text)
        except StrictJsonError as error:
            return [finding(error.code, error.message, source.span(0, 1), help=error.help)]
        return []


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    while line := stream.readline(MAX_LINE_BYTES):
        yield line

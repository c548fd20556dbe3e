"""A message that is sound, and what it makes of rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from msgc.pipeline.compiling import Compiler
from msgc.pipeline.messages import Message as Checked
from msgc.pipeline.rows import RowCompiler, RowResult, compile_rows
from msgc.python.findings import Finding, finding_of
from msgc.recipients.needs import needs_table
from msgc.recipients.row_schema import json_schema
from msgc.recipients.rows import RawRow

ROWS = "rows"

Payload = dict[str, Any]
"""A payload as the API takes it."""


class MessageError(Exception):
    """A message or a row that nothing can be made of; `findings` say why."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.findings = tuple(findings)


@dataclass(frozen=True, slots=True)
class Result:
    """What a row came to: `payload` (and `fallback`, where the message has one) as they are posted,
    in UTF-8 without a line break; or None, and the `findings` that say why. `row` counts from 1.
    """

    row: int
    payload: bytes | None
    fallback: bytes | None
    findings: tuple[Finding, ...]

    def json(self) -> Payload:
        """Return the payload as a dict. Raises MessageError where there is none."""
        if self.payload is None:
            raise MessageError(self.findings)
        return dict(json.loads(self.payload))


class Message:
    """A message of a catalog, without errors."""

    def __init__(self, message: Checked) -> None:
        self._message = message

    @property
    def name(self) -> str:
        """Its name, such as `orders/shipped`."""
        return self._message.name

    @property
    def kind(self) -> str:
        """What it is: `text`, `image`, `template` ..."""
        return str(self._message.kind)

    def compile(self, row: Mapping[str, object]) -> Payload:
        """Return the payload for one recipient. Raises MessageError for a row that has none."""
        return self.result(row).json()

    def result(self, row: Mapping[str, object]) -> Result:
        """Return what one row comes to, with its fallback."""
        return _result(self._compiler.one(RawRow(1, dict(row))))

    def compile_many(self, rows: Iterable[Mapping[str, object]]) -> Iterator[Result]:
        """Yield what rows come to, in their order; memory stays flat."""
        raw = (RawRow(number, dict(row)) for number, row in enumerate(rows, 1))
        return map(_result, compile_rows(self._compiler, raw))

    def explain(self) -> str:
        """Return what a row must hold, as `msgc vars` prints it."""
        return needs_table(self.name, self._message.variables)

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema (2020-12) of a row."""
        return json_schema(self._message.variables)

    @cached_property
    def _compiler(self) -> RowCompiler:
        return RowCompiler(Compiler(self._message), ROWS)


def _result(result: RowResult) -> Result:
    found = tuple(map(finding_of, result.found))
    return Result(result.row, result.payload, result.fallback, found)

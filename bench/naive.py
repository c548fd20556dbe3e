"""P1 and P3: a payload rendered by one Jinja template, read, validated and written, row by row.

P1 is what stands in Python's and everybody's toolbox; P3 is the same with the fastest parts there
are. Both compile the template once, reuse the validator, and hold to the whole create-message
schema with formats. A row that they refuse is None, without a reason.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import Any

import jinja2

from bench.messages import Sample

Row = dict[str, object]
Line = bytes | None


@dataclass(frozen=True, slots=True)
class Naive:
    """One message's pipeline."""

    template: jinja2.Template
    loads: Callable[[str], Any]
    is_valid: Callable[[Any], bool]
    dumps: Callable[[Any], bytes]

    def line(self, row: Row) -> Line:
        """Return a row's payload, None where it has none."""
        try:
            text = self.template.render(row)
        except jinja2.UndefinedError:
            return None
        payload = self.loads(text)
        return self.dumps(payload) if self.is_valid(payload) else None

    def payloads(self, rows: Sequence[Row]) -> bytes:
        """Return the payloads of rows as lines."""
        lines = map(self.line, rows)
        return b"".join([line + b"\n" for line in lines if line is not None])


def template_of(sample: Sample) -> jinja2.Template:
    """Return the payload's JSON as a template; what stands in a hole is escaped for JSON."""
    environment = jinja2.Environment(
        undefined=jinja2.StrictUndefined, finalize=lambda value: encode_basestring(str(value))[1:-1]
    )
    return environment.from_string(json.dumps(sample.payload, ensure_ascii=False))

"""Rejected rows as lines: by the quick encoder where it writes the same, and so everywhere."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msgc.bulk import rejects
from msgc.bulk.batches import RowResult
from msgc.bulk.rejects import reject_line
from msgc.diagnostics import Diagnostic, finding
from msgc.report.json import diagnostic_dict
from msgc.source import SourceFile

SINGLE = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
FINITE = SINGLE.filter(lambda value: value not in (float("inf"), -float("inf")))
VALUES = FINITE | st.lists(FINITE) | st.dictionaries(st.text(), FINITE) | st.just(date.max)
HALF = "\ud800"


def found(witness: dict[str, object] | None = None) -> Diagnostic:
    span = SourceFile("rows.ndjson", "", first_line=3).span()
    made = finding("MSG506", "There is no “name”", span, help='Quote "it"\n', row=3)
    return made if witness is None else made.with_witness(witness)


def written(result: RowResult) -> bytes:
    told = [diagnostic_dict(each) for each in result.found]
    raw = {} if result.raw is None else {"raw": result.raw}
    document = {"row": result.row, "data": result.data, **raw, "diagnostics": told}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), default=str)
    return text.encode("utf-8", errors="backslashreplace")


@given(st.dictionaries(st.text(), VALUES))
def test_a_line_is_what_the_standard_encoder_writes(data: dict[str, Any]) -> None:
    result = RowResult(3, data=data, found=(found(),))
    assert reject_line(result, diagnostic_dict) == written(result)


@pytest.mark.parametrize(
    "result",
    [
        RowResult(1, data={"n": 1e16}, found=(found(),)),
        RowResult(1, data={1: "a", None: "b"}),  # type: ignore[dict-item]
        RowResult(1, data={"n": HALF}, found=(found(),)),
        RowResult(1, raw=HALF, found=(found(),)),
        RowResult(1, raw=["a", HALF], found=(found(),)),
        RowResult(1, raw="{", found=(found(), found())),
        RowResult(1, data={"n": 1}, found=(found({"n": 1e16, "day": date.max}),)),
        RowResult(1, data={"n": 10**40}, found=(found(),)),
    ],
)
def test_what_the_quick_encoder_writes_otherwise(result: RowResult) -> None:
    assert reject_line(result, diagnostic_dict) == written(result)


def test_plain_rows_take_the_quick_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rejects, "_as_line", None)
    result = RowResult(1, data={"name": None, "count": 3, "is": True}, found=(found(),))
    assert reject_line(result, diagnostic_dict) == written(result)

"""The one door of pyarrow, which only rows in Arrow or Parquet need."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from msgc.recipients.rows import RowFault, RowsError

_MISSING = (
    "Arrow and Parquet are read with pyarrow, which isn't installed: "
    "run `pip install 'msgc[parquet]'`."
)
_HELP = "Or export the rows as NDJSON or CSV."


def pyarrow() -> Any:
    """Return the module `pyarrow`; `RowsError` where it isn't installed."""
    try:
        return import_module("pyarrow")
    except ImportError:
        raise RowsError(RowFault("MSG501", _MISSING, _HELP), unreadable=True) from None


def pyarrow_parquet() -> Any:
    """Return the module `pyarrow.parquet`; `RowsError` where pyarrow isn't installed."""
    pyarrow()
    return import_module("pyarrow.parquet")


def pyarrow_compute() -> Any:
    """Return the module `pyarrow.compute`; `RowsError` where pyarrow isn't installed."""
    pyarrow()
    return import_module("pyarrow.compute")

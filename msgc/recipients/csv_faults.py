"""The sentences for rows of a CSV file that don't fit together."""

from __future__ import annotations

import csv

from msgc.recipients.limits import MAX_CELL, MAX_LINE
from msgc.recipients.rows import RowFault

_QUOTES_HELP = 'Put the whole cell in double quotes, and write a quote inside it twice: `""`.'


def nul_cell(names: list[str], cells: list[str], line: int) -> RowFault | None:
    """Return the fault of the first cell that holds a NUL character."""
    if not any("\0" in cell for cell in cells):
        return None
    name = next((name for name, cell in zip(names, cells, strict=False) if "\0" in cell), None)
    message = f"{f'`{name}`' if name else 'A cell'} holds a NUL character, which no text has."
    help = "Export the file again; this row is damaged, or isn't text."
    return RowFault("MSG510", message, help, name, line)


def cell_count(cells: int, columns: int, delimiter: str, line: int) -> RowFault:
    """Return the fault of a row that has more or fewer cells than the header."""
    message = f"The row has {_counted(cells, 'cell')}, and the header {_counted(columns, 'column')}"
    mark = "tab" if delimiter == "\t" else f"`{delimiter}`"
    if cells > columns:
        help = f"Put a cell that holds a {mark} in double quotes, or remove what is too much."
        return RowFault("MSG503", f"{message}: {cells - columns} too many.", help, None, line)
    help = f"Write a {mark} for every column, also where the cells at the end are empty."
    return RowFault("MSG503", f"{message}: {columns - cells} too few.", help, None, line)


def broken(error: csv.Error, line: int) -> RowFault:
    """Say what the csv module's error means for the row that starts at `line`."""
    said = str(error)
    if "unexpected end" in said:
        message = f"A double quote that opens in the row of line {line} is never closed."
    elif "field limit" in said:
        message = (
            f"A cell in the row of line {line} is longer than {MAX_CELL} characters; "
            "likely a double quote isn't closed."
        )
    else:
        message = "A cell goes on after its closing double quote."
    return RowFault("MSG509", message, _QUOTES_HELP, None, line)


def long_line(line: int) -> RowFault:
    """Return the fault of a line that is too long to be one row."""
    message = f"Line {line} is longer than {MAX_LINE} characters."
    return RowFault("MSG509", message, "Check that the file is CSV, with line breaks.", None, line)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"

"""The reference of the platform's limits, from the rows that `check` reads."""

from __future__ import annotations

import json
from collections.abc import Sequence

from docs.derive.tables import code, table
from msgc.facts.platform import Row, platform_rows

_ABOUT = """\
# WhatsApp's limits

What WhatsApp takes of what the API's schema takes. `check` proves each for every recipient, or
shows one who breaks it. A limit that isn't surely known is a warning, which says how sure it is.
`channel: any` leaves all of them out; in `msgc.yaml`, `rules: {MSG404: warning}` sets a severity
and `rules: {MSG404: {limit: 24}}` a number.

"""


def page() -> str:
    """Return the page."""
    rows = platform_rows()
    return _ABOUT + "".join(_section(name, rows) for name in sorted({row.code for row in rows}))


def _section(name: str, rows: Sequence[Row]) -> str:
    own = [row for row in rows if row.code == name]
    head = f"## {name}\n\n[{own[0].title}](codes/{name}.md).\n\n"
    return head + table(("of", "limit", "severity"), map(_row, own)) + "\n" + _sources(own)


def _row(row: Row) -> tuple[str, str, str]:
    places = "".join(f"<br>{code(place)}" for place in row.at if place)
    severity = row.severity if row.sure == "high" else f"{row.severity} ({row.sure})"
    return f"{row.what}{places}", _limit(row), severity


def _sources(rows: Sequence[Row]) -> str:
    return f"Source: {'; '.join(dict.fromkeys(row.source for row in rows))}.\n\n"


def _limit(row: Row) -> str:
    argument = row.argument
    if argument is True:
        return code(row.keyword)
    if isinstance(argument, dict):
        argument = json.dumps(argument).replace('"', "")
    elif isinstance(argument, list):
        argument = ", ".join(map(str, argument))
    unit = " bytes" if row.unit == "bytes" else ""
    return f"{code(row.keyword)} {argument}{unit}"

"""All findings as a Markdown table, for the page that GitHub shows of a step."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgc.diagnostics import Diagnostic
from msgc.late import regex
from msgc.report.cells import visible_line
from msgc.report.places import path_of, place_of
from msgc.report.public import public_help, public_sentence
from msgc.report.summary import Summary, summary_line

# GitHub takes 1 MiB of a step and drops all of a larger summary; the closing lines need some.
MOST_BYTES = 1_000_000
HEAD = "| | place | finding |\n| --- | --- | --- |\n"
_CODE = regex(r"`([^`]+)`")
_MARKS = regex(r"[^\w\s.,;/=()'\"?-]|_|\n", re.ASCII)


def step_summary(diagnostics: Sequence[Diagnostic], summary: Summary, root: Path | None) -> str:
    """Return the table below its heading, errors first; "" where nothing was found."""
    if not diagnostics:
        return ""
    ranked = sorted(diagnostics, key=lambda each: not each.is_error)
    rows = list(_fitting(_row(each, root) for each in ranked))
    left = len(ranked) - len(rows)
    more = f"\nAnd {left} more, which are in the step's log.\n" if left else ""
    return f"### msgc: {summary_line(summary)}\n\n{HEAD}{''.join(rows)}{more}"


def _fitting(rows: Iterator[str]) -> Iterator[str]:
    """Yield rows for as long as they fit in what GitHub takes."""
    taken = 0
    for row in rows:
        taken += len(row.encode("utf-8", errors="replace"))
        if taken > MOST_BYTES:
            return
        yield row


def _row(diagnostic: Diagnostic, root: Path | None) -> str:
    place = place_of(diagnostic.span)
    path = visible_line(path_of(diagnostic.span.source, root))
    where = _literal(f"{path}:{place.line}:{place.column}")
    said = (public_sentence(diagnostic), public_help(diagnostic))
    cells = "<br>".join(_sentence(text) for text in said if text)
    return f"| {diagnostic.severity.value} {diagnostic.code} | {where} | {cells} |\n"


def _sentence(text: str) -> str:
    """Write a text of ours: words in backticks are code, nothing else in it is markup."""
    parts = _CODE.split(text)
    return "".join(
        f"<code>{_literal(part)}</code>" if index % 2 else _literal(part)
        for index, part in enumerate(parts)
    )


def _literal(text: str) -> str:
    """Write a text so that neither Markdown nor HTML finds a mark in it."""
    return _MARKS.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    char = match[0]
    if char == "\n":
        return "<br>"
    return f"&#{ord(char)};" if char.isascii() else char

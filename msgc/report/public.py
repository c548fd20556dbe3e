"""What of a finding may stand in a CI's reports, which many can read and which are kept for long.

Values from recipients' rows never get there. A finding about a row (`row` is set), or in a payload
file, which holds what a row became, may quote people's values: its code's title is shown in place
of its own sentence, and its help, labels and fix are left out. Findings about message files and the
samples that are committed with them are told whole. All CI formats take what they say from here.
"""

from __future__ import annotations

from msgc.diagnostics import Diagnostic, Fix, Label
from msgc.facts.platform import all_codes
from msgc.report.cells import visible, visible_line

# Endings of files that hold payloads.
PAYLOADS = (".json", ".ndjson", ".jsonl")


def public_sentence(diagnostic: Diagnostic) -> str:
    """Return a finding's sentence, on one line, with nothing in it that acts on a terminal."""
    if _is_private(diagnostic):
        return f"{all_codes()[diagnostic.code].title}{_which(diagnostic)}"
    return visible_line(diagnostic.message)


def public_help(diagnostic: Diagnostic) -> str | None:
    """Return a finding's help, which may have several lines."""
    if _is_private(diagnostic) or not diagnostic.help:
        return None
    return visible(diagnostic.help)


def public_labels(diagnostic: Diagnostic) -> tuple[Label, ...]:
    """Return a finding's other places."""
    return () if _is_private(diagnostic) else diagnostic.labels


def public_fix(diagnostic: Diagnostic) -> Fix | None:
    """Return a finding's mend."""
    return None if _is_private(diagnostic) else diagnostic.fix


def _is_private(diagnostic: Diagnostic) -> bool:
    return diagnostic.row is not None or _is_of_payload(diagnostic)


def _is_of_payload(diagnostic: Diagnostic) -> bool:
    return diagnostic.span.source.name.lower().endswith(PAYLOADS)


def _which(diagnostic: Diagnostic) -> str:
    named = {"row": diagnostic.row, "payload": diagnostic.payload}
    told = ", ".join(f"{word} {number}" for word, number in named.items() if number)
    return f" ({told})" if told else ""

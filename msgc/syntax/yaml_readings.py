"""The readings of a YAML text that doesn't parse, in the order in which they are tried."""

from __future__ import annotations

from collections.abc import Callable

from msgc.syntax import yaml_layout as layout
from msgc.syntax import yaml_texts as texts
from msgc.syntax.yaml_faults import Fault, Verdict, generic
from msgc.syntax.yaml_quotes import quotes

# The first reading that fits is told; the sure ones stand before the guesses.
_READINGS: tuple[Callable[[Fault], Verdict | None], ...] = (
    layout.tab,
    quotes,
    texts.jinja_in_flow,
    layout.left_of_text,
    texts.colon_in_value,
    texts.reserved_start,
    layout.document_mark,
    texts.bracket,
    layout.glued_colon,
    layout.glued_dash,
    layout.no_colon,
    layout.indentation,
    generic,
)


def explain(fault: Fault) -> Verdict:
    """Say in the author's terms why the text doesn't parse, with a mend where there is one."""
    readings = (reading(fault) for reading in _READINGS)
    return next(verdict for verdict in readings if verdict is not None)

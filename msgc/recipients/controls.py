"""Characters that no text of a row may hold: half pairs, controls, marks of direction."""

from __future__ import annotations

import unicodedata

from msgc.chars import CONTROL_PATTERN
from msgc.recipients.rows import RowFault
from msgc.recipients.sentences import half_pair
from msgc.recipients.strict_json import SURROGATE

# Controls have no name in Unicode's own table; these are the aliases of the likely ones.
_ALIASES = {
    "\x00": "NULL",
    "\x07": "ALERT",
    "\x08": "BACKSPACE",
    "\x1a": "SUBSTITUTE",
    "\x1b": "ESCAPE",
    "\x7f": "DELETE",
}


def bad_character(path: str, text: str) -> RowFault | None:
    """Return the fault of the first character that the text at a dotted path may not hold."""
    if SURROGATE.search(text):
        return half_pair(path)
    found = CONTROL_PATTERN.search(text)
    if found is None:
        return None
    message = f"`{path}` holds {_named(found[0])}, which isn't shown but changes how text is read."
    help = "Take it out where the data comes from; a message has no use for it."
    return RowFault("MSG514", message, help, path)


def _named(char: str) -> str:
    """Write a character as `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    name = _ALIASES.get(char) or unicodedata.name(char, "CONTROL CHARACTER")
    return f"U+{ord(char):04X} {name}"

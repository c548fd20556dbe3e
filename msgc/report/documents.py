"""JSON documents as text that is safe to print."""

from __future__ import annotations

import json
import re

from msgc.late import regex
from msgc.report.cells import is_unsafe

_BEYOND_ASCII = regex(r"[^\n -~]")


def json_text(document: object) -> str:
    """Return the document in UTF-8's characters, indented by two, with a final line break."""
    written = json.dumps(document, ensure_ascii=False, indent=2)
    return _BEYOND_ASCII.sub(_escaped, written) + "\n"


def _escaped(match: re.Match[str]) -> str:
    """Write what a terminal could act on, or UTF-8 can't hold, as JSON's own escape."""
    char = match[0]
    return json.dumps(char)[1:-1] if is_unsafe(char) else char

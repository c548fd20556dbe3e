"""Words of a file put in place of others, in the quotes that they stand in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from msgc.diagnostics import Fix
from msgc.late import regex
from msgc.nearby import surely
from msgc.source import Span

QUOTES = ('"', "'")
# Words that YAML takes for text without quotes, wherever a plain text may stand.
_BARE = regex(r"[A-Za-z0-9_+][\w.:+/-]*(?<!:)", re.ASCII)
_NULL = "null"


def renamed(span: Span, name: str, names: Iterable[str]) -> Fix | None:
    """Return the fix of a name that can only be a slip for one of `names`, else None."""
    meant = surely(name, names)
    return replaced(span, name, meant) if meant else None


def replaced(span: Span, old: object, new: str | int | float | bool) -> Fix | None:
    """Return the fix that puts `new` where `old` is written, in the quotes that it has.

    None where the words at `span` aren't `old` itself: they are another spelling of it, with
    escapes or over several lines, or a word of the language that stands for it.
    """
    words = span.text
    if not isinstance(old, str) or not isinstance(new, str):
        is_it = words in (json.dumps(old), f"'{old}'", old)
        return Fix(span, json.dumps(new)) if is_it else None
    if words[:1] in QUOTES and words == f"{words[0]}{old}{words[0]}":
        is_safe = words[0] not in new and "\\" not in new
        return Fix(Span(span.source, span.start + 1, span.end - 1), new) if is_safe else None
    return Fix(span, new) if words == old and _stays_bare(old, new) else None


def _stays_bare(old: str, new: str) -> bool:
    """Tell whether new words need no quotes; what only stands before old ones needs none either."""
    return (new.endswith(old) or _BARE.fullmatch(new) is not None) and new != _NULL

"""Values of a payload as a sentence shows them."""

from __future__ import annotations

import json

# Of a longer value a sentence quotes the beginning.
MAX_QUOTE = 120
# Of two texts that differ, so much is shown of what stands before it.
BEFORE = 20
# How a line break is shown in a sentence.
BREAK = "⏎"
_KINDS = {
    str: "text",
    bool: "boolean",
    int: "number",
    float: "number",
    list: "list",
    dict: "object",
}


def quoted(value: object) -> str:
    """Return a value as a sentence shows it: on one line, its beginning where it is long."""
    if value is None:
        return "null"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = text if len(text) <= MAX_QUOTE else f"{text[:MAX_QUOTE]}…"
    return f"`{text.replace(chr(10), BREAK)}`" if text else "the empty text"


def named(value: object) -> str:
    """Return a value with what it is: ``the number `3600` ``."""
    kind = _KINDS.get(type(value))
    return f"the {kind} {quoted(value)}" if kind and value != "" else quoted(value)


def quoted_apart(before: object, after: object) -> tuple[str, str]:
    """Return two values as a sentence shows them.

    Long texts begin shortly before they differ; where two are written alike, it is told what each
    of them is.
    """
    if isinstance(before, str) and isinstance(after, str):
        return _texts_apart(before, after)
    one, other = quoted(before), quoted(after)
    is_alike = one.strip("`") == other.strip("`")
    return (named(before), named(after)) if is_alike else (one, other)


def _texts_apart(before: str, after: str) -> tuple[str, str]:
    pairs = enumerate(zip(before, after, strict=False))
    same = next((at for at, (one, other) in pairs if one != other), 0)
    longest = max(len(before), len(after))
    start = max(same - BEFORE, 0) if longest > MAX_QUOTE else 0
    lead = "…" if start else ""
    return quoted(lead + before[start:]), quoted(lead + after[start:])


def shown_pointer(pointer: str) -> str:
    """Return a JSON pointer as a sentence shows it."""
    return f"`{pointer}`" if pointer else "the payload"


def entries(count: int) -> str:
    """Return a count of a list's entries: `1 entry`, `3 entries`."""
    return f"{count} {'entry' if count == 1 else 'entries'}"

"""All pages of the reference."""

from __future__ import annotations

from docs.derive import codes, commands, filters, limits, type_words, words


def derived() -> dict[str, str]:
    """Return the derived pages, Markdown by their place below `docs/`."""
    return {
        "reference/words.md": words.page(),
        "reference/types.md": type_words.page(),
        "reference/filters.md": filters.page(),
        "reference/limits.md": limits.page(),
        "reference/commands.md": commands.page(),
        **codes.pages(),
    }

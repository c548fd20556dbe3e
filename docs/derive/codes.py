"""The reference of the findings: the pages of `msgc explain`, and the list of them."""

from __future__ import annotations

import re
from pathlib import Path

import msgc
from docs.derive.tables import table
from msgc.facts.platform import all_codes

PAGES = Path(msgc.__file__).parent / "pages"
FOLDER = "reference/codes"
FAMILIES = {
    "1": "Files and the language",
    "2": "Expressions and variables",
    "3": "The API's schema",
    "4": "WhatsApp's limits",
    "5": "Recipients' rows",
    "6": "Plans and pushes",
    "9": "msgc itself",
}
_ABOUT = """\
# Findings

Each finding has a code, which never changes its meaning. `msgc explain MSG203` shows the same page
in the terminal. `rules:` in `msgc.yaml` sets a code's severity.
"""
# `bad PATH` behind a fence's language is for the tests; a reader sees the file's name.
_FENCE = re.compile(r"^```(\w+)(?: (?:bad|good|both)(?: (\S+))?)?$", re.MULTILINE)
_SHOWN_AS = {"bytes": "text", "ndjson": "json"}


def pages() -> dict[str, str]:
    """Return the pages by their place below `docs/`."""
    found = {f"{FOLDER}/{name}.md": page_of(name) for name in all_codes()}
    return {f"{FOLDER}/index.md": _index(), **found}


def page_of(name: str) -> str:
    """Return a code's page as the site shows it."""
    return _FENCE.sub(_opening, (PAGES / f"{name}.md").read_text("utf-8"))


def _opening(found: re.Match[str]) -> str:
    language = _SHOWN_AS.get(found[1], found[1])
    return f'```{language} title="{found[2]}"' if found[2] else f"```{language}"


def _index() -> str:
    return _ABOUT + "".join(_family(digit, about) for digit, about in FAMILIES.items())


def _family(digit: str, about: str) -> str:
    rows = [
        (f"[{name}]({name}.md)", row.severity, row.title)
        for name, row in all_codes().items()
        if name.startswith(f"MSG{digit}")
    ]
    return f"\n## {about}\n\n" + table(("code", "severity", ""), rows)

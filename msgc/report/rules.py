"""Codes as SARIF's rules: a title, a level, and the page that `msgc explain` shows."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgc.facts.platform import all_codes

# SARIF's word for a rule that has to be asked for.
_LEVELS = {"off": "none"}
PAGES = Path(__file__).parent.parent / "pages"


def rules(codes: Iterable[str]) -> list[dict[str, object]]:
    """Return a `reportingDescriptor` for each code."""
    return [_rule(code) for code in codes]


def _rule(code: str) -> dict[str, object]:
    row = all_codes()[code]
    page = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    explanation = _explanation(page)
    return {
        "id": code,
        "shortDescription": {"text": row.title},
        "fullDescription": {"text": explanation},
        "help": {"text": explanation, "markdown": page},
        "defaultConfiguration": {"level": _LEVELS.get(row.severity, row.severity)},
    }


def _explanation(page: str) -> str:
    """Return what stands between a page's title and its examples, a line for each paragraph."""
    body = page.partition("\n")[2].partition("\n## ")[0]
    return "\n".join(" ".join(part.split()) for part in body.strip().split("\n\n"))

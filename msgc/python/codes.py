"""The codes of findings, and their pages."""

from __future__ import annotations

from pathlib import Path

from msgc.facts.platform import all_codes
from msgc.nearby import near_code

PAGES = Path(__file__).parent.parent / "pages"


def explain(code: str) -> str:
    """Return the page of a code, such as `MSG203` (Markdown). Raises KeyError for no code."""
    if code not in all_codes():
        meant = near_code(str(code), all_codes())
        raise KeyError(f"there is no code {code}" + (f"; did you mean {meant}?" if meant else ""))
    return (PAGES / f"{code}.md").read_text(encoding="utf-8")


def finding_codes() -> dict[str, str]:
    """Return what each code of a finding means, in some words."""
    return {name: row.title for name, row in all_codes().items()}

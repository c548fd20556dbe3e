"""What a page shows against what there is: `...` stands for what varies."""

from __future__ import annotations

import re

ANYTHING = "..."


def matches(shown: str, real: str) -> bool:
    """Tell whether `real` is what a page shows: a line of `...` is any lines, or none at all;
    within a line it is any words. Blanks at the ends of lines don't count."""
    pattern = "".join(_pattern(line) for line in shown.rstrip().split("\n"))
    return re.fullmatch(pattern, _trimmed(real), re.DOTALL) is not None


def _pattern(line: str) -> str:
    if line.strip() == ANYTHING:
        return r"(?:[^\n]*\n)*"
    return "[^\n]*".join(map(re.escape, line.rstrip().split(ANYTHING))) + "\n"


def _trimmed(text: str) -> str:
    return "".join(line.rstrip() + "\n" for line in text.rstrip().split("\n"))

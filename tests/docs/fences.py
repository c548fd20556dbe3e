"""The fenced blocks of a page: what a reader is to write, to run and to see."""

from __future__ import annotations

import re
from dataclasses import dataclass

NOT_RUN = "Not run by the tests"
OTHER_TERMINAL = "A second terminal"
ADDED = ", added at the end"
PROMPT = "$ "
CONTINUED = "\\"

_FENCE = re.compile(
    r'^```(?P<language>\w+)(?: title="(?P<title>[^"]+)")?(?: hl_lines="[\d -]+")?\n'
    r"(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Fence:
    """A block: its language, its title ("" without one), its text, the line that it begins at."""

    language: str
    title: str
    text: str
    line: int
    start: int

    @property
    def is_run(self) -> bool:
        return not self.title.startswith(NOT_RUN)


@dataclass(frozen=True, slots=True)
class Step:
    """A command of a console block, as it is typed, and what the page says that it prints."""

    command: str
    output: str


def fences(page: str) -> list[Fence]:
    """Return a page's blocks in their order."""
    return [
        Fence(
            each["language"],
            each["title"] or "",
            each["text"],
            page.count("\n", 0, each.start()) + 1,
            each.start("text"),
        )
        for each in _FENCE.finditer(page)
    ]


def openings(page: str) -> int:
    """Return how many blocks a page opens or closes, whatever stands behind the backticks."""
    return len(re.findall(r"^\s*```", page, re.MULTILINE))


def steps(text: str) -> list[Step]:
    """Return the commands of a console block; what stands before the first one is dropped."""
    found: list[Step] = []
    typed, printed, is_open = "", "", False
    for line in text.splitlines(keepends=True):
        if line.startswith(PROMPT) and not is_open:
            found += [Step(typed, printed)] if typed else []
            typed, printed = line.removeprefix(PROMPT), ""
            is_open = _goes_on(line)
        elif is_open:
            typed += line
            is_open = _goes_on(line)
        else:
            printed += line
    return [*found, Step(typed, printed)] if typed else found


def _goes_on(line: str) -> bool:
    return line.rstrip("\n").endswith(CONTINUED)

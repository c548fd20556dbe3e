"""A page followed from top to bottom: files written, commands run, what is shown compared."""

from __future__ import annotations

import ast
import contextlib
import doctest
import io
import json
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from tests.docs.fences import ADDED, OTHER_TERMINAL, Fence, fences, steps
from tests.docs.matching import matches
from tests.docs.terminal import Terminal

# What msgc writes: a block with such a title shows the file.
MADE = ("build/", "out/")
# Blocks of words: nothing in them is to be run.
WORDS = ("text",)
READERS: dict[str, Callable[[str], object]] = {
    ".yaml": yaml.safe_load,
    ".yml": yaml.safe_load,
    ".json": json.loads,
    ".toml": tomllib.loads,
    ".py": ast.parse,
}
_UNLIKE = "line {line}: {what}\n--- the page shows\n{shown}\n--- there is\n{real}"


@dataclass(slots=True)
class Followed:
    """What came of a page: its faults, and its text with what there really is."""

    faults: list[str] = field(default_factory=list)
    changes: list[tuple[int, str, str]] = field(default_factory=list)

    def compare(self, fence: Fence, what: str, shown: str, real: str) -> None:
        """Keep it where a page shows something else than there is."""
        if matches(shown, real):
            return
        self.faults.append(_UNLIKE.format(line=fence.line, what=what, shown=shown, real=real))
        self.changes.append((fence.start, shown, real))


def follow(page: str, home: Path) -> Followed:
    """Follow a page in the empty folder `home`."""
    terminal, followed, names = Terminal(home), Followed(), dict[str, object]()
    try:
        for fence in fences(page):
            if fence.is_run and fence.language not in WORDS:
                _follow(fence, terminal, followed, names)
    finally:
        terminal.close()
    return followed


def _follow(fence: Fence, terminal: Terminal, followed: Followed, names: dict[str, object]) -> None:
    if fence.language == "console":
        _console(fence, terminal, followed)
    elif fence.language == "pycon":
        _python(fence, terminal, followed, names)
    elif fence.title.startswith(MADE):
        real = (terminal.folder / fence.title).read_text("utf-8")
        followed.compare(fence, fence.title, fence.text, real)
    elif fence.title:
        _write(fence, terminal)
    else:
        followed.faults.append(
            f"line {fence.line}: a block without a title, of no use to the tests"
        )


def _console(fence: Fence, terminal: Terminal, followed: Followed) -> None:
    typed = steps(fence.text)
    if fence.title == OTHER_TERMINAL:
        terminal.start("".join(step.command for step in typed), typed[-1].output.strip())
        return
    for step in typed:
        followed.compare(fence, step.command, step.output, terminal.run(step.command))


def _write(fence: Fence, terminal: Terminal) -> None:
    path = terminal.folder / fence.title.removesuffix(ADDED)
    path.parent.mkdir(parents=True, exist_ok=True)
    is_added = fence.title.endswith(ADDED)
    with path.open("a" if is_added else "w", encoding="utf-8") as file:
        file.write(terminal.hidden(fence.text))
    READERS.get(path.suffix, str)(path.read_text("utf-8"))


def _python(fence: Fence, terminal: Terminal, followed: Followed, names: dict[str, object]) -> None:
    parsed = doctest.DocTestParser().get_doctest(fence.text, names, "page", None, fence.line)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS, verbose=False)
    said = io.StringIO()
    with contextlib.chdir(terminal.folder):
        runner.run(parsed, out=said.write, clear_globs=False)
    names.update(parsed.globs)
    if said.getvalue():
        followed.faults.append(said.getvalue())

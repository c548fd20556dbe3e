"""What every command knows of its run: what was asked for, and what it has said.

It is had without click, which a run whose words are plain does without.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import field
from typing import TYPE_CHECKING, Any

from msgc.cli.terminal import columns
from msgc.cli.words import ERR, OUT
from msgc.late import Late
from msgc.records import dataclass

if TYPE_CHECKING:
    from pathlib import Path

    import click
else:
    click = Late("click")

NARROWEST = 40
WIDEST = 120


@dataclass(slots=True)
class Settings:
    """The options that stand before or after a command's name.

    `words` are all those of the command line; `said` is what the command has said so far, `began`
    when it was begun.
    """

    catalog: Path | None = None
    color: str = "auto"
    quiet: bool = False
    verbose: bool = False
    words: tuple[str, ...] = ()
    said: list[tuple[str, str]] = field(default_factory=list)
    began: float = field(default_factory=time.time)

    def wants_color(self, stream: Any) -> bool:
        """Tell whether to colour what goes to a stream."""
        if self.color != "auto":
            return self.color == "always"
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("FORCE_COLOR"):
            return True
        return bool(stream.isatty())

    def say(self, text: str) -> None:
        """Say something on standard error, unless asked to be quiet."""
        if not self.quiet:
            self.said.append((ERR, f"{text}\n"))
            click.echo(text, err=True)


def say_more(text: str) -> None:
    """Say something on standard error where `-v` asks for it."""
    if settings().verbose:
        settings().said.append((ERR, f"{text}\n"))
        click.echo(text, err=True)


def terminal_width() -> int:
    """Return how wide a report may be, in columns."""
    return min(max(columns(), NARROWEST), WIDEST)


_without_click: list[Settings] = []


@contextmanager
def without_click(given: Settings) -> Iterator[None]:
    """Let what is done in here have these settings: it is no command of click's."""
    _without_click.append(given)
    try:
        yield
    finally:
        _without_click.pop()


def settings() -> Settings:
    """Return the settings of the running command."""
    if _without_click:
        return _without_click[-1]
    found: Settings = click.get_current_context().find_root().obj
    return found


def write_out(text: str) -> None:
    """Write a result to standard output as UTF-8, whatever the locale says."""
    settings().said.append((OUT, text))
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", errors="backslashreplace"))
    sys.stdout.buffer.flush()

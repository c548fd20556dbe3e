"""Progress on standard error: over and over on one line of a terminal, else line by line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from msgc.cli.settings import settings

_ANEW = "\r\x1b[K"


class ProgressLine:
    """Shows lines, the last of which may stand open on a terminal until something else is said."""

    def __init__(self) -> None:
        self.is_terminal = sys.stderr.isatty()
        self._is_open = False

    def show(self, line: str) -> None:
        """Show a line, on a terminal in place of the last one; nothing where quiet is wanted."""
        if settings().quiet:
            return
        click.echo(
            f"{_ANEW}{line}" if self.is_terminal else line, nl=not self.is_terminal, err=True
        )
        self._is_open = self.is_terminal

    def say(self, text: str) -> None:
        """Say something on a line of its own."""
        self.end()
        settings().say(text)

    def end(self) -> None:
        """End the line that stands open, if one does."""
        if self._is_open:
            click.echo(err=True)
        self._is_open = False


@contextmanager
def progress_line() -> Iterator[ProgressLine]:
    """Give a line of progress, which is ended when the block is."""
    line = ProgressLine()
    try:
        yield line
    finally:
        line.end()

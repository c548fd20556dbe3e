"""What holds for every command: the catalog's folder, colour, how much is said."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import field
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

import click

from msgc.cli.words import ERR, NO_CACHE, OUT
from msgc.records import dataclass

if TYPE_CHECKING:
    from pathlib import Path

F = TypeVar("F", bound=Callable[..., Any])

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
    return min(max(shutil.get_terminal_size((80, 24)).columns, NARROWEST), WIDEST)


def settings() -> Settings:
    """Return the settings of the running command."""
    found: Settings = click.get_current_context().find_root().obj
    return found


def _set(
    name: str, read: Callable[[Any], Any] = lambda value: value
) -> Callable[[click.Context, click.Parameter, Any], None]:
    def callback(context: click.Context, parameter: click.Parameter, value: Any) -> None:
        root = context.find_root()
        root.obj = root.obj or Settings()
        if value not in (None, False):
            setattr(root.obj, name, read(value))

    return callback


def _path(value: str) -> Path:
    """Return a path; what makes them isn't imported for `--help`, which needs none."""
    path: Path = import_module("pathlib").Path(value)
    return path


def everywhere(command: F) -> F:
    """Add the options that every command has."""
    options = (
        click.option(
            "-C",
            "catalog",
            type=click.Path(file_okay=False),
            metavar="DIR",
            expose_value=False,
            callback=_set("catalog", _path),
            help="The catalog's folder (else found upwards from here).",
        ),
        click.option(
            "--color",
            type=click.Choice(["auto", "always", "never"]),
            expose_value=False,
            callback=_set("color"),
            help="When to use colour.",
        ),
        _flag("-q", "--quiet", "quiet", "Say only what was asked for."),
        _flag("-v", "--verbose", "verbose", "Say more."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _flag(short: str, long: str, name: str, help: str) -> Callable[[F], F]:
    return click.option(
        short, long, name, is_flag=True, expose_value=False, callback=_set(name), help=help
    )


def no_cache(command: F) -> F:
    """Add `--no-cache`, which what looks for the cache reads off the words themselves."""
    help = "Use nothing that is kept of earlier runs, and keep nothing."
    return click.option(NO_CACHE, is_flag=True, expose_value=False, help=help)(command)


def write_out(text: str) -> None:
    """Write a result to standard output as UTF-8, whatever the locale says."""
    settings().said.append((OUT, text))
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", errors="backslashreplace"))
    sys.stdout.buffer.flush()

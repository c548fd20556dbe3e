"""What holds for every command: the catalog's folder, colour, how much is said."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

import click

from msgc.cli.running import Settings, say_more, settings, terminal_width, write_out
from msgc.cli.words import NO_CACHE

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "Settings",
    "everywhere",
    "no_cache",
    "say_more",
    "settings",
    "terminal_width",
    "write_out",
]

F = TypeVar("F", bound=Callable[..., Any])


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

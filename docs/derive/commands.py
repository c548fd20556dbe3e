"""The reference of the commands: the help that each of them prints."""

from __future__ import annotations

import click
from click.testing import CliRunner

from docs.derive.tables import fenced
from msgc.cli.main import COMMANDS, cli

WIDTH = 80
_ABOUT = """\
# Commands

Results go to standard output, talk to standard error. The exit code is 0 where all is well, 1 where
something was found or a row was rejected, 2 where the command can't do its work, 130 where it was
interrupted; [a push has its own](../sending.md#signals-and-exit-codes).

"""


def page() -> str:
    """Return the page."""
    return _ABOUT + "".join(_command(name, COMMANDS[name]) for name in COMMANDS)


def _command(name: str, about: str) -> str:
    return f"## msgc {name}\n\n{about[0].upper()}{about[1:]}.\n\n{fenced(help_of(name))}\n"


def help_of(name: str) -> str:
    """Return what `msgc NAME --help` prints."""
    runner = CliRunner(env={"COLUMNS": str(WIDTH), "NO_COLOR": "1"})
    done = runner.invoke(cli, [name, "--help"], prog_name="msgc", terminal_width=WIDTH)
    if done.exit_code:
        raise click.ClickException(f"msgc {name} --help: {done.output}")
    return done.output

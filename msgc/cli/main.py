"""`msgc`: finds the command, runs it, and turns its outcome into an exit code."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

from msgc import __version__
from msgc.cli.endings import end_as_interrupted
from msgc.cli.interrupts import forget_signal
from msgc.cli.settings import Settings, everywhere

UNUSABLE = 2
INTERRUPTED = 130

COMMANDS = {
    "init": "a catalog that passes `check`",
    "check": "check a catalog, message files or payloads; no network, no key",
    "compile": "samples to build/, recipients' rows to NDJSON",
    "plan": "who would get what, written down before it is sent",
    "push": "send a plan: each payload once, or its state is known",
    "status": "what is known of a run, and what the API says of it",
    "resolve": "what is held, decided",
    "lock": "the account's approved templates, for offline checks",
    "import": "payloads to message files",
    "diff": "what two versions of the catalog send, bubble against bubble",
    "test": "samples and tests, held to what is expected of them",
    "preview": "messages as their readers will see them, live",
    "lsp": "what `check` finds and knows, in an editor",
    "vars": "what a recipient's row must hold",
    "schema": "the JSON Schema of a message type",
    "ls": "the catalog's messages",
    "sandbox": "a stand-in for the API, for demos and tests",
    "explain": "why a finding is raised, bad and good",
}

EPILOG = """\b
Examples:
  msgc init my-messages
  msgc check
  msgc compile orders/shipped -r people.csv
  msgc explain MSG203

Shell completion: eval "$(_MSGC_COMPLETE=bash_source msgc)", or zsh_source, fish_source.
"""


class Commands(click.Group):
    """Commands by name; a command's module is imported when it runs, so that starting is cheap."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"msgc.cli.{cmd_name}_command")
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Further out, click takes it for a failure.
            return _reader_gone()

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="msgc")
@everywhere
def cli() -> None:
    """Write messages as YAML, check them offline, compile them to ready-to-post JSON."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its code.

    Being terminated, or left by the terminal, is as being interrupted.
    """
    end_as_interrupted()
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    try:
        given = Settings(words=tuple(words))
        code = cli.main(words, prog_name="msgc", standalone_mode=False, obj=given)
    except click.exceptions.Abort:
        return _interrupted()
    except KeyboardInterrupt:
        return _interrupted()
    except click.ClickException as error:
        error.show()
        return UNUSABLE
    except OSError as error:
        return no_file(error)
    except Exception as error:
        return _own_fault(error)
    return code if isinstance(code, int) else 0


def _interrupted() -> int:
    forget_signal()
    click.echo("Interrupted.", err=True)
    return INTERRUPTED


def _reader_gone() -> int:
    """`| head` has read enough; nothing more can or need be said."""
    _let_output_go()
    return 0


def _let_output_go() -> None:
    """Let go of what standard output hasn't taken: Python would fail on it once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def no_file(error: OSError) -> int:
    """Say which file couldn't be read or written, and return the exit code."""
    name = f"{error.filename}: " if error.filename else ""
    click.echo(f"Error: {name}{error.strerror or error}", err=True)
    try:
        sys.stdout.flush()
    except OSError:
        _let_output_go()
    return UNUSABLE


def _own_fault(error: Exception) -> int:
    if os.environ.get("MSGC_TRACEBACK"):
        raise error
    click.echo(
        f"error[MSG900]: msgc itself has a fault: {type(error).__name__}\n"
        "help: Please report it. MSGC_TRACEBACK=1 shows where; it may show people's data.",
        err=True,
    )
    return UNUSABLE

"""The options of `msgc push`, and what they come to."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from msgc.cli.path_words import TEXT, PathWord
from msgc.push.policy import SETTLE, OnAbsent, Policy, WindowUnknown
from msgc.push.states import State

F = TypeVar("F", bound=Callable[..., Any])
SECONDS = {"s": 1, "m": 60, "min": 60, "h": 3600, "d": 86400}
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(s|min|m|h|d)?")
RETRIED = (State.REJECTED, State.EXPIRED)


class RefusedError(click.ClickException):
    """A push that isn't begun, for what it would do or hasn't got: a sentence and a way out."""

    exit_code = 2


def duration(value: str) -> float:
    """Return the seconds of `45s`, `30min`, `2h`, `1d`; a number alone is seconds."""
    match = _DURATION.fullmatch(value.strip())
    if match is None:
        raise click.BadParameter(f"`{value}` isn't a time such as 45s, 30min or 2h")
    return float(match[1]) * SECONDS[match[2] or "s"]


def rate(value: str) -> float:
    """Return messages a second, of `76` or `76/s`."""
    with suppress(ValueError):
        number = float(value.removesuffix("/s"))
        if 0 < number < float("inf"):
            return number
    raise click.BadParameter(f"`{value}` isn't a rate such as 76/s")


@dataclass(frozen=True, slots=True)
class PushOptions:
    """What the one who pushes has asked for; times are in seconds."""

    profile: str | None
    yes: bool
    dry_run: bool
    rate: float | None
    limit: int | None
    max_age: float | None
    new_run: str
    retry: State | None
    not_reached: bool
    allow_revised: bool
    redact: bool
    suppress: tuple[Path, ...]
    ledger: str | None
    env_file: Path | None
    window_unknown: WindowUnknown | None
    on_absent: OnAbsent
    settle: float
    format: str

    @property
    def policy(self) -> Policy:
        """The sender's policy."""
        return Policy(
            window_unknown=self.window_unknown,
            on_absent=self.on_absent,
            settle=self.settle,
            limit=self.limit,
        )


_OPTIONS = (
    click.option("--profile", metavar="NAME", help="The account that sends; none: a dry run."),
    click.option("--yes", is_flag=True, help="Send without asking."),
    click.option("--dry-run", is_flag=True, help="Say what would be sent; send nothing."),
    click.option("--rate", type=rate, metavar="N/s", help="Messages a second, at most."),
    click.option("--limit", type=click.IntRange(min=0), metavar="N", help="Send N more at most."),
    click.option("--max-age", type=duration, metavar="TIME", help="Refuse an older plan."),
    click.option("--new-run", metavar="NAME", default="", help="Send anew what was sent."),
    click.option("--retry", type=click.Choice(tuple(map(str, RETRIED))),
                 help="Send what was rejected or expired."),
    click.option("--not-reached", is_flag=True,
                 help="Send to those alone whom the campaign hasn't reached."),
    click.option("--allow-revised", is_flag=True, help="A second text for the same recipient."),
    click.option("--redact", is_flag=True, help="Keep digests of people alone in the ledger."),
    click.option("--suppress", multiple=True, type=PathWord(path_type=Path), metavar="FILE",
                 help="Leave these recipients out."),
    click.option("--ledger", type=TEXT, metavar="PATH|URL", help="Where the ledger stands."),
    click.option("--env-file", type=click.Path(path_type=Path, exists=True), metavar="FILE",
                 help="Take the key's variable from here."),
    click.option("--window-unknown", type=click.Choice(tuple(map(str, WindowUnknown))),
                 help="What to send where the 24-hour window isn't known."),
    click.option("--on-absent", type=click.Choice(tuple(map(str, OnAbsent))), default="hold",
                 help="What to do with what the API doesn't list after all looks."),
    click.option("--settle", type=duration, default=f"{SETTLE:g}s", metavar="TIME",
                 help="Wait so long at the end for what is ambiguous."),
    click.option("--format", type=click.Choice(("text", "json")), default="text"),
)  # fmt: skip


def push_options(command: F) -> F:
    """Add the options of a push to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command

"""The options of `msgc sandbox`."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from msgc.sandbox.options import HOST, PORT, Window

F = TypeVar("F", bound=Callable[..., Any])
_DURATION = re.compile(r"([0-9]+(?:\.[0-9]+)?)(ms|s|m|h)?")
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}
_STATES = 3


def duration(value: str) -> float:
    """Return the seconds of `150ms`, `2s`, `1m`; a number alone is seconds."""
    found = _DURATION.fullmatch(value.strip())
    if found is None:
        raise click.BadParameter(f"`{value}` isn't a time such as 150ms, 2s or 1m")
    return float(found[1]) * _SECONDS[found[2] or "s"]


def share(value: str) -> tuple[str, float]:
    """Return the fault and the share of messages of `429:0.02`."""
    name, colon, number = value.rpartition(":")
    try:
        if colon:
            return name, float(number)
    except ValueError:
        pass
    raise click.BadParameter(f"`{value}` isn't a fault with a share, such as 429:0.02")


def times(value: str) -> tuple[float, ...]:
    """Return when a message is processing, sent and delivered, in seconds."""
    found = tuple(duration(each) for each in value.split(","))
    if len(found) != _STATES or list(found) != sorted(found):
        raise click.BadParameter(f"`{value}` isn't three times in order, such as 200ms,500ms,1s")
    return found


_OPTIONS = (
    click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True),
    click.option("--host", default=HOST, show_default=True, help="An address of this machine."),
    click.option("--key-env", metavar="NAME", help="The variable that holds the only key."),
    click.option("--workspace", "workspaces", multiple=True, metavar="ID", help="404 elsewhere."),
    click.option("--channel", "channels", multiple=True, metavar="ID", help="404 elsewhere."),
    click.option("--read-only", is_flag=True, help="Answer every message with 403."),
    click.option(
        "--fault",
        "faults",
        multiple=True,
        type=share,
        metavar="NAME:SHARE",
        help="A fault, and the share of messages that meet it.",
    ),
    click.option("--seed", type=int, default=0, help="Of the faults' draws."),
    click.option("--magic", is_flag=True, help="Let a number's last four digits ask for a fault."),
    click.option("--lag", type=duration, default="0s", help="Before a message is listed."),
    click.option("--latency", type=duration, default="0s", help="Before every answer."),
    click.option(
        "--slow", type=duration, default="5s", show_default=True, help="How late `slow` answers."
    ),
    click.option(
        "--rate", type=click.FloatRange(min=1), metavar="N", help="429 above N messages a second."
    ),
    click.option(
        "--schedule",
        type=times,
        default="200ms,500ms,1s",
        show_default=True,
        help="When a message is processing, sent, delivered.",
    ),
    click.option(
        "--window",
        type=click.Choice([each.value for each in Window]),
        default=Window.OPEN.value,
        show_default=True,
        help="Recipients' 24-hour windows.",
    ),
    click.option("--open-ending", "open_endings", multiple=True, metavar="DIGITS"),
    click.option("--closed-ending", "closed_endings", multiple=True, metavar="DIGITS"),
    click.option(
        "--log",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="Write what was taken, a line each.",
    ),
    click.option("--forget-bodies", is_flag=True, help="Keep no texts, to hold millions."),
)


def sandbox_options(command: F) -> F:
    """Add the options of the sandbox to its command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command

"""`msgc sandbox`: a stand-in for the Channels API, for demos and for tests."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from msgc.cli.sandbox_options import sandbox_options
from msgc.cli.settings import everywhere, settings, write_out
from msgc.cli.telling import counted
from msgc.sandbox.hosts import HostError, listening, url_of
from msgc.sandbox.keys import Key
from msgc.sandbox.kinds import UnknownFaultError
from msgc.sandbox.options import Options, Schedule, Window

EPILOG = """\b
Examples:
  msgc sandbox
  msgc sandbox --key-env SANDBOX_KEY --log truth.ndjson
  msgc sandbox --fault 429:0.02 --fault reset-after:0.01 --seed 7 --lag 2s
  msgc sandbox --window closed --open-ending 77

With --magic, a message to a number that ends in a fault's four digits meets that fault,
so that a test can ask for it: 0429 gets a 429 once, 1104 a reset after the message was
taken.
GET /_sandbox/faults lists them all, and how often each fired; GET /_sandbox/accepted
tells what was truly taken.
"""


@click.command("sandbox", epilog=EPILOG)
@sandbox_options
@everywhere
def command(**given: Any) -> int:
    """Serve a stand-in for the Channels API on this machine until it is interrupted."""
    running, app = _installed()
    options = _read(given, os.environ)
    try:
        sandbox = app.build_sandbox(options)
    except UnknownFaultError as error:
        raise click.UsageError(str(error)) from None
    try:
        listener = listening(options.host, options.port)
    except HostError as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        raise click.ClickException(_unusable(options, error)) from None
    write_out(_hello(url_of(listener), given["key_env"]))
    running.serve(sandbox, listener)
    _tell(sandbox)
    return 0


def _installed() -> tuple[Any, Any]:
    try:
        return import_module("msgc.sandbox.running"), import_module("msgc.sandbox.app")
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("msgc"):
            raise
        raise click.UsageError(
            "`msgc sandbox` needs starlette, uvicorn and httptools: "
            "run `pip install 'msgc[sandbox]'`"
        ) from None


def _read(given: Mapping[str, Any], environment: Mapping[str, str]) -> Options:
    names = ("host", "port", "read_only", "seed", "lag", "latency", "slow", "rate")
    more = ("open_endings", "closed_endings", "log", "forget_bodies")
    return Options(
        **{name: given[name] for name in (*names, *more)},
        key=_key(given["key_env"], environment),
        workspaces=frozenset(each.lower() for each in given["workspaces"]),
        channels=frozenset(each.lower() for each in given["channels"]),
        rates=dict(given["faults"]),
        magic=given["magic"],
        schedule=Schedule(*given["schedule"]),
        window=Window(given["window"]),
    )


def _key(variable: str | None, environment: Mapping[str, str]) -> Key | None:
    if variable is None:
        return None
    text = environment.get(variable, "").strip()
    if not text:
        raise click.UsageError(
            f"the environment variable `{variable}`, which --key-env names, isn't set"
        )
    return Key(text)


def _unusable(options: Options, error: OSError) -> str:
    where = f"{options.host} port {options.port}"
    return f"the sandbox can't listen on {where}: {error.strerror}; --port 0 picks a free port"


def _hello(url: str, variable: str | None) -> str:
    key = f"the key in {variable}" if variable else "any key (export SANDBOX_KEY=any)"
    return f"Sandbox at {url}: the `baseUrl` of a profile; it takes {key}.\n"


def _tell(sandbox: Any) -> None:
    recipients = sum(1 for _ in sandbox.store.counts())
    taken = counted(len(sandbox.store.messages), "message")
    fired = ", ".join(f"{name} {times}" for name, times in sandbox.faults.fired.items())
    faults = f"; faults: {fired}" if fired else ""
    settings().say(f"{taken} taken for {counted(recipients, 'recipient')}{faults}")

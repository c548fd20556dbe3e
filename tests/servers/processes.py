"""Servers of tests: started on a free port of the loopback, waited for, and never left behind."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os import killpg
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[2]
NODE_MODULES = ROOT / ".servers" / "node_modules"
READY_SECONDS = 60.0
STOP_SECONDS = 10.0


def free_port() -> int:
    """Return a port of the loopback that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def program(name: str) -> str:
    """Return where a program stands; fails the test where `make test-all` hasn't installed it."""
    return shutil.which(name) or pytest.fail(f"{name} is missing: run .ci/servers")


def node_file(pattern: str) -> Path:
    """Return the one file below .servers/node_modules, as `program` does."""
    found = sorted(NODE_MODULES.glob(pattern))
    return found[0] if found else pytest.fail(f"{pattern} is missing: run .ci/servers")


@contextmanager
def running(command: Sequence[str | Path], probe: str, log: Path) -> Iterator[None]:
    """Run a server until the block ends; what it prints goes to `log`.

    `probe` is a URL that it answers, whatever the status, as soon as it is ready.
    """
    with log.open("wb") as output:
        server = subprocess.Popen(
            [*_tied_to_us(), *map(str, command)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait_for(probe, server, log)
        yield
    finally:
        _stop(server)


def _tied_to_us() -> list[str]:
    # Even a test run that is killed leaves no server behind, where the system can see to it.
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "KILL"] if setpriv else []


def _wait_for(probe: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + READY_SECONDS
    with httpx.Client() as client:
        while time.monotonic() < end and server.poll() is None:
            try:
                client.get(probe)
            except httpx.TransportError:
                time.sleep(0.05)
            else:
                return
    pytest.fail(f"the server isn't ready:\n{log.read_text(encoding='utf-8', errors='replace')}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    for sent in (signal.SIGTERM, signal.SIGKILL):
        try:
            killpg(server.pid, sent)
            server.wait(STOP_SECONDS)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue

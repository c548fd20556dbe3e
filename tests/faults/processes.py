"""The processes of a round: forked from one that has imported everything, or started anew."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from subprocess import TimeoutExpired
from typing import Protocol

ROOT = Path(__file__).parents[2]
DRIVER, API = "tests.faults.driver", "tests.faults.api"
PAUSE = 0.005
# What `multiprocessing` says where its server did not tell how a process ended; none of ours.
UNTOLD = 255
# `prctl`'s first argument: the signal that a process gets when the one that made it ends.
_END_WITH_PARENT = 1

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload([DRIVER, API, "psycopg"])


class Process(Protocol):
    """A process as `subprocess` has it; a code below 0 is a signal's number."""

    def poll(self) -> int | None: ...
    def wait(self, timeout: float | None = None) -> int: ...
    def send_signal(self, sent: signal.Signals) -> None: ...
    def kill(self) -> None: ...


def begun(module: str, argument: str, output: Path) -> Process:
    """Fork one of our modules, which ends with us; what it prints is added to `output`."""
    return Forked(module, argument, output)


def started(module: str, argument: str, output: Path, environment: Mapping[str, str]) -> Process:
    """Start one of our modules anew, in an environment that a fork can't have any more."""
    # Even a run that is killed leaves nothing behind, where the system can see to it.
    setpriv = shutil.which("setpriv")
    tied = [setpriv, "--pdeathsig", "KILL"] if setpriv else []
    with output.open("ab") as file:
        return subprocess.Popen(
            [*tied, sys.executable, "-m", module, argument],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            env={**os.environ, **environment},
        )


class Forked:
    """A forked process: importing all again would take most of a round's time."""

    def __init__(self, module: str, argument: str, output: Path) -> None:
        self._process = _FORKS.Process(target=_run, args=(module, argument, str(output)))
        self._process.start()

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        self._process.join(timeout)
        code = self._process.exitcode
        if code is None:
            raise TimeoutExpired(str(self._process.name), timeout or 0.0)
        return code

    def send_signal(self, sent: signal.Signals) -> None:
        if self._process.is_alive() and self._process.pid is not None:
            os.kill(self._process.pid, sent)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def _run(module: str, argument: str, output: str) -> None:
    ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL)
    file = os.open(output, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    for descriptor in (1, 2):
        os.dup2(file, descriptor)
    sys.exit(import_module(module).main(argument))

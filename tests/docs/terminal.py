"""A terminal in a folder of its own: what a reader types goes through bash, as at home."""

from __future__ import annotations

import os
import shlex
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

BIN = Path(sys.executable).parent
# What the pages write for the sandbox's port; each run takes one that is free.
PORT = "4010"
PATIENCE = 60.0
_ASK_AGAIN = 0.05
# Seconds in which a reader, who needs more, comes to the next command. What runs in another
# terminal goes on meanwhile: the stand-in delivers a message after one second.
_READS = 0.5


class Terminal:
    """One shell: its folder, its variables and its last exit code outlive each command."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._port = _free_port()
        self._kept = home.parent / f"{home.name}.sh"
        self._kept.write_text(f"cd {shlex.quote(str(home))}\n")
        self._others: list[subprocess.Popen[bytes]] = []

    @property
    def folder(self) -> Path:
        """The folder that the shell is in."""
        return Path(self._bash("pwd").strip())

    def run(self, command: str) -> str:
        """Run a command; return what it printed on both outputs."""
        if self._others:
            time.sleep(_READS)
        keep = f'{{ export -p; echo cd $(printf %q "$PWD"); echo "(exit $code)"; }} >{self._kept}'
        return self.shown(self._bash(f"{self.hidden(command)}\ncode=$?\n{keep}\n"))

    def start(self, commands: str, awaited: str) -> None:
        """Run commands in another terminal until `close`; wait for what the last one says."""
        said = self._kept.with_suffix(f".{len(self._others)}.txt")
        script = f"cd {shlex.quote(str(self.home))}\n{self.hidden(commands)}"
        with said.open("wb") as out:
            self._others.append(
                subprocess.Popen(
                    ["bash", "-c", script],
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=subprocess.STDOUT,
                    env=self._environment(),
                    start_new_session=True,
                )
            )
        self._wait_for(said, self.hidden(awaited))

    def _wait_for(self, said: Path, words: str) -> None:
        for _ in range(int(PATIENCE / _ASK_AGAIN)):
            if words in said.read_text("utf-8"):
                return
            time.sleep(_ASK_AGAIN)
        raise AssertionError(f"it didn't say {words!r} but {said.read_text('utf-8')!r}")

    def close(self) -> None:
        """End what `start` has left running."""
        for other in self._others:
            os.killpg(other.pid, signal.SIGINT)
            other.wait(PATIENCE)

    def hidden(self, text: str) -> str:
        """Return a page's text with the port that this run takes."""
        return text.replace(PORT, self._port)

    def shown(self, text: str) -> str:
        """Return a text of this run with the port that the pages write."""
        return text.replace(self._port, PORT)

    def _bash(self, script: str) -> str:
        done = subprocess.run(
            ["bash", "-c", f". {self._kept}\n{script}"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=self._environment(),
            timeout=PATIENCE,
        )
        return done.stdout.decode("utf-8")

    def _environment(self) -> dict[str, str]:
        """Nothing of the machine's own: a CI's variables change what msgc prints."""
        return {
            "PATH": f"{BIN}:{os.defpath}:/usr/local/bin",
            "HOME": str(self._kept.parent),
            "LANG": "C.UTF-8",
            "COLUMNS": "80",
            "NO_COLOR": "1",
            # In the order of a terminal, though it goes to a pipe.
            "PYTHONUNBUFFERED": "1",
        }


def _free_port() -> str:
    """Return a free port of five digits, which no text of a page has by chance."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])

"""The API of a round, from outside: a process that refuses, goes down and comes back."""

from __future__ import annotations

import json
import signal
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import Request, urlopen

import msgspec

from tests.faults.api import Settings
from tests.faults.cases import DRAWN, FAULTS, LATENCY, SLOW, Case
from tests.faults.processes import API, PAUSE, Process, begun

READY = 30.0
# Seconds for which the API is down, where it is.
DOWN = 1.5


@dataclass(frozen=True, slots=True)
class RunningApi:
    """The API of a round, from outside."""

    process: Process
    port: int
    rates: Mapping[str, float]
    seed: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def fired(self) -> dict[str, int]:
        """Return how often each fault fired."""
        rows = self._asked("GET")["faults"]
        return {name: row["fired"] for name, row in rows.items()}

    def refuse_keys(self) -> None:
        """Answer 401 to every message from now on."""
        self._asked("POST", {"fault": "401", "times": 1_000_000})

    def take_keys(self) -> None:
        """Answer as before."""
        self._asked("DELETE")
        self._asked("PUT", {"rates": dict(self.rates), "seed": self.seed})

    def go_down(self) -> None:
        """Refuse connections for a while; returns when it does."""
        self.process.send_signal(signal.SIGINT)
        while self.is_up():
            time.sleep(PAUSE)

    def is_up(self) -> bool:
        """Tell whether it takes connections."""
        with socket.socket() as connection:
            return connection.connect_ex(("127.0.0.1", self.port)) == 0

    def _asked(self, method: str, document: object = None) -> dict[str, dict[str, dict[str, int]]]:
        body = None if document is None else json.dumps(document).encode()
        request = Request(f"{self.url}/_sandbox/faults", body, method=method)
        with urlopen(request, timeout=READY) as answer:
            found: dict[str, dict[str, dict[str, int]]] = json.load(answer)
            return found


@contextmanager
def running_api(case: Case, log: Path) -> Iterator[RunningApi]:
    """Serve a round's API; `log` gets a line of JSON for each message that is taken."""
    rates = {} if case.is_calm else dict.fromkeys(FAULTS, DRAWN / 100 / len(FAULTS))
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    settings = Settings(str(log), port, case.seed, case.lag, LATENCY, SLOW, rates, DOWN)
    text = msgspec.json.encode(settings).decode()
    process = begun(API, text, log.with_name("api.txt"))
    api = RunningApi(process, port, rates, case.seed)
    try:
        await_up(api)
        yield api
    finally:
        process.kill()
        process.wait()


def await_up(api: RunningApi) -> None:
    """Wait until the API takes connections. Raises RuntimeError where it has ended."""
    end = time.monotonic() + READY
    while not api.is_up():
        if api.process.poll() is not None or time.monotonic() > end:
            raise RuntimeError("the API of a round didn't start")
        time.sleep(PAUSE)

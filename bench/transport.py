"""`python -m bench.transport`: what posting costs, by the client, over 64 connections.

The server is another process, and answers after 10 or 100 milliseconds. A client holds what is
asked where it does 500 messages a second at 100 ms with a quarter of a core: at the most 500 µs of
the processor for a request. `httpx-aiohttp` is measured where it is installed.
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from statistics import median

from bench.machine import load
from bench.posting import CLIENTS, Client, Post

CONNECTIONS = 64
LATENCIES = (0.01, 0.1)
# Requests of a run; one is done before it, unmeasured, over each connection.
QUICK, WHOLE = 500, 2000
# What is asked for: messages a second, and µs of the processor for each, at the longer latency.
RATE, MOST = 500, 500


def main(words: list[str] | None = None) -> int:
    """Print a table; clients take turns, and each cell is the median of its runs."""
    parser = argparse.ArgumentParser(prog="python -m bench.transport", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one short run of each")
    quick = parser.parse_args(words).quick
    print(f"Python {sys.version.split()[0]}, httpx {version('httpx')},", end=" ")
    print(f"aiohttp {version('aiohttp')}, load before {load()}\n")
    print("| client | latency | messages/s | CPU µs/request | holds 500/s with 1/4 core |")
    print("|---|---|---|---|---|")
    for latency in LATENCIES:
        with serving(latency) as url:
            _table(url, latency, *((QUICK, 1) if quick else (WHOLE, 3)))
    return 0


def _table(url: str, latency: float, requests: int, rounds: int) -> None:
    costs: dict[str, list[tuple[float, float]]] = {name: [] for name in CLIENTS}
    for _ in range(rounds):
        for name, client in CLIENTS.items():
            costs[name].append(asyncio.run(measured(client, url, requests)))
    for name, runs in costs.items():
        rate, cpu = (median(column) for column in zip(*runs, strict=True))
        holds = "yes" if rate >= RATE and cpu <= MOST else "no"
        told = holds if latency == LATENCIES[-1] else ""
        print(f"| {name} | {latency * 1000:.0f} ms | {rate:,.0f} | {cpu:,.0f} | {told} |")


async def measured(
    client: Client, url: str, requests: int, connections: int = CONNECTIONS
) -> tuple[float, float]:
    """Return messages a second, and microseconds of the processor for each."""
    async with client(url, connections) as post:
        await _post(post, connections, connections)
        wall, cpu = time.perf_counter(), time.process_time()
        await _post(post, requests, connections)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return requests / wall, cpu / requests * 1e6


async def _post(post: Post, requests: int, connections: int) -> None:
    left = iter(range(requests))

    async def one_after_another() -> None:
        for _ in left:
            if await post() != 202:
                raise ValueError("a client got another answer")

    await asyncio.gather(*(one_after_another() for _ in range(connections)))


@contextmanager
def serving(latency: float) -> Iterator[str]:
    """Give the URL of a server in another process."""
    words = [sys.executable, str(Path(__file__).with_name("loopback.py")), str(latency)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        finally:
            process.kill()


if __name__ == "__main__":
    sys.exit(main())

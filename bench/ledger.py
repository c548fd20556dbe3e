"""`python -m bench.ledger [--rows N]`: what the ledger in SQLite costs, and a large one."""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from msgc.push.ledger.model import Intent, Ledger, Outcome, RunFacts
from msgc.push.ledger.sqlite import create_sqlite, open_sqlite
from msgc.push.states import Event, State

BATCHES = (1, 10, 50, 250)
# Messages for each batch: some seconds' worth, and enough commits to be no accident.
COMMITS, LEAST = 200, 4_000
LARGE_BATCH = 250
START = 1_800_000_000.0
# A key has no order, as a digest has none: this spreads the numbers over all of it.
SPREAD, KEYS = 0x9E3779B97F4A7C15F39CC0605CEDC835, 1 << 128
MIB = 1 << 20


def main(words: list[str] | None = None) -> int:
    """Print messages a second by batch, then time, memory and size of a large ledger."""
    parser = argparse.ArgumentParser(prog="python -m bench.ledger", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="payloads of the large one")
    options = parser.parse_args(words)
    print("| batch | messages/s |\n|---|---|")
    for batch in BATCHES:
        count = max(LEAST, batch * COMMITS)
        with tempfile.TemporaryDirectory(prefix="msgc-bench-") as folder:
            seconds = _timed(lambda f=folder, b=batch, c=count: _fill(_new(f, c), b, c))
        print(f"| {batch} | {count / seconds:,.0f} |")
    _large(options.rows)
    return 0


def _large(rows: int) -> None:
    """Print what a large ledger takes; all that is asked, it is asked after it was filled."""
    with tempfile.TemporaryDirectory(prefix="msgc-bench-") as folder:
        before = _peak()
        seconds = _timed(lambda: _fill(_new(folder, rows), LARGE_BATCH, rows))
        size = sum(each.stat().st_size for each in Path(folder).iterdir())
        print(f"\n{rows:,} payloads: {rows / seconds:,.0f} messages/s, {seconds:.1f} s,")
        print(f"{size / MIB:,.0f} MiB on disk ({size / rows:.0f} bytes each),")
        print(f"memory grew by {_peak() - before:.0f} MiB to {_peak():.0f} MiB")
        for name, took in _questions(Path(folder)):
            print(f"{name}: {took * 1000:,.1f} ms")


def _questions(folder: Path) -> Iterator[tuple[str, float]]:
    place = folder / "run.sqlite"
    ledgers: list[Ledger] = []
    yield "open", _timed(lambda: ledgers.append(open_sqlite(place, sender=True)))
    ledger = ledgers[0]
    yield "take over", _timed(lambda: ledger.take_over(START))
    yield "reclaim", _timed(lambda: ledger.reclaim(50, START))
    yield "next due", _timed(lambda: ledger.next_due(State.AMBIGUOUS))
    yield "people, 500", _timed(lambda: ledger.people([_digest(n) for n in range(500)]))
    yield "counts", _timed(ledger.counts)
    yield "failures", _timed(ledger.failures)
    yield "all records", _timed(lambda: sum(1 for _ in ledger.records()))
    ledger.amend(expires=0.0)
    yield "forget", _timed(ledger.forget)
    ledger.close()


def _new(folder: str, entries: int) -> Ledger:
    facts = RunFacts("run", "id", "prod", "ws", "shop", "plan", "digest", START, START, entries)
    return create_sqlite(Path(folder) / "run.sqlite", facts)


def _fill(ledger: Ledger, batch: int, count: int) -> None:
    """Claim batch by batch; each commit holds the outcomes of the batch before."""
    ledger.take_over(START)
    outcomes: list[Outcome] = []
    for start in range(0, count, batch):
        stop = min(start + batch, count)
        intents = [_intent(seq) for seq in range(start, stop)]
        claims = ledger.exchange(outcomes, intents, stop, START)
        outcomes = [
            Outcome(each.seq, 0, Event.ACCEPT, START, status=202, message_id=each.reference)
            for each in claims
        ]
    ledger.exchange(outcomes, [], None, START)
    ledger.close()


def _intent(seq: int) -> Intent:
    key = _digest(seq)
    return Intent(seq, seq + 1, key, f"+316{seq:08}", _digest(seq + KEYS // 3), key.hex())


def _digest(number: int) -> bytes:
    return (number * SPREAD % KEYS).to_bytes(16)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _peak() -> float:
    """Return the most memory that this process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    raise SystemExit(main())

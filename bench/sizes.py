"""How much is measured: in a whole run, and in a quick one that takes three minutes at most."""

from __future__ import annotations

from dataclasses import dataclass

from bench.recipients import RECIPIENTS


@dataclass(frozen=True, slots=True)
class Size:
    """Rows and files for each part, and how often contenders take their turn.

    `rows` go through msgc, `ready` through orjson.dumps, `fast` through P3, `slow` through P1 in
    each turn; all for each message. `file_rows` stand in the files, `few_file_rows` in P3's, and
    `job_rows` in that of one job and two, so that the start is a small part of it.
    """

    verified: int
    rows: int
    ready: int
    fast: int
    slow: int
    file_rows: int
    few_file_rows: int
    job_rows: int
    memory_rows: tuple[int, int]
    catalog: int
    repetitions: int
    slow_repetitions: int
    starts: int


WHOLE = Size(
    verified=4_096,
    rows=RECIPIENTS,
    ready=16_384,
    fast=4_096,
    slow=256,
    file_rows=1_000_000,
    few_file_rows=RECIPIENTS,
    job_rows=4_000_000,
    memory_rows=(100_000, 1_000_000),
    catalog=1_000,
    repetitions=5,
    slow_repetitions=3,
    starts=15,
)
QUICK = Size(
    verified=512,
    rows=32_768,
    ready=8_192,
    fast=1_024,
    slow=64,
    file_rows=300_000,
    few_file_rows=32_768,
    job_rows=1_000_000,
    memory_rows=(5_000, 50_000),
    catalog=100,
    repetitions=3,
    slow_repetitions=2,
    starts=3,
)

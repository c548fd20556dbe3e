"""A run that is killed can say nothing to its workers, and yet leaves none of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.cli_help import environment

TEMPLATE = 'vars: {phone: phone, name: string}\nchannel: any\ntext: "{{ name }}"\n'
# Bytes of some tasks: as the last of them are taken from the pipe, all workers have begun.
ROWS = b'{"phone":"+31612345678","name":"Zo\xc3\xab"}\n' * 150_000
WORDS = ("-q", "compile", "plain", "-r", "-", "--jobs", "3", "-o", "shipped.ndjson")
# Seconds for which nobody waits where all is well.
PATIENCE = 60


@pytest.fixture
def process(shop: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A run with workers that waits for more rows."""
    (shop / "templates/plain.msg.yaml").write_text(TEMPLATE, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "msgc", *WORDS],
        cwd=shop,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.stdin
        process.stdin.write(ROWS)
        process.stdin.flush()
        yield process


def test_workers_end_with_their_parent(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    try:
        # Each worker holds standard output too: it ends when all of them have.
        out, _ = process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        pytest.fail("the workers have stayed")
    assert out == b""

"""A push on a terminal: its progress on one line, its question, and what a no comes to."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.cli_help import environment
from tests.e2e.push_shop import COUNT, Shop, open_shop, phone, runs_of

PUSH = ("push", "hello", "-r", "people.csv", "--profile", "local")
ANEW = "\r\x1b[K"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with open_shop(tmp_path) as made:
        yield made


def on_terminal(shop: Shop, *words: str, typed: str = "") -> tuple[int, str]:
    """Run a command whose standard streams are a terminal; return its exit code and all it said."""
    ours, theirs = os.openpty()
    os.write(ours, typed.encode())
    run = subprocess.Popen(
        [sys.executable, "-m", "msgc", *words],
        cwd=shop.folder,
        env=environment(SANDBOX_KEY="k", NO_COLOR="1"),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    said = b""
    # A terminal whose last program has ended can't be read.
    while chunk := _read(ours):
        said += chunk
    os.close(ours)
    return run.wait(timeout=60), said.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:
        return b""


def test_the_report_stands_below_the_progress(shop: Shop) -> None:
    code, said = on_terminal(shop, *PUSH, "--yes", "--rate", "15/s")
    before, _, last = said.rpartition(ANEW)
    assert (code, ANEW in said or before == "") == (0, True)
    progress, report = last.split("\n", 1)
    assert f"of {COUNT} accepted" in progress
    assert report.startswith("run ")


def test_following_ends_its_line(shop: Shop) -> None:
    assert on_terminal(shop, *PUSH, "--yes")[0] == 0
    _, said = on_terminal(shop, "status", "--follow", "--for", "0s")
    assert said.rpartition(ANEW)[2].split("\n")[1].startswith("run ")


@pytest.mark.parametrize(("answer", "code"), [("n", 3), ("\x04", 130)])
def test_a_no_sends_nothing(shop: Shop, answer: str, code: int) -> None:
    ended, said = on_terminal(shop, *PUSH, typed=f"{answer}\n")
    assert f"Send {COUNT} messages with profile `local`?" in said or code == 130
    assert ended == code and ("nothing was sent" in said) == (code == 3)
    assert shop.got == {} and runs_of(shop) == []


def test_a_yes_sends(shop: Shop) -> None:
    (shop.folder / "no.txt").write_text(f"{phone(1)}\n", encoding="utf-8")
    words = ("--suppress", "no.txt", "--limit", "3")
    code, said = on_terminal(shop, *PUSH, *words, typed="y\n")
    assert (code, "Send 3 messages" in said, len(shop.got)) == (3, True, 3)

"""Files appear whole or not at all: killed, or on a full disk."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.cli_help import environment, files_of, write

WORDS = [sys.executable, "-m", "msgc", "compile", "orders/shipped", "-r"]
DEADLINE = 30


def lines(count: int) -> str:
    return "".join(f"+316{i:08d},Name {i},3\n" for i in range(count))


def test_a_killed_run_leaves_no_file_of_its_name(shop: Path) -> None:
    words = [*WORDS, "-", "--rows-format", "csv"]
    process = subprocess.Popen(
        words, cwd=shop, env=environment(), stdin=subprocess.PIPE, stderr=subprocess.PIPE
    )
    process.stdin.write(f"phone,name,n\n{lines(120_000)}".encode())
    process.stdin.flush()
    _wait_for_a_begun_file(shop / "out")
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdin.close()
    process.stderr.close()
    visible = {name for name in files_of(shop / "out") if not Path(name).name.startswith(".")}
    assert visible == set()


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGHUP])
def test_a_terminated_run_leaves_nothing_at_all(shop: Path, end: signal.Signals) -> None:
    words = [*WORDS, "-", "--rows-format", "csv"]
    process = subprocess.Popen(
        words, cwd=shop, env=environment(), stdin=subprocess.PIPE, stderr=subprocess.PIPE
    )
    process.stdin.write(f"phone,name,n\n{lines(120_000)}".encode())
    process.stdin.flush()
    _wait_for_a_begun_file(shop / "out")
    process.send_signal(end)
    said = process.communicate(timeout=DEADLINE)[1].decode()
    assert (process.returncode, "Traceback" in said) == (130, False)
    assert files_of(shop / "out") == {".gitignore"}


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_workers_leave_it_to_the_run_to_tell_of_its_end(shop: Path, end: signal.Signals) -> None:
    process = subprocess.Popen(
        [*WORDS, "-", "--rows-format", "csv", "--jobs", "2"],
        cwd=shop,
        env=environment(),
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    process.stdin.write(f"phone,name,n\n{lines(120_000)}".encode())
    process.stdin.flush()
    _wait_for_workers(process.pid)
    os.killpg(process.pid, end)
    said = process.communicate(timeout=DEADLINE)[1].decode()
    assert (process.returncode, said.strip()) == (130, "Interrupted.")
    assert files_of(shop / "out") == {".gitignore"}


def _wait_for_workers(run: int) -> None:
    children = Path(f"/proc/{run}/task/{run}/children")
    until = time.monotonic() + DEADLINE
    while len(children.read_text().split()) < 2:
        assert time.monotonic() < until, "no worker was begun"
        time.sleep(0.02)
    # What a worker does first is to say which signals it takes.
    time.sleep(0.5)


def test_a_run_that_nohup_has_begun_goes_on(shop: Path) -> None:
    data = f"phone,name,n\n{lines(120_000)}".encode()
    process = subprocess.Popen(
        ["nohup", *WORDS, "-", "--rows-format", "csv"],
        cwd=shop,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdin.write(data[:-1000])
    process.stdin.flush()
    _wait_for_a_begun_file(shop / "out")
    process.send_signal(signal.SIGHUP)
    process.communicate(data[-1000:], timeout=DEADLINE)
    assert (process.returncode, (shop / "out/orders/shipped.ndjson").is_file()) == (0, True)


def _wait_for_a_begun_file(folder: Path) -> None:
    until = time.monotonic() + DEADLINE
    while not any(p.is_file() and p.stat().st_size for p in folder.glob("orders/.*")):
        assert time.monotonic() < until, "nothing was begun"
        time.sleep(0.02)


def limited(size: int):
    def limit() -> None:
        # As on a full disk, the write fails; without this the signal would end the process.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def run_limited(shop: Path, words: list[str], size: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words,
        cwd=shop,
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        preexec_fn=limited(size),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


def test_a_full_disk_is_exit_2_and_leaves_nothing(shop: Path) -> None:
    write(shop / "rows.csv", f"phone,name,n\n{lines(2000)}")
    outcome = run_limited(shop, [*WORDS, "rows.csv"], 20_000)
    assert outcome.returncode == 2, outcome.stderr
    assert outcome.stderr == f"Error: {shop}/out/orders/shipped.ndjson: File too large\n"
    assert files_of(shop / "out") <= {".gitignore"}


def test_a_full_disk_leaves_the_last_run_as_it_was(shop: Path) -> None:
    write(shop / "few.csv", f"phone,name,n\n{lines(10)}")
    write(shop / "rows.csv", f"phone,name,n\n{lines(2000)}")
    subprocess.run([*WORDS, "few.csv"], cwd=shop, env=environment(), check=True)
    before = {name: (shop / "out" / name).read_bytes() for name in files_of(shop / "out")}
    assert run_limited(shop, [*WORDS, "rows.csv"], 20_000).returncode == 2
    assert {n: (shop / "out" / n).read_bytes() for n in files_of(shop / "out")} == before


def test_build_on_a_full_disk(shop: Path) -> None:
    words = [sys.executable, "-m", "msgc", "compile"]
    subprocess.run(words, cwd=shop, env=environment(), check=True, capture_output=True)
    before = {name: (shop / "build" / name).read_bytes() for name in files_of(shop / "build")}
    long = "x" * 900
    write(shop / "templates/menu.msg.yaml", f'to: "+31612345678"\ntext: {long}\n')
    outcome = run_limited(shop, words, 600)
    assert outcome.returncode == 2, outcome.stderr
    assert {n: (shop / "build" / n).read_bytes() for n in files_of(shop / "build")} == before

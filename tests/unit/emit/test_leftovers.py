"""What a killed run has begun to write goes with the next run to the same output."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from msgc.emit.leftovers import QUIET, is_gone, process_of, temporary_name
from msgc.emit.writers import EVERYONE, OWNER_ONLY, output_set
from msgc.warm.output import write_files

NAME = "shipped.ndjson"


@pytest.fixture(scope="module")
def gone() -> int:
    """The number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def left(folder: Path, name: str, process: int, seconds: float = QUIET + 60) -> Path:
    """Return a file that a process has begun for an output, unchanged for some seconds."""
    path = folder / f".{name}.{process}.tmp"
    path.write_bytes(b"somebody\n")
    changed = path.stat().st_mtime - seconds
    os.utime(path, (changed, changed))
    return path


def written(path: Path, mode: int = OWNER_ONLY) -> None:
    with output_set() as outputs:
        outputs.open(path, mode).stream.write(b"1\n")


def test_what_a_killed_run_has_left_goes(tmp_path: Path, gone: int) -> None:
    path = left(tmp_path, NAME, gone)
    written(tmp_path / NAME)
    assert not path.exists()
    assert (tmp_path / NAME).read_bytes() == b"1\n"


def test_what_it_has_left_of_a_file_that_this_run_takes_away_goes(
    tmp_path: Path, gone: int
) -> None:
    path = left(tmp_path, "shipped.rejected.ndjson", gone)
    with output_set() as outputs:
        outputs.remove(tmp_path / "shipped.rejected.ndjson")
    assert not path.exists()


def test_what_may_be_written_still_stays(tmp_path: Path, gone: int) -> None:
    kept = [
        left(tmp_path, NAME, os.getppid()),
        left(tmp_path, NAME, gone, QUIET - 60),
        left(tmp_path, "other.ndjson", gone),
    ]
    written(tmp_path / NAME)
    assert all(path.exists() for path in kept)


def test_for_a_file_that_anybody_may_read_nothing_is_looked_for(tmp_path: Path, gone: int) -> None:
    path = left(tmp_path, NAME, gone)
    written(tmp_path / NAME, EVERYONE)
    assert path.exists()


def test_a_warm_run_takes_them_away_too(tmp_path: Path, gone: int) -> None:
    names = (NAME, "shipped.rejected.ndjson", "shipped.fallback.ndjson", "shipped.manifest.json")
    paths = [left(tmp_path, name, gone) for name in names]
    kept = left(tmp_path, NAME, os.getppid())
    write_files(str(tmp_path / NAME), ([b"{}"], None), "shipped", {}, ("rows.ndjson", b"{}\n"))
    assert not any(path.exists() for path in paths)
    assert kept.exists()
    assert (tmp_path / NAME).read_bytes() == b"{}\n"


@pytest.mark.parametrize(
    ("found", "process"),
    [
        (f".{NAME}.71.tmp", 71),
        (f".{NAME}.tmp", None),
        (f".{NAME}..tmp", None),
        (f".{NAME}.7²1.tmp", None),
        (f".{NAME}.-7.tmp", None),
        (f".{NAME}.71", None),
        (f"{NAME}.71.tmp", None),
        ("71.tmp", None),
        ("71", None),
        (NAME, None),
    ],
)
def test_whose_a_name_is(found: str, process: int | None) -> None:
    assert process_of(found, NAME) == process


def test_a_name_tells_its_process() -> None:
    assert process_of(temporary_name(NAME), NAME) == os.getpid()


def test_which_processes_are_gone(gone: int) -> None:
    assert not is_gone(os.getpid())
    assert not is_gone(1)
    assert is_gone(gone)
    assert is_gone(1 << 70)

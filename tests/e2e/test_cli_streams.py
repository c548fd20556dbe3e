"""Standard streams that are closed, full, or read by nobody any more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.cli_help import GOOD_ROWS, ROWS, environment, ndjson, write

SHIPPED = "orders/shipped"
# More than a pipe holds.
MANY = 3_000


@pytest.fixture(params=["cold", "warm"])
def rows(shop: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A shop with rows that are good, and that have been compiled before where it is warm."""
    lines = (f'{{"phone": "+316{i:08d}", "name": "N{i}", "n": 3}}\n' for i in range(4))
    write(shop / "rows.ndjson", "".join(lines))
    if request.param == "warm":
        for _ in range(2):
            assert sh(shop, f"compile {SHIPPED} -r rows.ndjson -o p.ndjson").returncode == 0
        (shop / "p.ndjson").unlink()
    return shop


def sh(shop: Path, words: str) -> subprocess.CompletedProcess[str]:
    """Run `msgc` by the words of a shell, with a cache of the shop's own."""
    return subprocess.run(
        ["bash", "-c", f"{sys.executable} -W error -m msgc {words}"],
        cwd=shop,
        env=environment(MSGC_NO_CACHE="", XDG_CACHE_HOME=str(shop / "cache")),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


def test_a_closed_standard_output_is_told(rows: Path) -> None:
    for words in (f"compile {SHIPPED} -r rows.ndjson -o -", "ls", "--version"):
        done = sh(rows, f"{words} >&-")
        assert (done.returncode, done.stderr) == (2, "Error: standard output: it is closed\n")


def test_who_writes_to_files_needs_no_standard_stream(rows: Path) -> None:
    done = sh(rows, f"compile {SHIPPED} -r rows.ndjson -o p.ndjson <&- >&- 2>&-")
    assert (done.returncode, len(ndjson(rows / "p.ndjson"))) == (0, 4)


@pytest.mark.parametrize("where", ["2>/dev/full", "2>&-", "2> >(exit)"])
def test_what_cant_be_said_makes_no_run_fail(rows: Path, where: str) -> None:
    done = sh(rows, f"compile {SHIPPED} -r rows.ndjson -o p.ndjson {where}")
    assert (done.returncode, len(ndjson(rows / "p.ndjson"))) == (0, 4)


def test_a_rejected_row_that_cant_be_handed_over_is_an_error(shop: Path) -> None:
    write(shop / "bad.csv", ROWS)
    words = f"compile {SHIPPED} -r bad.csv -o -"
    assert (sh(shop, words).returncode, sh(shop, f"{words} 2>/dev/full").returncode) == (1, 2)


def test_a_full_standard_output_is_named(shop: Path) -> None:
    write(shop / "rows.csv", GOOD_ROWS)
    done = sh(shop, f"compile {SHIPPED} -r rows.csv -o - >/dev/full")
    assert (done.returncode, done.stderr) == (2, "Error: <stdout>: No space left on device\n")


def test_a_reader_that_has_enough_is_no_failure(shop: Path) -> None:
    lines = (f"+316{i:08d},Name {i},3\n" for i in range(MANY))
    write(shop / "rows.csv", "phone,name,n\n" + "".join(lines))
    done = sh(shop, f"compile {SHIPPED} -r rows.csv -o - | head -1; exit ${{PIPESTATUS[0]}}")
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 1)

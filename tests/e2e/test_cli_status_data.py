"""People's data in runs: exported where asked for, forgotten for good."""

from __future__ import annotations

import csv
import stat
from pathlib import Path

from msgc.push.ledger.model import Outcome
from msgc.push.states import Event
from tests.e2e.conftest import Call
from tests.e2e.status_help import (
    PERSONAL,
    PHONES,
    SECRET,
    catalog_at,
    hides,
    refused,
    run_with,
)


def test_an_export_has_every_payload(call: Call, tmp_path: Path) -> None:
    folder = catalog_at(tmp_path)
    run_with(call, folder, {1: refused(1)})
    out = call("status", "--export", "-", cwd=folder)
    assert [each["state"] for each in out.lines] == [
        *("accepted", "rejected", "accepted", "accepted", "accepted")
    ]
    hides(out)
    told = call("status", "--export", "x.csv", "--with-recipients", cwd=folder)
    assert "5 payloads written to x.csv" in told.err
    rows = list(csv.DictReader((folder / "x.csv").read_text(encoding="utf-8").splitlines()))
    assert [row["recipient"] for row in rows] == list(PHONES)
    assert stat.S_IMODE((folder / "x.csv").stat().st_mode) == 0o600
    hides(told)


def test_forgetting_leaves_no_byte_of_anybody(call: Call, tmp_path: Path) -> None:
    folder = catalog_at(tmp_path)
    run = run_with(call, folder, {1: refused(1), 2: refused(2)})
    assert any(bytes_of(folder / ".msgc"))
    unasked = call("status", "--forget", cwd=folder)
    assert (unasked.code, "--yes" in unasked.err) == (2, True)
    forgotten = call("status", run, "--forget", "--yes", cwd=folder)
    assert (forgotten.code, forgotten.out) == (
        0,
        f"run {run}: people's data deleted from 5 payloads\n",
    )
    assert bytes_of(folder / ".msgc") == []
    told = call("status", "--format", "json", cwd=folder)
    assert told.document["states"]["rejected"] == 2
    assert told.document["failures"][0]["rows"] == [2, 3]
    assert len(call("status", "--export", "-", cwd=folder).lines) == 5
    assert call("status", "--forget", "--yes", cwd=folder).code == 0
    assert "can't be followed" in call("status", "--follow", cwd=folder).err
    hides(forgotten, told)


def bytes_of(folder: Path) -> list[tuple[str, str]]:
    """Return where anything of anybody stands."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    people = [each for each in PERSONAL if each != SECRET]
    return [(p.name, each) for p in files for each in people if each.encode() in p.read_bytes()]


def test_an_unfinished_run_isnt_forgotten(call: Call, tmp_path: Path) -> None:
    folder = catalog_at(tmp_path)
    run_with(call, folder, {1: Outcome(1, 0, Event.POSTPONE, 0.0)})
    refusal = call("status", "--forget", "--yes", cwd=folder)
    assert (refusal.code, "isn't finished" in refusal.err) == (2, True)
    assert any(bytes_of(folder / ".msgc"))

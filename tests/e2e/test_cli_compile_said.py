"""What `msgc compile -r` says of a run: of what it wrote, and of what it didn't."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.e2e.cli_help import GOOD_ROWS, ROWS, Outcome, write
from tests.e2e.conftest import Call

SHIPPED = "orders/shipped"
NOTHING = "othing was written"
LEFT = "he rows that are left aren't compiled"
BROKEN = '[{"phone":"+31612345678","name":"Ann","n":2},{"phone":'


def compiled(call: Call, shop: Path, rows: str, *words: str) -> Outcome:
    return call("compile", SHIPPED, "-r", rows, *words, cwd=shop)


@pytest.mark.parametrize(("name", "text"), [("rows.csv", ROWS), ("rows.json", BROKEN)])
def test_nothing_was_written_is_said_where_nothing_was(
    shop: Path, call: Call, name: str, text: str
) -> None:
    write(shop / name, text)
    to_stdout = compiled(call, shop, name, "--strict", "-o", "-")
    assert to_stdout.out.count("\n") == 1
    assert (LEFT in to_stdout.err, NOTHING in to_stdout.err) == (True, False)
    to_file = compiled(call, shop, name, "--strict")
    assert (LEFT in to_file.err, NOTHING in to_file.err) == (False, True)


@pytest.mark.parametrize("ending", ["csv", "tsv", "ndjson", "json", "yaml"])
def test_a_header_is_spoken_of_where_there_is_one(shop: Path, call: Call, ending: str) -> None:
    empty = {"csv": "phone,name\n", "tsv": "phone\tname\n", "json": "[]", "yaml": "[]"}
    write(shop / f"rows.{ending}", empty.get(ending, ""))
    outcome = compiled(call, shop, f"rows.{ending}")
    assert (outcome.code, "note: there are no rows" in outcome.err) == (0, True)
    assert ("header" in outcome.err) == (ending in ("csv", "tsv"))
    piped = call(
        *("compile", SHIPPED, "-r", "-", "--rows-format", ending),
        cwd=shop,
        input=empty.get(ending, ""),
    )
    assert ("header" in piped.err) == (ending in ("csv", "tsv"))


@pytest.mark.parametrize("more", [(), ("--set", "n=5"), ("--engine", "reference")])
def test_processes_that_a_limit_leaves_out_are_told(
    shop: Path, call: Call, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...]
) -> None:
    def no_fork() -> int:
        raise AssertionError("under a limit one process does the work")

    monkeypatch.setattr(os, "fork", no_fork)
    write(shop / "rows.csv", GOOD_ROWS)
    for words, told in (
        ((), False),
        (("--limit", "1"), False),
        (("--limit", "1", "--jobs", "3"), True),
    ):
        outcome = compiled(call, shop, "rows.csv", *words, *more)
        assert (outcome.code, "--jobs counts for nothing" in outcome.err) == (0, told)


@pytest.mark.parametrize("kind", ["", ".rejected", ".fallback"])
@pytest.mark.parametrize("ending", [".ndjson", ".jsonl"])
def test_a_run_doesnt_take_away_its_own_rows(
    shop: Path, call: Call, kind: str, ending: str
) -> None:
    rows = write(shop / f"p{kind}{ending}", '{"phone": "+31612345678", "name": "Ann"}\n')
    before = rows.read_bytes()
    outcome = compiled(call, shop, rows.name, "-o", "p.ndjson")
    is_output = ending == ".ndjson"
    assert (outcome.code, "is an input" in outcome.err) == ((2, True) if is_output else (0, False))
    assert rows.read_bytes() == before


def test_nor_the_rows_that_a_manifest_would_be_written_over(shop: Path, call: Call) -> None:
    text = '[{"phone": "+31612345678", "name": "Ann"}]'
    rows = write(shop / "p.manifest.json", text)
    outcome = compiled(call, shop, rows.name, "-o", "p.ndjson")
    assert (outcome.code, rows.read_text(), (shop / "p.ndjson").exists()) == (2, text, False)
    assert "`p.manifest.json` is an input, which would be overwritten" in outcome.err


def test_nor_rejects_that_were_mended_where_they_stand(shop: Path, call: Call) -> None:
    rows = write(shop / "out/orders/shipped.rejected.ndjson", '{"phone": "+31612345678"}\n')
    assert compiled(call, shop, str(rows)).code == 2
    assert rows.is_file()


def manifest(shop: Path) -> dict[str, object]:
    document: dict[str, object] = json.loads((shop / "p.manifest.json").read_text())
    return document


def test_the_manifest_tells_values_that_were_set_but_not_which(shop: Path, call: Call) -> None:
    write(shop / "rows.csv", GOOD_ROWS)
    told = []
    for words in ((), ("--set", "name=Zara"), ("--set", "name=Yara")):
        assert compiled(call, shop, "rows.csv", "-o", "p.ndjson", *words).code == 0
        told.append(manifest(shop).get("values"))
    assert (told[0], told[1]["fields"], told[2]["fields"]) == (None, ["name"], ["name"])
    assert told[1] != told[2]
    assert "ara" not in json.dumps(manifest(shop))


@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_a_stream_that_isnt_read_to_its_end_has_no_digest(
    shop: Path, call: Call, engine: str
) -> None:
    words = ("compile", SHIPPED, "-r", "-", "--rows-format", "csv", "-o", "p.ndjson")
    assert call(*words, "--limit", "1", "--engine", engine, cwd=shop, input=GOOD_ROWS).code == 0
    assert manifest(shop)["rows"] == {"file": "-", "sha256": None}

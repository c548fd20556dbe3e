"""`msgc compile MESSAGE -r ROWS`: where rows come from, and where payloads go."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.e2e.cli_help import GOOD_ROWS, ROWS, msgc, ndjson, texts, write
from tests.e2e.conftest import Call

SHIPPED = "orders/shipped"
OUT = "out/orders/shipped.ndjson"


def rows_of(data: str, ending: str) -> str:
    """The good rows in another format."""
    header, *lines = [line.split(",") for line in data.splitlines()]
    if ending == "tsv":
        return data.replace(",", "\t")
    objects = [dict(zip(header, line, strict=True)) for line in lines]
    objects = [{**each, "n": int(each["n"])} for each in objects]
    if ending == "json":
        return json.dumps(objects)
    if ending == "yaml":
        return "".join(f"- {json.dumps(each)}\n" for each in objects)
    return "".join(json.dumps(each) + "\n" for each in objects)


def test_standard_input_is_ndjson(shop: Path) -> None:
    rows = rows_of(GOOD_ROWS, "ndjson")
    outcome = msgc("compile", SHIPPED, "-r", "-", "-o", "-", cwd=shop, input=rows)
    assert (outcome.code, texts(outcome.lines)) == (
        0,
        ["Hi Ann, 5 from Acme", "Hi Bob, 2 from Acme"],
    )


def test_standard_input_in_another_format(shop: Path, call: Call) -> None:
    words = ("compile", SHIPPED, "-r", "-", "--rows-format", "csv", "-o", "-")
    outcome = call(*words, cwd=shop, input=GOOD_ROWS)
    assert (outcome.code, len(outcome.lines)) == (0, 2)


@pytest.mark.parametrize("ending", ["tsv", "ndjson", "jsonl", "json", "yaml"])
def test_every_format_gives_the_same_payloads(shop: Path, call: Call, ending: str) -> None:
    write(shop / "rows.csv", GOOD_ROWS)
    write(shop / f"rows.{ending}", rows_of(GOOD_ROWS, ending))
    outputs = [
        call("compile", SHIPPED, "-r", f"rows.{each}", "-o", "-", cwd=shop).out
        for each in ("csv", ending)
    ]
    assert outputs[0] == outputs[1] != ""


def test_an_ending_that_says_nothing_wants_a_name(shop: Path, call: Call) -> None:
    write(shop / "rows.dat", GOOD_ROWS)
    assert call("compile", SHIPPED, "-r", "rows.dat", cwd=shop).code == 2
    named = ("compile", SHIPPED, "-r", "rows.dat", "--rows-format", "csv")
    assert call(*named, cwd=shop).code == 0


def test_paths_are_relative_to_where_it_runs(shop: Path, call: Call) -> None:
    write(shop.parent / "rows.csv", GOOD_ROWS)
    words = ("-C", "shop", "compile", SHIPPED, "-r", "rows.csv")
    assert call(*words, cwd=shop.parent).code == 0
    assert (shop / OUT).exists()
    assert call(*words, "-o", "mine.ndjson", cwd=shop.parent).code == 0
    assert len(ndjson(shop.parent / "mine.ndjson")) == 2
    assert (shop.parent / "mine.manifest.json").exists()


def test_limit(shop: Path, call: Call) -> None:
    write(shop / "rows.csv", ROWS)
    words = ("compile", SHIPPED, "-r", "rows.csv", "-o", "-", "--limit")
    assert len(call(*words, "1", cwd=shop).lines) == 1
    assert call(*words, "1", cwd=shop).code == 0
    assert call(*words, "0", cwd=shop).out == ""
    assert call(*words, "-1", cwd=shop).code == 2


def test_set_gives_every_row_a_value(shop: Path, call: Call) -> None:
    write(shop / "rows.csv", "phone,name\n+31612345678,Ann\n+31612345679,Bob\n")
    words = ("compile", SHIPPED, "-r", "rows.csv", "-o", "-")
    outcome = call(*words, "--set", "n=5", "--set", "name=x=y", cwd=shop)
    assert texts(outcome.lines) == ["Hi x=y, 2 from Acme"] * 2
    for wrong in ("n", "=1", "n=many", "nothing=1"):
        assert call(*words, "--set", wrong, cwd=shop).code == 2


def test_locale_of_the_row(shop: Path, call: Call) -> None:
    write(shop / "rows.csv", "phone,name,locale\n+31612345678,Ann,nl-BE\n+31612345678,Ann,\n")
    outcome = call("compile", SHIPPED, "-r", "rows.csv", "-o", "-", cwd=shop)
    assert texts(outcome.lines) == ["Hoi Ann, 10 van Acme", "Hi Ann, 10 from Acme"]


@pytest.mark.parametrize("option", ["-r", "-o"])
@pytest.mark.parametrize("command", ["compile", "plan"])
def test_an_empty_path_is_no_path(shop: Path, call: Call, command: str, option: str) -> None:
    write(shop / "rows.csv", GOOD_ROWS)
    paths = {"-r": "rows.csv", "-o": "mine.ndjson", option: ""}
    words = [word for pair in paths.items() for word in pair]
    before = sorted(shop.rglob("*"))
    outcome = call(command, SHIPPED, *words, cwd=shop)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"Invalid value for '{option}': the path is empty" in outcome.err
    assert sorted(shop.rglob("*")) == before


def test_an_empty_path_of_samples_is_no_path(shop: Path, call: Call) -> None:
    outcome = call("compile", "-o", "", cwd=shop)
    assert (outcome.code, (shop / "build").exists()) == (2, False)
    lists = call("plan", SHIPPED, "-r", "rows.csv", "--suppress", "", cwd=shop)
    assert lists.code == 2
    assert "Invalid value for '--suppress': the path is empty" in lists.err


@pytest.mark.parametrize(
    "words",
    [
        *(("push", SHIPPED, "-r"), ("push", SHIPPED, "--suppress"), ("push", SHIPPED, "--ledger")),
        *(("status", "--ledger"), ("resolve", "RUN", "--ledger"), ("preview", "-r")),
    ],
    ids=" ".join,
)
def test_nothing_is_sent_or_shown_by_an_empty_path(
    shop: Path, call: Call, words: Sequence[str]
) -> None:
    outcome = call(*words, "", cwd=shop)
    assert outcome.code == 2
    assert "the path is empty" in outcome.err


@pytest.mark.parametrize(
    ("command", "way_out"), [("compile", "`-o -` writes to"), ("plan", "a plan is two files")]
)
def test_a_pipe_is_no_file(shop: Path, command: str, way_out: str) -> None:
    write(shop / "rows.csv", GOOD_ROWS)
    outcome = msgc(command, SHIPPED, "-r", "rows.csv", "-o", "/dev/stdout", cwd=shop)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"`/dev/stdout` is no plain file; {way_out}" in outcome.err


def test_a_folder_of_part_files_names_one(shop: Path, call: Call) -> None:
    write(shop / "people.parquet/_SUCCESS", "")
    write(shop / "people.parquet/part-00001-ab.snappy.parquet", "")
    write(shop / "people.parquet/part-00000-ab.snappy.parquet", "")
    outcome = call("compile", SHIPPED, "-r", "people.parquet", cwd=shop)
    assert outcome.code == 2
    assert "`people.parquet` is a folder" in outcome.err
    assert "such as `people.parquet/part-00000-ab.snappy.parquet`" in outcome.err
    (shop / "rows.csv").mkdir()
    outcome = call("compile", SHIPPED, "-r", "rows.csv", cwd=shop)
    assert outcome.err.endswith("read from one file: name a file in it\n")


def test_compressed_rows_are_read_as_they_are_unpacked(shop: Path) -> None:
    packed = shop / "rows.ndjson"
    packed.write_bytes(gzip.compress(rows_of(GOOD_ROWS, "ndjson").encode()))
    outcome = msgc("compile", SHIPPED, "-r", "rows.ndjson", cwd=shop)
    assert outcome.code == 2
    told = " ".join(outcome.err.split())
    assert "compressed, as gzip" in told and "UTF-16" not in told
    pipe = "`gunzip -c FILE | msgc compile MESSAGE -r - --rows-format FORMAT`"
    assert pipe in told
    rows = gzip.decompress(packed.read_bytes()).decode()
    words = ("compile", SHIPPED, "-r", "-", "--rows-format", "ndjson", "-o", "-")
    assert len(msgc(*words, cwd=shop, input=rows).lines) == 2

"""`msgc compile MESSAGE -r ROWS`, by its contract."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from tests.e2e.cli_help import GOOD_ROWS, ROWS, files_of, msgc, ndjson, texts, write
from tests.e2e.conftest import Call

SHIPPED = "orders/shipped"
OUT = "out/orders/shipped.ndjson"
REJECTED = "out/orders/shipped.rejected.ndjson"
MANIFEST = "out/orders/shipped.manifest.json"


def test_good_rows(shop: Path) -> None:
    write(shop / "rows.csv", GOOD_ROWS)
    outcome = msgc("compile", SHIPPED, "-r", "rows.csv", cwd=shop)
    assert (outcome.code, outcome.out) == (0, "")
    assert texts(ndjson(shop / OUT)) == ["Hi Ann, 5 from Acme", "Hi Bob, 2 from Acme"]
    assert files_of(shop / "out") == {
        ".gitignore",
        "orders/shipped.ndjson",
        "orders/shipped.manifest.json",
    }
    assert not (shop / "build").exists()


def test_a_line_is_compact_and_in_the_apis_order(shop: Path, call: Call) -> None:
    write(shop / "rows.csv", "phone,name,n\n+31612345678,Zoë 😀,2\n")
    call("compile", SHIPPED, "-r", "rows.csv", cwd=shop)
    assert (shop / OUT).read_bytes().decode() == (
        '{"receiver":{"contacts":[{"identifierKey":"phonenumber",'
        '"identifierValue":"+31612345678"}]},"body":{"type":"text","text":{"text":'
        '"Hi Zoë 😀, 5 from Acme"}},"tags":["orders"]}\n'
    )


def test_rejects_have_numbers_data_and_reasons(shop: Path, call: Call) -> None:
    write(shop / "rows.csv", ROWS)
    outcome = call("compile", SHIPPED, "-r", "rows.csv", cwd=shop)
    assert (outcome.code, outcome.out) == (1, "")
    assert texts(ndjson(shop / OUT)) == ["Hi Ann, 5 from Acme", "Hi Dee, 10 from Acme"]
    rejected = ndjson(shop / REJECTED)
    assert [each["row"] for each in rejected] == [2, 3]
    assert [[d["code"] for d in each["diagnostics"]] for each in rejected] == [
        ["MSG511"],
        ["MSG507"],
    ]
    assert rejected[1]["data"]["phone"] == "0612345678"
    assert all(list(each) == ["row", "data", "diagnostics"] for each in rejected)


def test_a_clean_run_takes_old_rejects_away(shop: Path, call: Call) -> None:
    write(shop / "rows.csv", ROWS)
    call("compile", SHIPPED, "-r", "rows.csv", cwd=shop)
    write(shop / "rows.csv", GOOD_ROWS)
    assert call("compile", SHIPPED, "-r", "rows.csv", cwd=shop).code == 0
    assert not (shop / REJECTED).exists()


def test_strict_stops_and_writes_nothing(shop: Path, call: Call) -> None:
    write(shop / "rows.csv", ROWS)
    outcome = call("compile", SHIPPED, "-r", "rows.csv", "--strict", cwd=shop)
    assert outcome.code == 1
    assert "2" in outcome.err
    assert files_of(shop / "out") <= {".gitignore"}


def test_standard_output(shop: Path) -> None:
    write(shop / "rows.csv", ROWS)
    outcome = msgc("compile", SHIPPED, "-r", "rows.csv", "-o", "-", cwd=shop)
    assert outcome.code == 1
    assert texts(outcome.lines) == ["Hi Ann, 5 from Acme", "Hi Dee, 10 from Acme"]
    rejects = [json.loads(line) for line in outcome.err.splitlines() if line.startswith("{")]
    assert [each["row"] for each in rejects] == [2, 3]
    assert not (shop / "out").exists()


def many(count: int) -> str:
    lines = (f"+316{i:08d},Name {i},{i % 7}\n" for i in range(count))
    return "phone,name,n\n" + "".join(lines)


def test_jobs_change_no_byte(shop: Path) -> None:
    write(shop / "rows.csv", many(2300))
    made = []
    for jobs in ("1", "2", "3"):
        words = ("compile", SHIPPED, "-r", "rows.csv", "--jobs", jobs)
        assert msgc(*words, cwd=shop).code == 1
        made.append({name: (shop / name).read_bytes() for name in (OUT, REJECTED, MANIFEST)})
    assert made[0] == made[1] == made[2]
    assert len(made[0][OUT].splitlines()) + len(made[0][REJECTED].splitlines()) == 2300


def test_manifest(shop: Path, call: Call) -> None:
    write(shop / "rows.csv", ROWS)
    call("compile", SHIPPED, "-r", "rows.csv", cwd=shop)
    text = (shop / MANIFEST).read_text()
    document = json.loads(text)
    assert document["counts"] == {"rows": 4, "payloads": 2, "rejected": 2}
    assert set(document["sources"]) == {
        "msgc.yaml",
        "templates/orders/shipped.msg.yaml",
        "templates/orders/shipped.nl.msg.yaml",
    }
    assert "Ann" not in text and str(shop) not in text
    call("compile", SHIPPED, "-r", "rows.csv", cwd=shop)
    assert (shop / MANIFEST).read_text() == text


def test_files_are_the_owners_alone(shop: Path, call: Call) -> None:
    write(shop / "rows.csv", ROWS)
    call("compile", SHIPPED, "-r", "rows.csv", cwd=shop)
    for name in (OUT, REJECTED, MANIFEST):
        assert stat.S_IMODE((shop / name).stat().st_mode) == 0o600
    assert (shop / "out/.gitignore").read_text().strip() == "*"


def test_fallbacks_go_line_for_line(shop: Path, call: Call) -> None:
    write(shop / "rows.csv", "phone,name\n+31612345678,Ann\n,Bob\n+31612345670,Cas\n")
    assert call("compile", "orders/noted", "-r", "rows.csv", cwd=shop).code == 1
    payloads = ndjson(shop / "out/orders/noted.ndjson")
    fallbacks = ndjson(shop / "out/orders/noted.fallback.ndjson")
    assert texts(payloads) == ["Hi Ann", "Hi Cas"]
    named = [each["template"]["parameters"][0]["value"] for each in fallbacks]
    assert named == ["Ann", "Cas"]
    assert [p["receiver"] for p in payloads] == [f["receiver"] for f in fallbacks]


def test_a_row_with_a_faulty_fallback_is_rejected_whole(shop: Path, call: Call) -> None:
    path = shop / "templates/orders/noted.msg.yaml"
    write(
        path, path.read_text().replace('name: "{{ name }}"}', 'name: "{{ 9 // (name | length) }}"}')
    )
    write(shop / "rows.csv", 'phone,name\n+31612345678,Ann\n+31612345679,""\n')
    assert call("compile", "orders/noted", "-r", "rows.csv", cwd=shop).code == 1
    assert len(ndjson(shop / "out/orders/noted.ndjson")) == 1
    assert len(ndjson(shop / "out/orders/noted.fallback.ndjson")) == 1
    assert [each["row"] for each in ndjson(shop / "out/orders/noted.rejected.ndjson")] == [2]


@pytest.mark.parametrize(
    "words",
    [
        (SHIPPED, "-r", "nowhere.csv"),
        (SHIPPED, "-r", "templates"),
        ("-r", "rows.csv"),
        ("orders/*", "-r", "rows.csv"),
        ("nothing", "-r", "rows.csv"),
        (SHIPPED, "-r", "rows.csv", "--check"),
        (SHIPPED, "-r", "rows.csv", "--jobs", "0"),
        (SHIPPED, "-r", "rows.csv", "--rows-format", "xls"),
    ],
)
def test_exit_2(shop: Path, call: Call, words: tuple[str, ...]) -> None:
    write(shop / "rows.csv", GOOD_ROWS)
    outcome = call("compile", *words, cwd=shop)
    assert (outcome.code, outcome.out) == (2, "")
    assert not (shop / "out").exists() or files_of(shop / "out") <= {".gitignore"}


def test_a_faulty_message_compiles_no_row(shop: Path, call: Call) -> None:
    path = shop / "templates/orders/shipped.msg.yaml"
    write(path, path.read_text() + "refrence: x\n")
    write(shop / "rows.csv", GOOD_ROWS)
    outcome = call("compile", SHIPPED, "-r", "rows.csv", cwd=shop)
    assert (outcome.code, "refrence" in outcome.err) == (1, True)
    assert not (shop / "out").exists()


def test_a_file_without_rows(shop: Path, call: Call) -> None:
    write(shop / "rows.csv", "phone,name\n")
    assert call("compile", SHIPPED, "-r", "rows.csv", cwd=shop).code == 0
    assert (shop / OUT).read_text() == ""


def test_the_warnings_of_a_message_dont_stop_it(shop: Path, call: Call) -> None:
    path = shop / "templates/orders/shipped.msg.yaml"
    write(path, path.read_text().replace("name: string,", "name: string, unused: optional string,"))
    write(shop / "rows.csv", GOOD_ROWS)
    assert call("compile", SHIPPED, "-r", "rows.csv", cwd=shop).code == 0


def test_the_engine_changes_no_byte(shop: Path, call: Call) -> None:
    write(shop / "rows.csv", ROWS)
    made = []
    for engine in ("fast", "reference"):
        call("compile", SHIPPED, "-r", "rows.csv", "--engine", engine, cwd=shop)
        made.append([(shop / name).read_bytes() for name in (OUT, REJECTED, MANIFEST)])
    assert made[0] == made[1]


def test_the_program_is_shown(shop: Path, call: Call) -> None:
    outcome = call("compile", SHIPPED, "--show-program", cwd=shop)
    assert outcome.code == 0
    assert outcome.out.startswith(f"# {SHIPPED}\n\ndef run(rows):")
    assert not (shop / "build").exists() and not (shop / "out").exists()


@pytest.mark.parametrize(
    "more",
    [
        ("-r", "rows.csv"),
        ("-o", "-"),
        ("--check",),
        ("-r", "rows.csv", "--limit", "1"),
        ("--jobs", "2"),
        ("--set", "n=5"),
        ("--strict",),
        ("--rows-format", "csv"),
    ],
)
def test_the_program_is_shown_alone(shop: Path, call: Call, more: tuple[str, ...]) -> None:
    write(shop / "rows.csv", ROWS)
    outcome = call("compile", SHIPPED, "--show-program", *more, cwd=shop)
    assert (outcome.code, outcome.out) == (2, "")
    assert "--show-program compiles nothing" in outcome.err


def test_rows_before_a_broken_file_end_are_written(shop: Path, call: Call) -> None:
    write(shop / "rows.json", '[{"phone":"+31612345678","name":"Ann","n":2},{"phone":')
    outcome = call("compile", SHIPPED, "-r", "rows.json", "-o", "-", cwd=shop)
    assert outcome.code == 2
    assert outcome.out.count("\n") == 1

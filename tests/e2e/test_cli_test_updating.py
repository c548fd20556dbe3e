"""`msgc test --update`: which snapshots it writes, keeps and takes away."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.cli_help import catalog, write
from tests.e2e.conftest import Call

HELLO = """\
vars: {phone: phone, name: string}
samples: {typical: {phone: "+31612345678", name: Ann}}
to: "{{ phone }}"
text: Hi {{ name }}
"""
ANN = "ann: {sample: typical, snapshot: true}\n"
BOB = "bob: {sample: typical, row: {name: Bob}, snapshot: true}\n"
TESTS, SNAPSHOTS = "templates/hello.test.yaml", "templates/hello.snap.json"


@pytest.fixture
def hello(tmp_path: Path, call: Call) -> Path:
    """A catalog with two approved snapshots."""
    messages = {"hello.msg.yaml": HELLO, "hello.test.yaml": ANN + BOB}
    root = catalog(tmp_path / "hello", messages, "channel: any\n")
    assert call("test", "--update", cwd=root).code == 0
    return root


def kept(root: Path) -> list[str]:
    return list(json.loads((root / SNAPSHOTS).read_bytes()))


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(ANN + BOB + "{", id="a file that doesn't parse"),
        pytest.param(ANN + BOB.replace("snapshot", "snapshoot"), id="a misspelt key"),
        pytest.param(ANN + BOB.replace("typical", "typicla"), id="a misspelt sample"),
        pytest.param(ANN + BOB.replace("name: Bob", "name: null"), id="a row without a payload"),
        pytest.param(ANN.replace("ann:", "ann: [") + BOB, id="nothing that can be read"),
    ],
)
def test_snapshots_of_tests_that_cant_be_run_stay(hello: Path, call: Call, broken: str) -> None:
    before = (hello / SNAPSHOTS).read_bytes()
    write(hello / TESTS, broken)
    outcome = call("test", "--update", cwd=hello)
    assert (outcome.code, outcome.err) == (1, "0 files written anew\n")
    assert (hello / SNAPSHOTS).read_bytes() == before


def test_they_stay_where_the_file_is_called_wrongly(hello: Path, call: Call) -> None:
    (hello / TESTS).rename(hello / "templates/hello.test.yml")
    assert call("test", "--update", cwd=hello).code == 1
    assert kept(hello) == ["ann", "bob"]


def test_beside_a_test_that_cant_be_run_the_others_are_renewed(hello: Path, call: Call) -> None:
    write(
        hello / TESTS, "cas: {sample: typical, snapshot: true}\n" + ANN.replace("typical", "tpcl")
    )
    write(hello / "templates/hello.msg.yaml", HELLO.replace("Hi", "Hello"))
    call("test", "--update", cwd=hello)
    found = json.loads((hello / SNAPSHOTS).read_bytes())
    texts = {name: each["payload"]["body"]["text"]["text"] for name, each in found.items()}
    assert texts == {"ann": "Hi Ann", "cas": "Hello Ann"}


def test_a_test_that_is_gone_takes_its_snapshot_with_it(hello: Path, call: Call) -> None:
    write(hello / TESTS, BOB)
    assert call("test", "--update", cwd=hello).code == 0
    assert kept(hello) == ["bob"]


def test_a_read_test_that_asks_for_none_loses_it_beside_a_faulty_one(
    hello: Path, call: Call
) -> None:
    write(hello / TESTS, ANN.replace(", snapshot: true", "") + BOB.replace("row", "rwo"))
    call("test", "--update", cwd=hello)
    assert kept(hello) == ["bob"]


def test_a_file_that_is_taken_away_isnt_called_written(hello: Path, call: Call) -> None:
    (hello / TESTS).unlink()
    outcome = call("test", "--update", cwd=hello)
    assert (outcome.code, outcome.err) == (0, "0 files written anew, 1 removed\n")
    assert not (hello / SNAPSHOTS).exists()


def test_spoiled_snapshots_stay_while_a_test_cant_be_run(hello: Path, call: Call) -> None:
    spoiled = "<<<<<<< HEAD\n" + (hello / SNAPSHOTS).read_text()
    write(hello / SNAPSHOTS, spoiled)
    write(hello / TESTS, ANN + "{")
    assert call("test", "--update", cwd=hello).code == 1
    assert (hello / SNAPSHOTS).read_text() == spoiled
    write(hello / TESTS, ANN)
    assert call("test", "--update", cwd=hello).code == 0
    assert kept(hello) == ["ann"]

"""The author's words behind a place of a payload that was refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from msgc.cli.output_paths import hashes
from msgc.cli.status_places import AuthorPlaces
from msgc.lock import FILE as LOCK
from msgc.pipeline.compiling import Compiled, Compiler
from msgc.pipeline.projects import Project
from msgc.push.failures import Failure, Refused
from msgc.push.plans import PlanSummary
from msgc.push.states import State
from tests.unit.push.plan_help import candidates, payload, phone, plan

ONE = """\
vars: {phone: phone, names: {type: array, items: {type: string}}}
to: "{{ phone }}"
text: Pick
button: See
list:
  - reply: First
  - for: n in names
    reply: "{{ n }}"
  - reply: Last
"""
TWO = ONE.replace("  - reply: Last", "  - if: names\n    reply: Some\n  - reply: Last")
TEXT = 'vars: {phone: phone, name: string}\nto: "{{ phone }}"\ntext: Hi {{ name }}\n'
FILES = {
    "note": TEXT,
    "note.nl": "text: Hoi {{ name }}\n",
    "note.de": "text: Hi {{ name }}\n",
    "one": ONE,
    "two": TWO,
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    (tmp_path / "msgc.yaml").write_text("constants: {brand: Acme}\n", encoding="utf-8")
    for name, text in FILES.items():
        (tmp_path / "templates" / f"{name}.msg.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def summary_of(root: Path, name: str | None) -> PlanSummary:
    made = plan(root, candidates(payload(phone(1))))
    sources = hashes(Project.open(root), name) if name else {}
    return replace(made, message=name, sources=sources, rows="people.ndjson")


def failure(payload: object, *path: str | int) -> Failure:
    return Failure(State.REJECTED, "Bad", 1, (3,), Refused(payload, path, False))


def compiled(root: Path, name: str, row: dict[str, object]) -> object:
    made = Compiler(Project.open(root).message(name)).compile(row)
    assert isinstance(made, Compiled), made
    return json.loads(json.dumps(made.payload))


def place(root: Path, name: str, row: dict[str, object], *path: str | int) -> str:
    places = AuthorPlaces(Project.open(root), summary_of(root, name))
    return str(places.of(failure(compiled(root, name, row), *path)))


ANN: dict[str, object] = {"phone": phone(1), "name": "Ann"}
TEXT_PATH = ("body", "text", "text")


def test_a_place_leads_to_the_words_of_the_rows_own_locale(root: Path) -> None:
    at = place(root, "note", {**ANN, "locale": "nl"}, *TEXT_PATH)
    assert at == "templates/note.nl.msg.yaml:1:7"
    assert place(root, "note", ANN, "receiver") == "templates/note.msg.yaml:2:5"


def test_words_that_two_locales_share_are_neithers(root: Path) -> None:
    assert place(root, "note", ANN, *TEXT_PATH) == "None"


@pytest.mark.parametrize(
    ("name", "count", "index", "line"),
    [
        *(("one", 2, 0, 6), ("one", 2, 1, 7), ("one", 2, 2, 7), ("one", 2, 3, 9), ("one", 0, 1, 9)),
        # With two parts that vary, what lies between them may be of either.
        *(("two", 1, 0, 6), ("two", 1, 1, 6), ("two", 1, 2, 6), ("two", 1, 3, 11)),
    ],
)
def test_an_entry_leads_to_the_entry_that_made_it(
    root: Path, name: str, count: int, index: int, line: int
) -> None:
    row = {"phone": phone(1), "names": [f"n{each}" for each in range(count)]}
    rows = compiled(root, name, row)["body"]["list"]["items"][0]["actions"]  # type: ignore[index]
    assert len(rows) > index
    at = place(root, name, row, "body", "list", "items", 0, "actions", index)
    assert at.split(":")[:2] == [f"templates/{name}.msg.yaml", str(line)]


def test_a_file_of_payloads_has_lines(root: Path) -> None:
    places = AuthorPlaces(Project.open(root), summary_of(root, None))
    assert str(places.of(failure({"body": {}}, "body"))) == "people.ndjson:3"


def test_what_has_no_place_in_the_payload_has_none(root: Path) -> None:
    places = AuthorPlaces(Project.open(root), summary_of(root, "note"))
    assert places.of(Failure(State.HELD, "reset", 1, (3,))) is None


@pytest.mark.parametrize(
    ("changed", "text"),
    [("templates/note.nl.msg.yaml", "text: Hi\n"), ("templates/note.msg.yaml", TEXT + "#\n")],
)
def test_no_place_is_told_in_files_that_have_changed(root: Path, changed: str, text: str) -> None:
    summary, made = summary_of(root, "note"), compiled(root, "note", {**ANN, "locale": "nl"})
    (root / changed).write_text(text, encoding="utf-8")
    places = AuthorPlaces(Project.open(root), summary)
    assert places.are_changed
    assert places.of(failure(made, *TEXT_PATH)) is None


def test_a_message_that_is_gone_has_changed(root: Path) -> None:
    summary = summary_of(root, "one")
    (root / "templates/one.msg.yaml").unlink()
    assert AuthorPlaces(Project.open(root), summary).are_changed


def test_other_settings_of_the_catalog_change_no_message(root: Path) -> None:
    summary, made = summary_of(root, "note"), compiled(root, "note", {**ANN, "locale": "nl"})
    (root / "msgc.yaml").write_text("constants: {brand: Other}\n", encoding="utf-8")
    places = AuthorPlaces(Project.open(root), summary)
    assert not places.are_changed
    assert str(places.of(failure(made, *TEXT_PATH))) == "templates/note.nl.msg.yaml:1:7"


def test_a_lock_that_is_renewed_changes_no_message(root: Path) -> None:
    made = summary_of(root, "note")
    summary = replace(made, sources={**made.sources, LOCK: "0" * 64})
    assert not AuthorPlaces(Project.open(root), summary).are_changed

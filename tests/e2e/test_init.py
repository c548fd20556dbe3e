from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from msgc.cli.main import run

FILES = {
    ".gitignore",
    ".pre-commit-config.yaml",
    ".vscode/extensions.json",
    ".vscode/settings.json",
    "message.schema.json",
    "msgc.yaml",
    "recipients.csv",
    "templates/orders/shipped.msg.yaml",
}
MESSAGE = "templates/orders/shipped.msg.yaml"


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    folder = tmp_path / "new" / "catalog"
    assert run(["-q", "init", str(folder)]) == 0
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_new_catalog_holds_all_that_a_catalog_needs(catalog):
    assert set(contents(catalog)) == FILES


def test_a_new_catalog_has_nothing_to_mend(catalog, capsys):
    assert run(["-C", str(catalog), "check", "--fail-on", "warning"]) == 0
    assert "1 message checked, nothing to mend" in capsys.readouterr().out


def test_samples_and_recipients_of_a_new_catalog_compile(catalog):
    assert run(["-C", str(catalog), "compile"]) == 0
    assert run(["-C", str(catalog), "compile", "--check"]) == 0
    rows = str(catalog / "recipients.csv")
    assert run(["-C", str(catalog), "compile", "orders/shipped", "-r", rows]) == 0
    lines = (catalog / "out/orders/shipped.ndjson").read_text("utf-8").splitlines()
    texts = [json.loads(line)["body"]["text"]["text"] for line in lines]
    assert texts == [
        "Hi Amara, your order *A-1003* is on its way.\n"
        "We expect it at your door on Friday 27 November.",
        "Hi Søren, your order *A-1004* is on its way.",
        "Hi Mehmet, your order *A-1005* is on its way.\n"
        "We expect it at your door on Monday 30 November.",
    ]


def test_the_folder_here_is_taken_without_a_name(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run(["init"]) == 0
    assert set(contents(tmp_path)) == FILES
    said = capsys.readouterr()
    assert said.out == ""
    assert "created  msgc.yaml\n" in said.err
    assert "  msgc compile orders/shipped -r recipients.csv\n" in said.err
    assert "  cd " not in said.err


def test_what_to_try_next_starts_in_the_new_folder(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run(["init", "mine"]) == 0
    assert "Try next:\n  cd mine\n  msgc check\n" in capsys.readouterr().err


def test_a_second_run_changes_nothing_and_says_so(catalog, capsys):
    before = contents(catalog)
    assert run(["init", str(catalog)]) == 0
    assert contents(catalog) == before
    said = capsys.readouterr()
    assert said.err.count("kept  ") == len(FILES)
    assert "created  " not in said.err
    assert f"{len(FILES)} files: {len(FILES)} kept" in said.err


def test_a_file_that_is_there_is_kept_and_the_others_are_made(tmp_path, capsys):
    (tmp_path / "msgc.yaml").write_text("channel: any\n", encoding="utf-8")
    assert run(["init", str(tmp_path)]) == 0
    assert (tmp_path / "msgc.yaml").read_text("utf-8") == "channel: any\n"
    assert set(contents(tmp_path)) == FILES
    said = capsys.readouterr()
    assert f"kept     {tmp_path / 'msgc.yaml'} (it was there already)\n" in said.err
    assert "8 files: 7 created, 1 kept" in said.err
    assert run(["-C", str(tmp_path), "check"]) == 0


def test_a_dangling_link_is_not_written_through(tmp_path):
    (tmp_path / "msgc.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    assert run(["-q", "init", str(tmp_path)]) == 0
    assert not (tmp_path / "elsewhere.yaml").exists()


def test_quiet_says_nothing_where_all_is_well(tmp_path, capsys):
    assert run(["init", "-q", str(tmp_path)]) == 0
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "")


def test_a_folder_that_cannot_be_made_fails_only_its_own_files(tmp_path, capsys):
    (tmp_path / "templates").write_text("a file", encoding="utf-8")
    assert run(["init", str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert f"failed   {tmp_path / MESSAGE}" in said.err
    assert "8 files: 7 created, 1 failed" in said.err
    assert "Try next" not in said.err


def test_the_folder_is_named_once(tmp_path, capsys):
    assert run(["-C", str(tmp_path), "init", str(tmp_path / "other")]) == 2
    assert "-C and DIR both name the folder" in capsys.readouterr().err
    assert run(["-q", "-C", str(tmp_path), "init"]) == 0
    assert set(contents(tmp_path)) == FILES


def test_a_file_is_no_folder(tmp_path, capsys):
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    assert run(["init", str(file)]) == 2
    assert "is a file" in capsys.readouterr().err


def test_editors_find_the_schema_and_the_message_obeys_it(catalog):
    settings = json.loads((catalog / ".vscode/settings.json").read_text("utf-8"))
    ((schema, pattern),) = settings["yaml.schemas"].items()
    assert catalog / MESSAGE in catalog.glob(pattern)
    text = (catalog / MESSAGE).read_text("utf-8")
    modeline = text.splitlines()[0].removeprefix("# yaml-language-server: $schema=")
    assert ((catalog / MESSAGE).parent / modeline).resolve() == (catalog / schema).resolve()
    validator = Draft7Validator(json.loads((catalog / schema).read_text("utf-8")))
    message = json.loads(json.dumps(yaml.safe_load(text), default=str))
    assert [error.message for error in validator.iter_errors(message)] == []
    assert list(validator.iter_errors({**message, "txt": "no such key"}))


def test_pre_commit_runs_check_for_the_files_of_the_catalog(catalog):
    config = yaml.safe_load((catalog / ".pre-commit-config.yaml").read_text("utf-8"))
    (hook,) = config["repos"][0]["hooks"]
    assert hook["entry"] == "msgc check"
    assert hook["pass_filenames"] is False

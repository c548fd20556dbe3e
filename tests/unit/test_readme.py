"""What the README shows is what the program does."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from msgc.cli.main import COMMANDS, run

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
NAME = "gallery/text-reply-and-postback"
FILE = f"templates/{NAME}.msg.yaml"
SLIPS = {"{{ guest }}": "{{ geust }}", "payload:": "paylod:"}


def block(language: str, number: int = 0) -> str:
    """Return a code block of a language, by its place among them."""
    found = re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    return str(found[number])


@pytest.fixture
def catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a catalog whose only message is the README's; commands run there."""
    file = tmp_path / FILE
    file.parent.mkdir(parents=True)
    file.write_text(block("yaml"), encoding="utf-8")
    (tmp_path / "msgc.yaml").write_text("channel: whatsapp\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_message_is_the_one_of_the_gallery():
    assert f"`{FILE}`" in README
    assert block("yaml") == (ROOT / FILE).read_text("utf-8")


def test_the_message_compiles_to_the_payload(catalog):
    assert run(["compile"]) == 0
    built = (catalog / f"build/{NAME}/typical.json").read_text("utf-8")
    assert f"`build/{NAME}/typical.json`" in README
    assert built == block("json")
    assert json.loads(built)["body"]["type"] == "text"


def test_the_slips_are_shown_as_the_terminal_shows_them(catalog, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    text = block("yaml")
    for right, wrong in SLIPS.items():
        assert right in text
        text = text.replace(right, wrong)
    (catalog / FILE).write_text(text, encoding="utf-8")
    assert run(["--color", "never", "check"]) == 1
    assert capsys.readouterr().out.startswith(block("text"))


def test_the_refutation_is_shown_as_the_terminal_shows_it(catalog, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    text = block("yaml").replace("postback: Confirm table", 'postback: "{{ guest }}"')
    (catalog / FILE).write_text(text, encoding="utf-8")
    assert run(["--color", "never", "check"]) == 0
    assert capsys.readouterr().out.startswith(block("text", 1))


def test_the_commands_are_those_that_there_are():
    named = re.findall(r"^\| `msgc (\w+)", README, re.MULTILINE)
    assert set(named) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_examples(name, capsys):
    assert run([name, "--help"]) == 0
    assert "Examples:" in capsys.readouterr().out


def test_the_targets_of_make_are_there():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^make ([\w-]+)", README, re.MULTILINE))
    assert {"demo", "test", "test-all"} <= targets
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_what_is_linked_is_there():
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert len(links) > 10
    assert [link for link in links if not (ROOT / link).exists()] == []

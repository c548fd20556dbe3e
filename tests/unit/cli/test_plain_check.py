"""`check` of paths alone says what click's way says, and leaves it all else."""

from __future__ import annotations

from pathlib import Path

import pytest

from msgc.cli import checking
from msgc.cli.main import run
from msgc.cli.plain_check import check_plainly
from msgc.cli.words import COMPLETING

BAD = "to: '+31612345678'\ntext: {{ name }}\n"
GOOD = "to: '+31612345678'\ntext: Hi\n"
# The words, and the exit code: 1 where the bad file is among what is checked.
PLAIN = (
    (("check",), 1),
    (("-q", "check"), 1),
    (("check", "-v", "templates/good.msg.yaml"), 0),
    (("check", "--quiet", "templates/bad.msg.yaml", "templates/good.msg.yaml"), 1),
    (("--verbose", "check", "templates"), 1),
)
DECLINED = (
    ("explain", "check"),
    ("check", "--format", "json"),
    ("check", "-qv"),
    ("check", "--", "templates"),
    ("check", "-"),
    ("check", "missing.msg.yaml"),
    ("check", "msgc.txt"),
)


@pytest.fixture(autouse=True)
def catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "msgc.yaml").write_text("channel: whatsapp\n", encoding="utf-8")
    (tmp_path / "msgc.txt").write_text("", encoding="utf-8")
    for name, text in (("bad", BAD), ("good", GOOD)):
        (tmp_path / "templates" / f"{name}.msg.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MSGC_NO_CACHE", "1")
    # They put other handlers for signals in place, which are the test runner's.
    monkeypatch.setattr("msgc.cli.endings.ENDING", ())


@pytest.mark.parametrize(("words", "code"), PLAIN)
def test_it_says_what_clicks_way_says(
    words: tuple[str, ...], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(list(words)) == code
    said = capsys.readouterr()
    assert said.out
    assert check_plainly(words) == code
    assert capsys.readouterr() == said


@pytest.mark.parametrize("words", DECLINED)
def test_it_declines_what_it_does_not_know(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert check_plainly(words) is None
    assert capsys.readouterr() == ("", "")


def test_it_leaves_completing_to_click(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(COMPLETING, "bash_source")
    assert check_plainly(("check",)) is None


def test_a_fault_of_ours_is_clicks_to_tell(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(checking, "check_paths", fails)
    assert check_plainly(("check",)) is None
    assert capsys.readouterr() == ("", "")

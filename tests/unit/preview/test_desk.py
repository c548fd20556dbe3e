"""The catalog behind the pages: one message's trouble is no other's."""

from __future__ import annotations

from pathlib import Path

import pytest

from msgc.cli import preview_desk
from msgc.cli.main import run
from msgc.cli.preview_desk import PreviewDesk
from msgc.cli.preview_rows import RowsFile
from msgc.pipeline.projects import Project
from msgc.preview.model import Choice, Scene
from tests.e2e.cli_help import catalog, write

CONFIG = 'defaults: {to: "+31612345678"}\n'
FILES = {
    "bad.msg.yaml": "vars: {name: string}\ntext: Hi {{ name }}\n",
    "good.msg.yaml": "text: All is well\n",
}
SECRET = "Ann's own words"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return catalog(tmp_path / "shop", FILES, CONFIG)


def desk(folder: Path, rows: str | None = None) -> PreviewDesk:
    return PreviewDesk(lambda: Project.open(folder), RowsFile(rows) if rows else None)


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give msgc a fault that one message meets, in its list and on its page."""
    drawn, listed = preview_desk.scene_of, preview_desk.listed

    def scene_of(project: Project, choice: Choice, *more: object) -> Scene:
        if choice.message == "bad":
            raise IndexError(SECRET)
        return drawn(project, choice, *more)  # type: ignore[arg-type]

    def counted(project: Project, name: str) -> object:
        if name == "bad":
            raise IndexError(SECRET)
        return listed(project, name)

    monkeypatch.delenv("MSGC_TRACEBACK", raising=False)
    monkeypatch.setattr(preview_desk, "scene_of", scene_of)
    monkeypatch.setattr(preview_desk, "listed", counted)


@pytest.mark.usefixtures("faulty")
def test_a_fault_of_our_own_is_told_at_its_message_alone(folder: Path) -> None:
    made = desk(folder)
    assert [made.survey() for _ in range(3)] == [True, True, False]
    overview, scene = made.show(Choice("bad"))
    assert scene is not None and scene.main is None
    (note,) = scene.notes
    assert (note.code, note.message) == ("MSG900", "Msgc itself has a fault: IndexError")
    assert SECRET not in repr(scene) and scene.files[0].text == FILES["bad.msg.yaml"]
    assert {each.name: each.errors for each in overview.messages} == {"bad": 1, "good": 0}
    assert made.scene(Choice("good")).main is not None


@pytest.mark.usefixtures("faulty")
def test_a_fault_of_our_own_keeps_no_message_from_the_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = folder / "p.html"
    assert run(["-C", str(folder), "preview", "--out", str(out)]) == 2
    page = out.read_text(encoding="utf-8")
    assert "All is well" in page and "MSG900" in page and SECRET not in page
    assert "MSG900" in capsys.readouterr().err


@pytest.mark.usefixtures("faulty")
def test_a_fault_of_our_own_is_raised_for_who_looks_for_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MSGC_TRACEBACK", "1")
    with pytest.raises(IndexError):
        desk(folder).scene(Choice("bad"))


def test_settings_that_are_gone_for_a_moment_are_shown_as_they_were(folder: Path) -> None:
    made = desk(folder)
    (folder / "msgc.yaml").unlink()
    made.reload()
    overview, scene = made.show(Choice("good"))
    assert scene is not None and scene.main is not None and len(overview.messages) == 2
    assert {each.name: each.text for each in scene.files}["msgc.yaml"] == CONFIG


def test_a_message_whose_file_is_gone_has_no_scene(folder: Path) -> None:
    made = desk(folder)
    (folder / "templates/good.msg.yaml").unlink()
    assert made.show(Choice("good"))[1] is None
    made.reload()
    assert made.show(Choice("good"))[1] is None


def test_a_file_without_rows_says_so_beside_the_sample(folder: Path) -> None:
    made = desk(folder, str(write(folder / "people.csv", "name\n")))
    (written,) = made.scenes("bad", 20)
    shown = made.scene(Choice("bad"))
    for scene in (written, shown):
        assert scene.main is not None and scene.choice.row is None
        assert [(n.code, n.severity) for n in scene.notes] == [("MSG501", "warning")]
        assert scene.notes[0].message == "`people.csv` has no rows, so no recipient is shown"


def test_a_row_that_isnt_there_is_told(folder: Path) -> None:
    made = desk(folder, str(write(folder / "people.csv", "name\nAnn\n")))
    assert made.scene(Choice("bad", None, 2)).notes[0].message == "There is no row 2"
    assert made.scene(Choice("bad", None, 1)).notes == ()

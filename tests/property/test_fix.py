"""A fix mends what it is for, adds no finding, and leaves every other line as it was."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msgc.diagnostics import Diagnostic, Edit, Fix
from msgc.nearby import near, surely
from msgc.pipeline.edits import apart, edited
from msgc.pipeline.mending import apply_fixes
from tests.golden.running import diagnostic_cases, findings, label
from tests.property.test_check import PIECES

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
CASES = [case for case in diagnostic_cases() if any(d.fix for d in findings(case / "input"))]
Told = Counter[tuple[str, str, str]]
SLIPS = st.sampled_from(
    [
        "txet: a\n",
        "text: {{ nmae }}\n",
        "vars: {name: sting}\n",
        "\ttags: a\n",
        "tags: news\n",
        "body:\n",
        "  type: txt\n",
        "  replyTo: {id: a, type: message}\n",
        "  text: {txt: a}\n",
        "body: {type: text, replyTo: {id: a}, text: {text: a}} # c\n",
        "image: www.a.nl/b.png\n",
        "actions: [{repli: a}]\n",
        "capFrequency: yes\n",
        "text: a #1 # b\n",
        "{{ nmae | uper }}",
        "\ufeff",
    ]
)


def told(found: list[Diagnostic]) -> Told:
    """What is said of which file, wherever it stands."""
    return Counter((d.span.source.name, d.code, d.message) for d in found)


def kept_lines(text: str, edits: list[Edit]) -> list[str]:
    """The lines that no edit touches."""
    lines = (match for match in LINE.finditer(text) if match[0])
    return [
        line[0]
        for line in lines
        if not any(e.span.start < line.end() and e.span.end >= line.start() for e in edits)
    ]


def is_within(inner: list[str], outer: list[str]) -> bool:
    """Whether the lines stand in the others, in their order."""
    rest = iter(outer)
    return all(line in rest for line in inner)


def texts_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(params=CASES, ids=label)
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    shutil.copytree(request.param / "input", tmp_path / "input")
    return tmp_path / "input"


def test_it_removes_its_finding_and_adds_none(folder: Path) -> None:
    before = findings(folder)
    mended = told([d for d in before if d.fix])
    assert apply_fixes(before) > 0
    after = told(findings(folder))
    assert not after & mended
    assert not after - told(before)


def test_it_is_made_once(folder: Path) -> None:
    assert apply_fixes(findings(folder)) > 0
    once = texts_of(folder)
    assert apply_fixes(findings(folder)) == 0
    assert texts_of(folder) == once


def test_all_else_is_left_byte_for_byte(folder: Path) -> None:
    before = texts_of(folder)
    fixes = [d.fix for d in findings(folder) if d.fix]
    apply_fixes(findings(folder))
    for name, data in texts_of(folder).items():
        edits = [e for fix in fixes for e in fix.edits if e.span.source.name == name]
        old, new = (each.decode("utf-8") for each in (before[name], data))
        assert old.startswith("\ufeff") == new.startswith("\ufeff")
        bare = old.removeprefix("\ufeff")
        kept = kept_lines(bare, edits)
        assert is_within(kept, [m[0] for m in LINE.finditer(new.removeprefix("\ufeff"))])
        assert edits or old == new
        assert new.removeprefix("\ufeff") == edited(bare, apart(f for f in fixes if _in(f, name)))


def _in(fix: Fix, name: str) -> bool:
    return fix.span.source.name == name


@settings(max_examples=60, deadline=None)
@given(st.lists(SLIPS | PIECES, max_size=25).map("".join), st.sampled_from(["\n", "\r\n"]))
def test_on_any_text_fixes_can_be_made_and_end(text: str, line_break: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        (root / "templates").mkdir()
        (root / "msgc.yaml").write_text('defaults: {to: "+31612345678"}\n', encoding="utf-8")
        path = root / "templates" / "a.msg.yaml"
        path.write_bytes(text.replace("\n", line_break).encode("utf-8", errors="replace"))
        rounds = 0
        while apply_fixes(findings(root)):
            rounds += 1
            assert rounds < 20


@given(st.text("abenms1 ", max_size=8), st.lists(st.text("abenms1", max_size=8), max_size=6))
def test_what_is_sure_is_near(name: str, names: list[str]) -> None:
    meant = surely(name, names)
    assert meant is None or meant == near(name, names)

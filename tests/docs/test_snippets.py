"""Every snippet of docs/ is followed as a reader follows it: each page from an empty folder."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.fences import fences, openings
from tests.docs.following import WORDS, follow

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))


def text_of(path: Path) -> str:
    return path.read_text("utf-8")


def name_of(path: Path) -> str:
    return path.relative_to(DOCS).as_posix()


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_a_page_is_true(path, tmp_path):
    home = tmp_path / "reader"
    home.mkdir()
    assert "\n\n".join(follow(text_of(path), home).faults) == ""


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_no_block_escapes_the_tests(path):
    assert openings(text_of(path)) == 2 * len(fences(text_of(path)))


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_blocks_of_words_hold_no_commands(path):
    words = [fence.text for fence in fences(text_of(path)) if fence.language in WORDS]
    assert [text for text in words if re.search(r"^(\$ |msgc )", text, re.MULTILINE)] == []

"""The reference holds all that there is, and what links to it finds it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path, PurePosixPath

import pytest

from docs.derive import filters
from docs.derive.codes import FAMILIES, page_of
from docs.derive.commands import help_of
from docs.derive.site import derived
from msgc.cli.main import COMMANDS
from msgc.facts.platform import all_codes, platform_rows
from msgc.filters.table import FILTERS, TESTS
from msgc.types import FORMATS
from msgc.vocabulary import ACTIONS, ENVELOPE, FILE_KEYS, KINDS, TEMPLATE
from tests.docs.fences import fences, openings

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
NAVIGATION = (ROOT / "mkdocs.yml").read_text("utf-8")
# Other ways to write a test, which its row names.
OTHER_NAMES = {"==", "!=", ">", ">=", "<", "<=", "equalto", "greaterthan", "lessthan"}


@cache
def pages() -> dict[str, str]:
    """Return all pages of the site, written and derived, by their place."""
    written = {p.relative_to(DOCS).as_posix(): p.read_text("utf-8") for p in DOCS.rglob("*.md")}
    assert not written.keys() & derived().keys()
    return written | derived()


def test_every_code_has_its_page_and_stands_in_the_list():
    index = pages()["reference/codes/index.md"]
    for code, row in all_codes().items():
        assert f"| [{code}]({code}.md) | {row.severity} | {row.title} |" in index
        assert pages()[f"reference/codes/{code}.md"].startswith(f"# {code}: {row.title}\n")


def test_every_family_of_codes_has_a_name():
    assert {code[3] for code in all_codes()} == set(FAMILIES)


@pytest.mark.parametrize("code", all_codes())
def test_a_code_page_shows_its_examples_without_the_marks_of_the_tests(code):
    page = page_of(code)
    assert openings(page) == 2 * len(fences(page))
    assert not re.search(r"^```\w+ (bad|good|both)", page, re.MULTILINE)


def test_every_filter_and_test_is_told_of():
    written = filters.notes()
    assert set(written["filters"]) == set(FILTERS)
    assert set(written["tests"]) == set(TESTS) - OTHER_NAMES
    told = " ".join(written["tests"].values())
    assert all(f"`{name}`" in told for name in OTHER_NAMES)


def test_a_filter_shows_what_it_makes():
    page = pages()["reference/filters.md"]
    assert "`{{ title | truncate(16) }}` makes `Lamp, brass,...`" in page
    assert "`currency(code, decimals?)`" in page
    assert "`plural(one, other, {zero?}, {two?}, {few?}, {many?})`" in page


def test_every_example_names_its_filter():
    written = filters.notes()["filters"]
    unlike = [n for n, (_, shown) in written.items() if not re.search(rf"\b{n}\b", shown)]
    assert unlike == []


def test_every_word_is_told_of():
    page = pages()["reference/words.md"]
    words = [word.name for kind in (*KINDS, TEMPLATE) for word in kind.words]
    words += [word.name for word in ENVELOPE] + [action.name for action in ACTIONS]
    for name in (*FILE_KEYS, *words):
        assert f"| `{name}` |" in page
    assert all(f"### {kind.name}\n" in page for kind in KINDS)


def test_a_word_says_what_editors_say_of_it():
    page = pages()["reference/words.md"]
    assert "| `tags` | `tags` |  |" not in page
    assert "| `label` | `location.location.label` | The place's name. |" in page


def test_every_type_is_told_of():
    page = pages()["reference/types.md"]
    assert all(f"| `{name}` |" in page for name in (*FORMATS, "string", "integer", "boolean"))


def test_every_limit_is_told_of():
    page = pages()["reference/limits.md"]
    for row in platform_rows():
        assert f"## {row.code}\n" in page
        assert row.source in page
    assert "| `maxLength` 4096 | error |" in page


def test_every_command_shows_its_help():
    page = pages()["reference/commands.md"]
    assert re.findall(r"^## msgc (\w+)$", page, re.MULTILINE) == list(COMMANDS)
    assert "Usage: msgc push [OPTIONS] TARGET" in help_of("push")


def test_what_is_linked_is_there():
    missing = []
    for place, text in pages().items():
        for link in re.findall(r"\]\(([^)#:]+\.md)(?:#[^)]*)?\)", text):
            target = (DOCS / PurePosixPath(place).parent / link).resolve()
            if target.relative_to(DOCS).as_posix() not in pages():
                missing.append(f"{place}: {link}")
    assert missing == []


def test_every_page_is_in_the_navigation():
    codes = re.compile(r"reference/codes/MSG\d+\.md")
    assert [p for p in pages() if not codes.fullmatch(p) and f": {p}\n" not in NAVIGATION] == []


def test_nothing_is_loaded_from_elsewhere():
    assert "font: false" in NAVIGATION
    assert not re.search(r"https?://", NAVIGATION)

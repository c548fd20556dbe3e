"""Every code has a page, and every page's examples are true."""

from __future__ import annotations

import pytest
from pages_help import PAGES, fences, run

from msgc.facts.platform import all_codes

# Codes whose examples no run can show, and why.
BY_HAND = {"MSG900": "a bug of msgc's own; what raises it is mended, not kept as an example"}
LINE = 80
RUN = [code for code in all_codes() if code not in BY_HAND]


def page_of(code: str) -> str:
    return (PAGES / f"{code}.md").read_text(encoding="utf-8")


def test_every_code_has_a_page_and_every_page_a_code():
    pages = sorted(path.name for path in PAGES.iterdir())
    assert pages == [f"{code}.md" for code in sorted(all_codes())]


@pytest.mark.parametrize("code", all_codes())
def test_a_page_has_its_title_a_reason_and_both_examples(code):
    page = page_of(code)
    reason, bad, good = (page[i:j] for i, j in _parts(page))
    assert reason.startswith(f"# {code}: {all_codes()[code].title}\n\n")
    assert len(reason.split("\n\n")) in (2, 3, 4)
    assert "\n```" in bad
    assert "\n```" in good
    assert all(fence.case != "good" for fence in fences(bad))
    assert all(fence.case != "bad" for fence in fences(good))
    assert max(map(len, page.split("\n"))) <= LINE
    assert page.endswith("```\n")


def _parts(page: str) -> list[tuple[int, int]]:
    bad, good = page.index("\n## Bad\n"), page.index("\n## Good\n")
    return [(0, bad), (bad, good), (good, len(page))]


def test_examples_by_hand_are_not_marked_to_be_run():
    for code in BY_HAND:
        assert all(fence.case is None for fence in fences(page_of(code)))


@pytest.mark.parametrize("code", RUN)
def test_the_bad_example_raises_its_code_and_no_other(code, tmp_path):
    found = run(page_of(code), "bad", tmp_path)
    assert {diagnostic.code for diagnostic in found} == {code}
    assert {diagnostic.severity.value for diagnostic in found} == {all_codes()[code].severity}


@pytest.mark.parametrize("code", RUN)
def test_the_good_example_raises_nothing(code, tmp_path):
    assert run(page_of(code), "good", tmp_path) == []


@pytest.mark.parametrize("code", RUN)
def test_both_examples_hold_something_to_run(code):
    cases = {fence.case for fence in fences(page_of(code))}
    assert {"bad", "good"} <= cases

"""The page of `msgc diff --out`, on a phone's screen and in the dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from msgc.cli.main import run
from tests.browser.conftest import Open, Shoot
from tests.e2e.cli_help import catalog, write

URL = "https://example.com/" + "averylongpathwithoutanyspace" * 8
NAME = "orders/" + "anamewithoutanyend" * 4
MESSAGE = 'vars: {n: string}\nsamples: {s: {n: a}}\nto: "+31612345678"\n'
MESSAGE += f"text: See {URL} {{{{ n }}}}\n"
# What text is asked to stand out by (WCAG 2.2, 1.4.3).
LEAST = 4.5


@pytest.fixture
def page_of(tmp_path: Path) -> str:
    before = catalog(tmp_path / "before", {f"{NAME}.msg.yaml": MESSAGE}, "")
    after = catalog(tmp_path / "after", {f"{NAME}.msg.yaml": MESSAGE}, "")
    changed = MESSAGE.replace("See", "Look at").replace("n: string", "n: {enum: [a]}")
    write(after / "templates" / f"{NAME}.msg.yaml", changed)
    run(["-q", "diff", str(before), str(after), "--out", str(tmp_path / "diff.html")])
    return (tmp_path / "diff.html").as_uri()


def test_it_is_as_wide_as_a_phone(open_page: Open, page_of: str, shoot: Shoot) -> None:
    page = open_page(page_of, size=(380, 844), scripts=False)
    shoot(page, "review-narrow")
    widths = "each => [each.scrollWidth, each.clientWidth]"
    for part in ("html", "body"):
        needed, given = page.locator(part).evaluate(widths)
        assert needed <= given
    edge = page.locator(".changed-lines ins").first.bounding_box()
    assert edge is not None
    assert edge["x"] + edge["width"] <= 380


@pytest.mark.parametrize("is_dark", [True, False])
def test_breaking_stands_out(open_page: Open, page_of: str, is_dark: bool) -> None:
    page = open_page(page_of, dark=is_dark, scripts=False)
    text = page.locator(".breaking h2 small").evaluate("each => getComputedStyle(each).color")
    back = page.locator("body").evaluate("each => getComputedStyle(each).backgroundColor")
    lights = sorted(map(luminance, (text, back)))
    assert (lights[1] + 0.05) / (lights[0] + 0.05) >= LEAST


def luminance(color: str) -> float:
    """The relative luminance of a colour such as `rgb(0, 0, 0)`, as WCAG has it."""
    parts = [int(each) / 255 for each in re.findall(r"\d+", color)[:3]]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

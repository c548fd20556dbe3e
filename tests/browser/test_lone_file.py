"""The file that stands alone, opened from disk with scripts forbidden."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from msgc.cli.main import run
from tests.browser.conftest import Open, Shoot


def written(folder: Path) -> str:
    run(["-C", str(folder), "-q", "preview", "--out", str(folder / "preview.html")])
    return (folder / "preview.html").as_uri()


def test_it_shows_one_message_at_a_time(open_page: Open, folder: Path, shoot: Shoot) -> None:
    page = open_page(written(folder), scripts=False)
    expect(page.locator("article:visible")).to_have_count(1)
    page.locator("#catalog a", has_text="orders/a").click()
    expect(page.locator("article:visible")).to_have_count(1)
    expect(page.locator(".line:visible", has_text="Hi Bob")).to_be_visible()
    expect(page.locator(".line:visible", has_text="Hoi Ann")).to_be_visible()
    shoot(page, "lone-file")


def test_its_parts_lead_to_their_lines(open_page: Open, folder: Path) -> None:
    page = open_page(written(folder), scripts=False)
    page.locator("#catalog a", has_text="orders/a").click()
    page.locator(".line:visible", has_text="second line").first.click()
    expect(page.locator(".code-line:target")).to_contain_text("second line")
    expect(page.locator("article:visible")).to_have_count(1)


def test_its_lines_lead_back_to_their_parts(open_page: Open, folder: Path) -> None:
    page = open_page(written(folder), scripts=False)
    page.locator("#catalog a", has_text="orders/a").click()
    page.locator(".code-line:visible", has_text="Thank you").locator(".back").first.click()
    expect(page.locator(".framed:target")).to_contain_text("Thank you")
    expect(page.locator("article:visible")).to_have_count(1)


def test_its_style_is_taken(open_page: Open, folder: Path) -> None:
    page = open_page(written(folder), dark=True)
    assert page.locator("body").evaluate("each => getComputedStyle(each).display") == "grid"
    assert page.locator("script").count() == 0

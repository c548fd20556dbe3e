"""The page while it is used: saves, choices, keys, the way from a bubble to its line."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, Open
from tests.e2e.cli_help import write

A = "templates/orders/a.msg.yaml"
LIVE_MS = 1_000
# What reads an author's own JSON Schema is imported when the first one is met.
SCHEMA_MS = 20_000


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    write(path, text.replace(old, new))


def ready(page: Page) -> None:
    """Wait until the page listens for changes, and the catalog's messages have been counted."""
    expect(page.locator("#catalog .badge")).to_have_count(1)
    page.wait_for_function("document.querySelector('#find:not([hidden])')")


def test_a_save_is_seen_within_a_second(preview: str, open_page: Open, folder: Path) -> None:
    page = open_page(f"{preview}?message=orders/a")
    ready(page)
    for turn in range(3):
        began = time.monotonic()
        edit(
            folder / A,
            f"this is the second line{'.' * turn}",
            f"this is the second line{'.' * turn}.",
        )
        line = page.locator(".line", has_text=f"second line{'.' * (turn + 2)}")
        expect(line).to_be_visible(timeout=LIVE_MS * 5)
        print(f"seen after {1000 * (time.monotonic() - began):.0f} ms")


def test_a_save_keeps_place_and_choice(preview: str, open_page: Open, folder: Path) -> None:
    page = open_page(f"{preview}?message=orders/a&sample=bob", NARROW)
    ready(page)
    page.locator("summary", has_text="Payload").click()
    page.locator("#find").fill("orders")
    page.locator('.chooser a:text-is("ann")').focus()
    page.evaluate("scrollTo({ top: 300, behavior: 'instant' })")
    edit(folder / A, "Hi *", "Good day *")
    expect(page.locator(".line", has_text="Good day Bob")).to_be_visible()
    assert page.evaluate("scrollY") == 300
    assert page.locator("#payload").evaluate("each => each.open")
    assert page.evaluate("document.activeElement.textContent") == "ann"
    assert page.locator("#find").input_value() == "orders"
    assert page.locator("#catalog li:visible").count() == 2


def test_a_fault_and_its_mend_are_seen(preview: str, open_page: Open, folder: Path) -> None:
    page = open_page(f"{preview}?message=orders/a")
    ready(page)
    edit(folder / A, "reply: Thank you", "reply: Thank you very, very much")
    expect(page.locator(".chat .note", has_text="MSG404")).to_be_visible()
    expect(page.locator(".code .note", has_text="MSG404")).to_be_visible()
    expect(page.locator("#catalog a[aria-current] .badge")).to_have_text("1")
    edit(folder / A, "very, very much", "")
    expect(page.locator(".clean")).to_be_visible()
    edit(folder / A, "text: |", "text: [")
    expect(page.locator(".notes .note").first).to_be_visible()


def test_messages_come_and_go(preview: str, open_page: Open, folder: Path) -> None:
    page = open_page(f"{preview}?message=orders/b")
    ready(page)
    write(folder / "templates/new.msg.yaml", "text: New here\n")
    page.locator("#catalog a", has_text="new").click()
    expect(page.locator(".line", has_text="New here")).to_be_visible()
    (folder / "templates/new.msg.yaml").unlink()
    expect(page.locator("main .unreadable")).to_be_visible()


def test_a_message_that_was_deleted_is_gone(preview: str, open_page: Open, folder: Path) -> None:
    page = open_page(f"{preview}?message=orders/b")
    ready(page)
    (folder / "templates/orders/b.msg.yaml").unlink()
    expect(page.locator("main .unreadable")).to_have_text("This message is gone.")
    expect(page).to_have_title("orders/b · shop")


def test_a_page_says_when_the_server_fails(preview: str, open_page: Open, folder: Path) -> None:
    page = open_page(f"{preview}?message=orders/a", told="status of 500")
    ready(page)
    of_pages = re.compile(r"/\?message=")
    page.route(of_pages, lambda route: route.fulfill(status=500, body="error[MSG900]"))
    edit(folder / A, "Hi *", "Good day *")
    expect(page.locator("#live")).to_contain_text("The preview failed")
    page.unroute(of_pages)
    edit(folder / A, "Good day *", "Good night *")
    expect(page.locator(".line", has_text="Good night Ann")).to_be_visible()
    expect(page.locator("#live")).to_be_empty()


def test_a_broken_pattern_is_told_and_what_was_shown_is_not_kept(
    preview: str, open_page: Open, folder: Path
) -> None:
    page = open_page(f"{preview}?message=orders/a")
    ready(page)
    edit(folder / A, "name: string", 'name: {type: string, pattern: "("}')
    edit(folder / A, "Hi *", "Good day *")
    line = page.locator(".line", has_text="Good day Ann")
    expect(line).to_be_visible(timeout=SCHEMA_MS)
    expect(page.locator(".code .note", has_text="MSG124")).to_be_visible()
    expect(page.locator(".clean")).to_have_count(0)


def test_a_search_without_a_hit_says_so(preview: str, open_page: Open) -> None:
    page = open_page(f"{preview}?message=orders/a")
    page.locator("#find").fill("zzz")
    expect(page.locator("#none")).to_have_text("No message is found.")
    page.locator("#find").fill("orders")
    expect(page.locator("#none")).to_be_empty()


def test_findings_of_what_cant_be_drawn_lead_to_their_lines(
    preview: str, open_page: Open, folder: Path
) -> None:
    edit(folder / A, "text: |", "text: [")
    page = open_page(f"{preview}?message=orders/a")
    expect(page.locator("main .unreadable")).to_be_visible()
    page.locator(".ways a").first.click()
    expect(page.locator(".code-line:target")).to_have_count(1)


def test_a_part_leads_to_its_line(preview: str, open_page: Open) -> None:
    page = open_page(f"{preview}?message=orders/a")
    page.locator(".line", has_text="second line").click()
    assert page.evaluate("location.hash") == "#line0-5"
    assert page.locator(".code-line:target").inner_text().startswith("5")
    page.locator(".button", has_text="Thank you").click()
    assert page.locator(".code-line:target").inner_text().startswith("7")


def test_a_line_leads_back_to_its_part(preview: str, open_page: Open) -> None:
    page = open_page(f"{preview}?message=orders/a", NARROW)
    page.locator("#line0-7 .back").click()
    assert page.locator(".framed:target").inner_text().startswith("Thank you")
    expect(page.locator(".framed:target")).to_be_in_viewport()
    page.get_by_role("link", name="line 3 in the bubble").focus()
    page.keyboard.press("Enter")
    assert "second line" in page.locator(".framed:target").inner_text()


def test_a_finding_leads_to_its_bubble(preview: str, open_page: Open) -> None:
    page = open_page(f"{preview}?message=faulty")
    page.locator(".ways a", has_text="bubble").click()
    assert "too many words" in page.locator(".framed:target").inner_text()


def test_choices_are_links_that_change_the_page_in_place(preview: str, open_page: Open) -> None:
    page = open_page(f"{preview}?message=orders/a")
    page.evaluate("window.same = true")
    page.locator('.chooser a:text-is("bob")').click()
    expect(page.locator(".line", has_text="Hi Bob")).to_be_visible()
    page.locator('.chooser a:text-is("nl")').click()
    expect(page.locator(".line", has_text="Hoi Bob")).to_be_visible()
    page.go_back()
    expect(page.locator(".line", has_text="Hi Bob")).to_be_visible()
    assert page.evaluate("window.same"), "the page was never left"


def test_the_chosen_message_is_in_sight(repository: str, open_page: Open) -> None:
    page = open_page(f"{repository}?message=shop/win-back")
    expect(page.locator("#catalog [aria-current=page]")).to_be_in_viewport()
    assert page.evaluate("scrollY") == 0


def test_keys_reach_all(preview: str, open_page: Open) -> None:
    page = open_page(f"{preview}?message=orders/a")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("/")
    page.keyboard.type("other")
    assert page.locator("#catalog li:visible").count() == 0
    page.locator("#find").fill("orders/")
    page.locator("#catalog li:visible a").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".line", has_text="The other one")).to_be_visible()
    page.locator(".way").first.focus()
    page.keyboard.press("Enter")
    assert page.locator(".code-line:target").count() == 1


@pytest.mark.parametrize("name", ["orders/a", "faulty"])
def test_screen_readers_are_told_what_there_is(preview: str, open_page: Open, name: str) -> None:
    page = open_page(f"{preview}?message={name}")
    for role in ("navigation", "main"):
        assert page.get_by_role(role).count() == 1  # type: ignore[arg-type]
    assert page.get_by_role("heading", level=1).count() == 1
    for link in page.get_by_role("link").all():
        assert link.inner_text().strip() or link.get_attribute("aria-label")
    assert page.get_by_role("img").first.get_attribute("aria-label")


def test_markup_in_a_message_is_words(preview: str, open_page: Open) -> None:
    page = open_page(f"{preview}?message=evil")
    assert page.locator("main img, main script").count() == 0
    assert "<script>" in page.locator(".chat").inner_text()


def test_a_page_without_scripts_shows_and_chooses(preview: str, open_page: Open) -> None:
    page = open_page(f"{preview}?message=orders/a", scripts=False)
    page.locator('.chooser a:text-is("bob")').click()
    assert "Hi Bob" in page.locator(".chat").inner_text()

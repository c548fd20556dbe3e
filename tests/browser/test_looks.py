"""Every kind in a real browser, light, dark and narrow: nothing overflows, all has its line."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.catalogs import ROOT
from tests.browser.conftest import NARROW, WIDE, Open, Shoot

GALLERY = sorted(p.name.removesuffix(".msg.yaml") for p in (ROOT / "templates/gallery").iterdir())
NAMES = [*(f"gallery/{name}" for name in GALLERY), "shop/shipped", "shop/loyalty-points"]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What sticks out of the phone that it stands in, by more than a line's width.
STICKS_OUT = """() => [...document.querySelectorAll('.screen .part')].filter((part) => {
  const [a, b] = [part.getBoundingClientRect(), part.closest('.screen').getBoundingClientRect()];
  return !part.closest('.cards') && (a.right > b.right + 2 || a.left < b.left - 2 || !a.height);
}).map((part) => part.className)"""
# Links within the page that lead to nothing.
LOST = """() => [...document.querySelectorAll('a[href^="#"]')]
  .filter((a) => !document.getElementById(decodeURIComponent(a.getAttribute('href').slice(1))))
  .map((a) => a.outerHTML)"""


def check(page: Page) -> None:
    assert page.locator(".screen .part").count() > 0
    assert page.evaluate(SIDEWAYS) == 0
    assert page.evaluate(STICKS_OUT) == []
    assert page.evaluate(LOST) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_message_in_the_light_in_the_dark_and_on_a_narrow_screen(
    repository: str, open_page: Open, shoot: Shoot, name: str
) -> None:
    page = open_page(f"{repository}?message={name}")
    check(page)
    shoot(page, f"{name}-light")
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    shoot(page, f"{name}-dark")
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    check(page)
    shoot(page, f"{name}-narrow")


@pytest.mark.parametrize("name", ["signs", "media", "faulty", "evil"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_what_the_gallery_lacks(
    preview: str, open_page: Open, shoot: Shoot, name: str, size: tuple[int, int]
) -> None:
    page = open_page(f"{preview}?message={name}", size)
    check(page)
    shoot(page, f"{name}-{size[0]}")


def test_texts_from_the_right_stand_on_the_right(preview: str, open_page: Open) -> None:
    page = open_page(f"{preview}?message=signs")
    line = page.locator(".line", has_text="مرحبا")
    assert line.evaluate("line => getComputedStyle(line).direction") == "rtl"
    assert page.locator(".words b").first.inner_text() == "Bold"


CONTRAST = """() => {
  const rgb = (color) => {
    const canvas = Object.assign(document.createElement('canvas'), {width: 1, height: 1});
    const context = canvas.getContext('2d');
    context.fillStyle = color; context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  };
  const light = (c) => c.slice(0, 3).map((v) => v / 255)
    .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (e) => { for (; e; e = e.parentElement) {
    const c = rgb(getComputedStyle(e).backgroundColor); if (c[3] === 255) return c; } };
  const found = new Set();
  for (const e of document.querySelectorAll('body *')) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    const box = e.getBoundingClientRect();
    const elsewhere = '.picture, .way, .sheet, .unseen, .skip, .live, .phone-bar';
    if (!own || box.width < 2 || e.closest(elsewhere)) continue;
    const [a, b] = [light(rgb(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) found.add(e.className + ': ' + e.textContent.slice(0, 30));
  }
  return [...found];
}"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["faulty", "orders/a", "signs"])
def test_all_words_can_be_read(preview: str, open_page: Open, name: str, dark: bool) -> None:
    page = open_page(f"{preview}?message={name}", dark=dark)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert page.evaluate(CONTRAST) == []

"""A real browser, and previews that it looks at; screenshots are kept in `--shots DIR`."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.catalogs import FILES, ROOT
from tests.e2e.cli_help import catalog

SHOTS = ROOT / "tests" / "browser" / "shots"
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
WIDE = (1440, 900)
NARROW = (390, 844)

Open = Callable[..., Page]
Shoot = Callable[[Page, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--shots", type=Path, default=SHOTS, metavar="DIR", help="Screenshots' folder."
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or pytest.fail("chromium is missing: run .ci/servers")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Open an address; what the browser complains of, or asks elsewhere for, fails the test.

    What it is `told` to complain of doesn't.
    """
    contexts, wrong = [], []

    def open_page(
        url: str,
        size: tuple[int, int] = WIDE,
        dark: bool = False,
        scripts: bool = True,
        told: str = "",
    ) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        page = context.new_page()
        origin = url.split("?")[0]
        page.on("console", lambda m: (told and told in m.text) or wrong.append(m.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: wrong.append(f"dialog: {dialog.message}"))
        page.on("request", lambda asked: asked.url.startswith(origin) or wrong.append(asked.url))
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def shoot(request: pytest.FixtureRequest) -> Shoot:
    folder: Path = request.config.getoption("--shots")
    folder.mkdir(parents=True, exist_ok=True)

    def shoot(page: Page, name: str) -> None:
        page.screenshot(path=folder / f"{re.sub(r'[^a-z0-9-]+', '-', name)}.png", full_page=True)

    return shoot


def _previewing(folder: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "msgc", "preview", "--port", "0", "--no-open"]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield next(word for word in process.stdout.readline().split() if "://" in word)
    finally:
        process.terminate()
        process.communicate()


@pytest.fixture(scope="session")
def repository() -> Iterator[str]:
    """The preview of this repository's catalog: the gallery and the shop."""
    yield from _previewing(ROOT)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A catalog to be edited."""
    return catalog(tmp_path / "shop", FILES, 'defaults: {to: "+31612345678"}\n')


@pytest.fixture
def preview(folder: Path) -> Iterator[str]:
    yield from _previewing(folder)

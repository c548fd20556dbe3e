"""`msgc preview`: the file that it writes, and the server that it starts."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.e2e.cli_help import FAULTY, GOOD_ROWS, catalog, write
from tests.e2e.conftest import Call

SECONDS = 20.0


def test_one_file_holds_all_messages_and_their_samples(call: Call, shop: Path) -> None:
    outcome = call("preview", "--out", "p.html", cwd=shop)
    assert (outcome.code, outcome.err) == (0, "4 messages: p.html\n")
    page = (shop / "p.html").read_text(encoding="utf-8")
    for name in (
        "orders/shipped",
        "orders/noted",
        "menu",
        "plain",
        "Sample typical",
        "Sample dutch",
    ):
        assert name in page
    assert "<script" not in page and "http-equiv" in page


def test_selectors_choose(call: Call, shop: Path) -> None:
    assert call("preview", "menu", "--out", "p.html", cwd=shop).code == 0
    assert "orders/shipped" not in (shop / "p.html").read_text(encoding="utf-8")
    outcome = call("preview", "mneu", "--out", "p.html", cwd=shop)
    assert (outcome.code, "did you mean `menu`" in outcome.err) == (2, True)


def test_rows_stand_in_a_file_for_their_owner_alone(call: Call, shop: Path) -> None:
    write(shop / "people.csv", GOOD_ROWS)
    words = ("preview", "orders/shipped", "-r", "people.csv", "--out", "p.html")
    assert call(*words, cwd=shop).code == 0
    page = shop / "p.html"
    assert "Row 2 of people.csv" in page.read_text(encoding="utf-8")
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert call(*words, "--limit", "1", cwd=shop).code == 0
    assert "Row 2 of" not in page.read_text(encoding="utf-8")


def test_errors_are_in_the_file_and_in_the_exit_code(call: Call, tmp_path: Path) -> None:
    folder = catalog(tmp_path / "shop", {"a.msg.yaml": FAULTY})
    assert call("preview", "--out", "p.html", cwd=folder).code == 1
    assert "Error" in (folder / "p.html").read_text(encoding="utf-8")


def test_a_dash_is_standard_output(call: Call, shop: Path) -> None:
    outcome = call("preview", "menu", "--out", "-", cwd=shop)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("<!doctype html>") and "Pick" in outcome.out
    assert not (shop / "-").exists()


def test_a_pattern_that_cant_be_read_takes_no_message_down(call: Call, shop: Path) -> None:
    pattern = (
        'vars: {code: {type: string, pattern: "("}}\nto: "+31612345678"\ntext: At {{ code }}\n'
    )
    write(shop / "templates" / "code.msg.yaml", pattern)
    assert call("preview", "--out", "p.html", cwd=shop).code == 1
    page = (shop / "p.html").read_text(encoding="utf-8")
    assert "MSG124" in page and "At " in page and "from Acme" in page and "Pick" in page


def test_a_file_without_rows_is_told(call: Call, shop: Path) -> None:
    write(shop / "people.csv", "phone,name,n\n")
    words = ("preview", "orders/shipped", "-r", "people.csv", "--out", "p.html")
    assert call(*words, cwd=shop).code == 0
    page = (shop / "p.html").read_text(encoding="utf-8")
    assert "`people.csv` has no rows" in page and "Sample typical" in page


def test_an_empty_catalog_says_so(call: Call, tmp_path: Path) -> None:
    folder = catalog(tmp_path / "shop", {})
    assert call("preview", "--out", "p.html", cwd=folder).code == 0
    assert "no messages yet" in (folder / "p.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["-r", "gone.csv"], "there is no file `gone.csv`"),
        (["-r", "people"], "--rows-format"),
    ],
)
def test_wrong_options_are_refused(call: Call, shop: Path, words: list[str], says: str) -> None:
    outcome = call("preview", "--out", "p.html", *words, cwd=shop)
    assert (outcome.code, says in outcome.err) == (2, True), outcome.err


@contextmanager
def preview(folder: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run the server on a free port; give its process and its address."""
    command = [sys.executable, "-m", "msgc", "preview", "--port", "0", "--no-open", *words]
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        yield process, next(each for each in line.split() if each.startswith("http://"))
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_it_is_told_although_a_page_listens(shop: Path, sign: signal.Signals) -> None:
    with preview(shop) as (process, url), httpx.stream("GET", f"{url}events") as events:
        assert next(events.iter_lines()).startswith("retry")
        process.send_signal(sign)
        out, err = process.communicate(timeout=SECONDS)
    assert (process.returncode, out, err) == (0, "", "")


def test_a_save_is_told_to_the_page_and_shown(shop: Path) -> None:
    with preview(shop) as (_, url), httpx.stream("GET", f"{url}events", timeout=SECONDS) as events:
        lines = events.iter_lines()
        while not next(lines).startswith("data: changed"):
            # What is told at first: the list's counts are there.
            continue
        write(shop / "templates" / "plain.msg.yaml", "text: Written anew\n")
        while "Written anew" not in httpx.get(url, params={"message": "plain"}).text:
            next(lines)


def test_settings_that_break_are_told_and_mended(shop: Path) -> None:
    good = (shop / "msgc.yaml").read_text(encoding="utf-8")
    with (
        preview(shop, "plain") as (_, url),
        httpx.stream("GET", f"{url.split('?')[0]}events", timeout=SECONDS) as events,
    ):
        assert "message=plain" in url
        lines = events.iter_lines()
        for text, word in (("defaults: [\n", "MSG10"), (good, "Nothing is wrong")):
            write(shop / "msgc.yaml", text)
            while word not in httpx.get(url).text:
                next(lines)


def test_templates_that_are_made_later_are_shown(tmp_path: Path) -> None:
    folder = catalog(tmp_path / "shop", {})
    with (
        preview(folder) as (_, url),
        httpx.stream("GET", f"{url}events", timeout=SECONDS) as events,
    ):
        lines = events.iter_lines()
        assert "no messages yet" in httpx.get(url).text
        for words in ("The first", "Another one"):
            write(folder / "templates" / "a.msg.yaml", f'to: "+31612345678"\ntext: {words}\n')
            while words not in httpx.get(url).text:
                next(lines)


def test_a_message_that_isnt_there_is_gone(shop: Path) -> None:
    with preview(shop) as (_, url):
        page = httpx.get(url, params={"message": "nope"})
        assert (page.status_code, "This message is gone" in page.text) == (200, True)


def test_a_row_is_chosen_by_its_number(shop: Path) -> None:
    write(shop / "people.csv", GOOD_ROWS)
    with preview(shop, "orders/shipped", "-r", "people.csv") as (_, url):
        assert "Ann" in httpx.get(url).text
        assert "Bob" in httpx.get(f"{url}&row=2").text
        assert "There is no row 3" in httpx.get(f"{url}&row=3").text


def test_it_answers_this_machine_alone(shop: Path) -> None:
    with preview(shop) as (_, url):
        assert url.startswith("http://127.0.0.1:")
        assert httpx.get(url, headers={"host": "evil.example"}).status_code == 421


def test_a_port_that_is_taken_is_said(call: Call, shop: Path) -> None:
    with preview(shop) as (_, url):
        port = url.rstrip("/").rpartition(":")[2]
        outcome = call("preview", "--no-open", "--port", port, cwd=shop)
    assert (outcome.code, "--port 0 picks a free port" in outcome.err) == (2, True)


@pytest.mark.parametrize("party", ["uvicorn", "starlette", "watchfiles"])
def test_without_the_extra_it_says_what_to_install(party: str, shop: Path) -> None:
    program = (
        f"import sys; sys.modules[{party!r}] = None\n"
        "from msgc.cli.main import run; code = run(['preview', '--out', 'p.html']); print(code)\n"
        "from msgc.cli.main import main; main(['preview', '--port', '0', '--no-open'])"
    )
    command = [sys.executable, "-c", program]
    outcome = subprocess.run(
        command, cwd=shop, capture_output=True, text=True, timeout=60, env={**os.environ}
    )
    assert (outcome.returncode, outcome.stdout) == (2, "0\n")
    assert "pip install 'msgc[preview]'" in outcome.stderr

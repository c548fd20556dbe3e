"""`compile MESSAGE -r ROWS` by a kept plan: the same files and words as without it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.cache_help import HEAVY, Run, change, entries, imported
from tests.e2e.cli_help import FAULTY, Outcome, environment, ndjson, texts, write

MESSAGE, MARK = "shipped", "KEPT"
TEXT = """\
vars:
  phone: phone
  name: string
  locale: {optional: {enum: [nl, de]}}
  vip: boolean = false
  items:
    type: array
    maxItems: 9
    items:
      type: object
      required: [name]
      properties: {name: {type: string, maxLength: 20}, price: {type: number, maximum: 99}}
to: "{{ phone }}"
text: |
  Hi {{ name | oneline | truncate(20) }}{% if vip %}!{% endif %}
  {% for item in items %}
  - {{ item.name }}: {{ item.price | default(0) | currency("EUR") }}
  {% endfor %}
  {{ brand }}
actions:
  - {if: vip, reply: "Call {{ name | truncate(10) }}"}
  - {postback: Track, payload: "track:{{ name }}"}
fallback: {template: t, locale: en, parameters: {name: "{{ name }}"}}
"""
DUTCH = "text: Hoi {{ name }}\n"
BASE = "extends: _base\nvars: {phone: phone}\ntext: \"{% include 'hello.txt' %}\"\n"
ITEM = {"name": "Lamp", "price": 9.5}
ROW = {"phone": "+31612345678", "name": "Zoë", "items": [ITEM, ITEM]}
RUN = ("compile", MESSAGE, "-r", "rows.ndjson", "-o", "made.ndjson")


@pytest.fixture
def shop(shop: Path) -> Path:
    write(shop / f"templates/{MESSAGE}.msg.yaml", TEXT)
    write(shop / "templates/plain.msg.yaml", BASE)
    write(shop / "templates/_base.msg.yaml", "tags: [a]\n")
    write(shop / "templates/hello.txt", "Hello\n")
    rows(shop, ROW)
    return shop


def rows(shop: Path, *given: object) -> None:
    lines = (json.dumps(each, ensure_ascii=False) + "\n" for each in given)
    write(shop / "rows.ndjson", "".join(lines))


def made(shop: Path) -> dict[str, bytes]:
    """What a run has written, taken away."""
    found = {path.name: path.read_bytes() for path in shop.glob("made.*")}
    for name in found:
        (shop / name).unlink()
    return found


def both(run: Run, shop: Path, *words: str) -> tuple[Outcome, dict[str, bytes]]:
    """Run with and without what is kept, which must come to the same; return that."""
    kept, files = run(*words), made(shop)
    assert (run(*words, "--no-cache"), made(shop)) == (kept, files)
    return kept, files


def marked(cache: Path) -> None:
    """Let the programs that are kept write something else, so that their use shows."""
    change(cache, mark)


def mark(value):
    if isinstance(value, str):
        return value.replace('"type":"text"', f'"type":"{MARK}"')
    if isinstance(value, list):
        return [mark(each) for each in value]
    return {k: mark(each) for k, each in value.items()} if isinstance(value, dict) else value


def is_kept(run: Run, shop: Path, *words: str) -> bool:
    run(*(words or RUN))
    return MARK in b"".join(made(shop).values()).decode()


def test_a_warm_run_writes_the_same(run: Run, shop: Path, cache: Path) -> None:
    first, files = both(run, shop, *RUN)
    assert set(files) == {f"made{end}" for end in (".ndjson", ".fallback.ndjson", ".manifest.json")}
    assert len(entries(cache)) == 1
    assert both(run, shop, *RUN) == (first, files)
    rows(shop, ROW, {**ROW, "name": "Ann“\\"})
    assert both(run, shop, *RUN)[0].err.startswith("2 payloads of 2 rows: made.ndjson\n")
    marked(cache)
    assert is_kept(run, shop)


def test_a_warm_run_imports_nothing_heavy(run: Run, shop: Path, cache: Path) -> None:
    write(shop / f"templates/{MESSAGE}.msg.yaml", BASE)
    run(*RUN)
    assert imported(*RUN, cwd=shop, cache=cache) & HEAVY == set()
    assert imported(*RUN, "--no-cache", cwd=shop, cache=cache) | {"jsonschema"} >= HEAVY


def test_a_filter_imports_no_parser(run: Run, shop: Path, cache: Path) -> None:
    run(*RUN)
    found = imported(*RUN, cwd=shop, cache=cache)
    assert found & {"yaml", "jinja2", "jsonschema", "click"} == set()
    assert "babel" in found


@pytest.mark.parametrize(
    "words",
    [
        ("-q", "compile", MESSAGE, "-r", "rows.ndjson", "-o", "made.ndjson"),
        ("compile", MESSAGE, "-r", "rows.ndjson", "-o", "-"),
        ("compile", MESSAGE, "-r", "rows.ndjson"),
        ("-C", ".", "compile", MESSAGE, "-r", "rows.ndjson", "-o", "made.ndjson"),
    ],
)
def test_other_words_come_to_the_same(
    run: Run, shop: Path, cache: Path, words: tuple[str, ...]
) -> None:
    plain = run(*words, "--no-cache"), made(shop), (shop / "out").exists()
    assert (run(*words), made(shop), (shop / "out").exists()) == plain
    assert (run(*words), made(shop), (shop / "out").exists()) == plain
    assert len(entries(cache)) == 1


def test_the_default_place(run: Run, shop: Path, cache: Path) -> None:
    words = ("compile", MESSAGE, "-r", "rows.ndjson")
    run(*words)
    plain = {path.name: path.read_bytes() for path in (shop / "out").iterdir()}
    write(shop / "out" / f"{MESSAGE}.rejected.ndjson", "old")
    marked(cache)
    run(*words)
    found = {path.name: path.read_bytes() for path in (shop / "out").iterdir()}
    assert MARK.encode() in found[f"{MESSAGE}.ndjson"]
    assert found.keys() == plain.keys()


BAD: dict[str, object] = {
    "phone": {**ROW, "phone": "0612345678"},
    "missing": {"phone": ROW["phone"]},
    "control": {**ROW, "name": "a\x7f"},
    "too long": {**ROW, "items": [ITEM] * 200},
    "space": {**ROW, "name": " Ann "},
    "list": [],
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_bad_row_is_told_as_ever(run: Run, shop: Path, bad: object) -> None:
    run(*RUN)
    rows(shop, ROW, bad, ROW)
    outcome, files = both(run, shop, *RUN)
    assert (outcome.code, "made.rejected.ndjson" in files) == (1, True)


def test_a_new_shape_is_done_as_ever_and_kept(run: Run, shop: Path, cache: Path) -> None:
    run(*RUN)
    before = entries(cache)
    rows(shop, {**ROW, "vip": True}, ROW)
    _, files = both(run, shop, *RUN)
    assert b"Call Zo" in files["made.ndjson"]
    assert entries(cache) != before
    marked(cache)
    assert is_kept(run, shop)


def test_what_runs_have_had_by_turns_is_kept_together(run: Run, shop: Path, cache: Path) -> None:
    write(shop / f"templates/{MESSAGE}.nl.msg.yaml", DUTCH)
    by_turns = [ROW, {**ROW, "vip": True}, {**ROW, "locale": "nl"}]
    for each in by_turns:
        rows(shop, each)
        run(*RUN)
    marked(cache)
    for each in by_turns:
        rows(shop, each)
        assert is_kept(run, shop)


def test_being_terminated_leaves_nothing(run: Run, shop: Path, cache: Path) -> None:
    rows(shop, *[ROW] * 100)
    run(*RUN)
    made(shop)
    write(shop / "slow/sitecustomize.py", "import os, time\nos.fsync = lambda _: time.sleep(60)\n")
    running = subprocess.Popen(
        [sys.executable, "-m", "msgc", *RUN],
        cwd=shop,
        env=environment(
            MSGC_NO_CACHE="", XDG_CACHE_HOME=str(cache.parent), PYTHONPATH=str(shop / "slow")
        ),
        stderr=subprocess.PIPE,
    )
    while running.poll() is None and not list(shop.glob(".made*")):
        time.sleep(0.002)
    running.send_signal(signal.SIGTERM)
    _, told = running.communicate(timeout=60)
    assert (running.returncode, told) == (130, b"Interrupted.\n")
    assert list(shop.glob("*made*")) + list(shop.glob(".made*")) == []


@pytest.mark.parametrize("jobs", ["9" * 5_000, "2"])
def test_jobs_are_read_as_ever(run: Run, shop: Path, jobs: str) -> None:
    run(*RUN)
    made(shop)
    both(run, shop, *RUN, "--jobs", jobs)


def test_locales(run: Run, shop: Path, cache: Path) -> None:
    write(shop / f"templates/{MESSAGE}.nl.msg.yaml", DUTCH)
    for locale in ("nl", "de", None):
        rows(shop, {**ROW, "locale": locale})
        for _ in range(2):
            both(run, shop, *RUN)
    rows(shop, {**ROW, "locale": "nl"}, ROW)
    both(run, shop, *RUN)


CHANGES: dict[str, Callable[[Path], object]] = {
    "the message": lambda shop: write(
        shop / "templates/plain.msg.yaml", BASE.replace("phone:", "name: string, phone:")
    ),
    "a base": lambda shop: write(shop / "templates/_base.msg.yaml", "tags: [b]\n"),
    "an include": lambda shop: write(shop / "templates/hello.txt", "Bye\n"),
    "a new locale": lambda shop: write(shop / "templates/plain.nl.msg.yaml", DUTCH),
    "a base's new locale": lambda shop: write(shop / "templates/_base.nl.msg.yaml", "tags: [c]\n"),
    "a removed include": lambda shop: (shop / "templates/hello.txt").unlink(),
    "the settings": lambda shop: write(shop / "msgc.yaml", 'defaults: {to: "+31612345678"}\n'),
    "a lock": lambda shop: write(shop / "msgc.lock", "{}"),
}


@pytest.mark.parametrize("make", CHANGES.values(), ids=CHANGES)
def test_a_change_is_noticed(
    run: Run, shop: Path, cache: Path, make: Callable[[Path], object]
) -> None:
    words = ("compile", "plain", "-r", "rows.ndjson", "-o", "made.ndjson")
    run(*words)
    marked(cache)
    assert is_kept(run, shop, *words)
    make(shop)
    run(*words)
    assert MARK.encode() not in b"".join(made(shop).values())
    both(run, shop, *words)


def test_another_messages_change_is_none(run: Run, shop: Path, cache: Path) -> None:
    run(*RUN)
    marked(cache)
    write(shop / "templates/plain.msg.yaml", FAULTY)
    assert is_kept(run, shop)


def test_warnings_are_told_each_time(run: Run, shop: Path, cache: Path) -> None:
    write(shop / f"templates/{MESSAGE}.msg.yaml", TEXT.replace("phone: phone", "phone: string"))
    outcome, _ = both(run, shop, *RUN)
    assert "MSG431" in outcome.err
    assert both(run, shop, *RUN)[0] == outcome
    marked(cache)
    assert is_kept(run, shop)
    assert not is_kept(run, shop, "--color", "always", *RUN)
    assert "MSG431" in run(*RUN, COLUMNS="60").err


@pytest.mark.parametrize("place", ["msgc.yaml", "rows.ndjson", "link.ndjson", "no/x.ndjson", "dir"])
def test_what_isnt_a_plain_output_is_done_as_ever(run: Run, shop: Path, place: str) -> None:
    run(*RUN)
    (shop / "dir").mkdir()
    (shop / "link.ndjson").symlink_to("rows.ndjson")
    words = (*RUN[:-1], place)
    kept = run(*words)
    assert run(*words, "--no-cache") == kept
    assert texts(ndjson(shop / "rows.ndjson")[:0]) == []
    assert ndjson(shop / "rows.ndjson") == [ROW]


def test_an_entry_that_was_changed_is_refused_and_written_anew(
    run: Run, shop: Path, cache: Path
) -> None:
    run(*RUN)
    files = made(shop)
    ((path, data),) = entries(cache).items()
    for changed in (data[:-1], data.replace(b"Hi ", b"Ho "), b""):
        path.write_bytes(changed)
        run(*RUN)
        assert made(shop) == files
        assert path.read_bytes() == data


def test_an_entry_of_another_form_is_no_fault(run: Run, shop: Path, cache: Path) -> None:
    run(*RUN)
    files = made(shop)
    for name in ("plan", "facts", "evidence", "inputs", "sources", "told"):
        change(cache, lambda document, name=name: {**document, name: 5})
        run(*RUN)
        assert made(shop) == files

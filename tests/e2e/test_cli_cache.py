"""What is kept of a run of `check`: never another answer, only a quicker one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.cache_help import HEAVY, Run, change, entries, imported
from tests.e2e.cli_help import FAULTY, PAYLOAD, Outcome, write


def forged(cache: Path) -> None:
    """Let every entry say something that no run says, so that its use shows."""
    change(cache, lambda document: {**document, "said": [["out", "kept\n"]]})


def is_kept(outcome: Outcome) -> bool:
    return outcome.out == "kept\n"


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("check", "--format", "json"),
        ("check", "--format", "sarif", "templates/bad.msg.yaml"),
        ("-v", "check", "--proof"),
        ("check", "-q", "templates/orders"),
        ("check", "--fail-on", "warning", "templates/orders"),
        ("check", "--now", "2026-11-22T09:00:00Z"),
        ("check", "--color", "always"),
    ],
)
def test_a_run_says_the_same_again(
    run: Run, shop: Path, cache: Path, words: tuple[str, ...]
) -> None:
    write(shop / "templates/bad.msg.yaml", FAULTY)
    write(shop / "p.json", PAYLOAD)
    plain = run(*words, MSGC_NO_CACHE="1")
    assert entries(cache) == {}
    first, again = run(*words), run(*words)
    assert plain == first == again
    forged(cache)
    assert is_kept(run(*words))


def test_a_warm_check_imports_nothing_heavy(run: Run, shop: Path, cache: Path) -> None:
    run("check")
    found = imported("check", cwd=shop, cache=cache)
    assert found & HEAVY == set()
    assert "msgc" in found


def test_a_cold_check_imports_it(shop: Path, cache: Path) -> None:
    assert {"yaml", "jinja2"} <= imported("check", cwd=shop, cache=cache)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a message": lambda shop: write(shop / "templates/menu.msg.yaml", FAULTY),
    "a new message": lambda shop: write(shop / "templates/new.msg.yaml", FAULTY),
    "a new locale": lambda shop: write(shop / "templates/menu.nl.msg.yaml", FAULTY),
    "a removed message": lambda shop: (shop / "templates/menu.msg.yaml").unlink(),
    "the settings": lambda shop: write(shop / "msgc.yaml", "channel: any\n"),
    "a lock": lambda shop: write(shop / "msgc.lock", "{}"),
    "a test file": lambda shop: write(shop / "templates/menu.test.yaml", "x: {rwo: 1}"),
    "a text": lambda shop: write(shop / "templates/orders/terms.txt", "x"),
}


@pytest.mark.parametrize("make", CHANGES.values(), ids=CHANGES)
def test_a_change_is_noticed(
    run: Run, shop: Path, cache: Path, make: Callable[[Path], object]
) -> None:
    run("check")
    forged(cache)
    assert is_kept(run("check"))
    make(shop)
    assert run("check") == run("check", "--no-cache")


def test_nothing_is_kept_of_payloads(run: Run, shop: Path, cache: Path) -> None:
    write(shop / "p.json", PAYLOAD)
    assert "MSG301" in run("check", "p.json").out
    assert entries(cache) == {}


def test_a_nearer_catalog_is_noticed(run: Run, shop: Path, cache: Path) -> None:
    inner = shop / "inner"
    inner.mkdir()
    run("check", cwd=inner)
    forged(cache)
    assert is_kept(run("check", cwd=inner))
    write(inner / "msgc.yaml", "")
    assert not is_kept(run("check", cwd=inner))


@pytest.mark.parametrize(
    "other",
    [
        {"COLUMNS": "50"},
        {"FORCE_COLOR": "1"},
        {"GITHUB_ACTIONS": "true"},
        {"MSGC_NO_CACHE": "1"},
        {"GITHUB_STEP_SUMMARY": "summary.md"},
    ],
)
def test_other_surroundings_are_another_run(run: Run, cache: Path, other: dict[str, str]) -> None:
    run("check")
    forged(cache)
    assert is_kept(run("check"))
    assert not is_kept(run("check", **other))


def test_other_options_are_another_run(run: Run, shop: Path, cache: Path) -> None:
    run("check")
    forged(cache)
    for words in (["check", "--channel", "any"], ["check", "--no-cache"], ["check", "-q"]):
        assert not is_kept(run(*words))


def test_nothing_is_kept_that_hangs_on_the_clock(run: Run, shop: Path, cache: Path) -> None:
    text = 'to: "+31612345678"\nscheduledFor: "2020-01-01T00:00:00Z"\ntext: Hi\n'
    write(shop / "templates/late.msg.yaml", text)
    assert "MSG314" in run("check").out
    assert entries(cache) == {}
    assert "MSG314" in run("check", "--now", "2026-11-22T09:00:00Z").out
    assert len(entries(cache)) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--no-cache"),
        ("check", "--fix"),
        ("check", "--baseline", "known.json"),
        ("check", "nothing-there"),
        ("check", "--format", "no"),
        ("compile", "--check"),
        ("ls",),
    ],
)
def test_nothing_is_kept_of_runs_that_do_more_or_fail(
    run: Run, cache: Path, words: tuple[str, ...]
) -> None:
    run(*words)
    assert entries(cache) == {}


def test_an_entry_that_was_changed_is_refused_and_written_anew(run: Run, cache: Path) -> None:
    plain = run("check")
    ((path, data),) = entries(cache).items()
    for changed in (data[:-1], data.replace(b"mend", b"pend"), b"", b"\x00" * 100):
        path.write_bytes(changed)
        assert run("check") == plain
        assert path.read_bytes() == data


def test_a_cache_that_cant_be_used_says_nothing(run: Run, cache: Path) -> None:
    plain = run("check", "--no-cache")
    cache.mkdir(parents=True)
    cache.chmod(0o777)
    assert run("check") == plain
    assert entries(cache) == {}
    assert run("check", XDG_CACHE_HOME="/dev/null") == plain


ODD: dict[str, dict[str, object]] = {
    "an unknown fact": {"facts": [["folder", "/"]]},
    "no path": {"facts": [["file", "\0"]]},
    "a path in no encoding": {"facts": [["place", "\ud800"]]},
    "no facts": {"facts": None},
    "no text": {"said": [["out", 1]]},
    "no whole code": {"code": 1.0},
    "no evidence": {"evidence": ["x"]},
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_an_entry_that_cant_be_understood_is_as_none(
    run: Run, cache: Path, odd: dict[str, object]
) -> None:
    first = run("check")
    forged(cache)
    change(cache, lambda document: {**document, **odd})
    assert run("check") == first
    forged(cache)
    assert is_kept(run("check"))

"""What a run by a kept plan is asked for, where it stands, and what it says.

It knows the plain form of `compile MESSAGE -r ROWS` alone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import NamedTuple

from msgc.cache.keys import Fact, digest, evidence, installation
from msgc.cache.store import Document, Store, default_folder
from msgc.cli.replay import looks
from msgc.warm.output import require_plain
from msgc.warm.program import items, text
from msgc.warm.unusual import UnusualError

COMPILE = "compile"
CONFIG, OUT, GITIGNORE = "msgc.yaml", "out", ".gitignore"
LINES, TABLES = (".ndjson", ".jsonl"), (".csv", ".tsv")
STDOUT = "-"
VALUES = {"-r": "rows", "-o": "output", "-C": "catalog", "--jobs": "jobs"}
QUIET = ("-q", "--quiet")
# Of a count that is plain.
MOST_DIGITS = 4


class Asked(NamedTuple):
    """What the words of a plain run ask for."""

    message: str
    rows: str
    output: str | None
    catalog: str | None
    quiet: bool
    jobs: int = 1


def asked_by(words: Sequence[str]) -> Asked | None:
    """Return what plain words ask for, None for any other."""
    given: dict[str, str] = {}
    names: list[str] = []
    quiet = False
    left = iter(words)
    for word in left:
        if word in VALUES:
            value = next(left, "")
            if not value or VALUES[word] in given:
                return None
            given[VALUES[word]] = value
        elif word.startswith("-") and word not in QUIET:
            return None
        else:
            quiet = quiet or word in QUIET
            names += [] if word in QUIET else [word]
    is_known = given.get("rows", "").endswith((*LINES, *TABLES))
    jobs = given.pop("jobs", "1")
    if len(names) != 2 or names[0] != COMPILE or not is_known or not _is_count(jobs):
        return None
    output, catalog = given.get("output"), given.get("catalog")
    return Asked(names[1], given["rows"], output, catalog, quiet, int(jobs))


def _is_count(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= MOST_DIGITS and int(word) > 0


def plan_key(root: str, message: str) -> str:
    """Return the key of a message's plan; `root` is the resolved folder of its catalog."""
    return digest(("plan", installation(), root, message))


def entry_of(asked: Asked, root: str) -> Document:
    """Return what is kept of the message, if that is as it was."""
    entry = Store(default_folder(os.environ)).read(plan_key(root, asked.message))
    if entry is None:
        raise UnusualError
    require_unchanged(entry)
    return entry


def require_unchanged(entry: Document) -> None:
    """Raise UnusualError where something that a message hangs on isn't as it was."""
    if evidence(_facts(entry)) != entry["evidence"]:
        raise UnusualError


def require_free(path: str, asked: Asked, entry: Document) -> None:
    """Raise UnusualError where a run's files would stand in the way of what it reads."""
    require_plain(path, [*map(text, items(entry["inputs"])), os.path.realpath(asked.rows)])


def told_of(entry: Document) -> str:
    """Return what a run tells of a message's warnings before it begins."""
    told = text(entry["told"])
    if told and entry["looks"] != looks():
        raise UnusualError
    return told


def root_of(given: str | None) -> str:
    """Return the resolved folder of the catalog. Raises UnusualError."""
    folder = os.path.realpath(given or os.curdir)
    while not os.path.isfile(os.path.join(folder, CONFIG)):
        if given or os.path.dirname(folder) == folder:
            raise UnusualError
        folder = os.path.dirname(folder)
    return folder


def _facts(entry: Document) -> list[Fact]:
    return [(text(kind), text(path)) for kind, path in items(entry["facts"])]


def path_of(asked: Asked, root: str) -> str | None:
    """Return where the payloads go, None for standard output."""
    if asked.output == STDOUT:
        return None
    if asked.output is not None:
        return asked.output
    if not os.path.isfile(os.path.join(root, OUT, GITIGNORE)):
        raise UnusualError
    return os.path.join(root, OUT, f"{asked.message}.ndjson")


def function_of(kind: str, name: str) -> Callable[..., object]:
    """Return the function of a filter or test, which are imported where a message has one."""
    filters = import_module("msgc.filters")
    table: Mapping[str, object] = {"filter": filters.FILTERS, "test": filters.TESTS}[kind]
    function: Callable[..., object] = table[name].apply  # type: ignore[attr-defined]
    return function


def say(path: str, rows: int, has_fallback: bool) -> None:
    """Say what rows have come to, all of which have a payload."""
    lines = [f"{_counted(rows, 'payload')} of {_counted(rows, 'row')}: {_from_here(path)}"]
    if has_fallback:
        beside = path.removesuffix(".ndjson") + ".fallback.ndjson"
        lines.append(f"{_counted(rows, 'fallback')}, line for line: {_from_here(beside)}")
    sys.stderr.write("".join(f"{line}\n" for line in lines))
    sys.stderr.flush()


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _from_here(path: str) -> str:
    return path.removeprefix(os.path.join(os.getcwd(), ""))

"""`compile MESSAGE -r ROWS` by a plan that an earlier run has kept, before anything is imported.

It knows the plain form of the command alone. Whatever else is asked for, and whatever isn't as it
was, is done as ever: nothing has been written by then.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import NamedTuple

from msgc.cache.keys import Fact, digest, evidence, installation
from msgc.cache.store import Document, Store, default_folder
from msgc.cli.replay import looks, may_cache
from msgc.warm.output import require_plain, write_files
from msgc.warm.plans import Made, Plan
from msgc.warm.program import items, mapping, text
from msgc.warm.unusual import UnusualError

COMPILE = "compile"
CONFIG, OUT, GITIGNORE = "msgc.yaml", "out", ".gitignore"
ROWS = (".ndjson", ".jsonl")
STDOUT = "-"
# The start is what counts where there are few rows.
MAX_ROWS = 1 << 18
VALUES = {"-r": "rows", "-o": "output", "-C": "catalog"}
QUIET = ("-q", "--quiet")


class Asked(NamedTuple):
    """What the words of a plain run ask for."""

    message: str
    rows: str
    output: str | None
    catalog: str | None
    quiet: bool


def warm(words: Sequence[str]) -> int | None:
    """Compile as the words ask, and return the exit code; None where it has to be done as ever."""
    asked = _asked(words) if may_cache(words, os.environ) else None
    if asked is None:
        return None
    try:
        told, made, path = _made(asked)
    except Exception:
        # Whatever an entry or a file holds, the run as ever is what tells of it.
        return None
    if path is None:
        sys.stdout.buffer.write(b"".join(line + b"\n" for line in made[0]))
        sys.stdout.buffer.flush()
    elif not asked.quiet:
        sys.stderr.write(told)
        _say(path, made)
    return 0


def _asked(words: Sequence[str]) -> Asked | None:
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
    if len(names) != 2 or names[0] != COMPILE or not given.get("rows", "").endswith(ROWS):
        return None
    return Asked(names[1], given["rows"], given.get("output"), given.get("catalog"), quiet)


def plan_key(root: str, message: str) -> str:
    """Return the key of a message's plan; `root` is the resolved folder of its catalog."""
    return digest(("plan", installation(), root, message))


def _made(asked: Asked) -> tuple[str, Made, str | None]:
    """Return what is told of the message, what its rows came to, and where that was written."""
    root = _root(asked.catalog)
    entry = Store(default_folder(os.environ)).read(plan_key(root, asked.message))
    if entry is None or evidence(_facts(entry)) != entry["evidence"]:
        raise UnusualError
    path = _path(asked, root)
    told = "" if asked.quiet or path is None else _told(entry)
    data = _content(asked.rows)
    inputs = [*map(text, items(entry["inputs"])), os.path.realpath(asked.rows)]
    if path is not None:
        require_plain(path, inputs)
    made = Plan(mapping(entry["plan"]), _function).compile(data)
    if path is not None:
        sources = mapping(entry["sources"])
        write_files(path, made, asked.message, sources, (asked.rows, data))
    return told, made, path


def _told(entry: Document) -> str:
    """Return what a run tells of a message's warnings before it begins."""
    told = text(entry["told"])
    if told and entry["looks"] != looks():
        raise UnusualError
    return told


def _root(given: str | None) -> str:
    folder = os.path.realpath(given or os.curdir)
    while not os.path.isfile(os.path.join(folder, CONFIG)):
        if given or os.path.dirname(folder) == folder:
            raise UnusualError
        folder = os.path.dirname(folder)
    return folder


def _facts(entry: Document) -> list[Fact]:
    return [(text(kind), text(path)) for kind, path in items(entry["facts"])]


def _content(path: str) -> bytes:
    with open(path, "rb") as file:
        if not os.path.isfile(path) or os.fstat(file.fileno()).st_size > MAX_ROWS:
            raise UnusualError
        return file.read()


def _path(asked: Asked, root: str) -> str | None:
    """Return where the payloads go, None for standard output."""
    if asked.output == STDOUT:
        return None
    if asked.output is not None:
        return asked.output
    if not os.path.isfile(os.path.join(root, OUT, GITIGNORE)):
        raise UnusualError
    return os.path.join(root, OUT, f"{asked.message}.ndjson")


def _function(kind: str, name: str) -> Callable[..., object]:
    """Return the function of a filter or test, which are imported where a message has one."""
    filters = import_module("msgc.filters")
    table: Mapping[str, object] = {"filter": filters.FILTERS, "test": filters.TESTS}[kind]
    function: Callable[..., object] = table[name].apply  # type: ignore[attr-defined]
    return function


def _say(path: str, made: Made) -> None:
    payloads, fallbacks = made
    count = _counted(len(payloads), "payload")
    lines = [f"{count} of {_counted(len(payloads), 'row')}: {_from_here(path)}"]
    if fallbacks is not None:
        beside = path.removesuffix(".ndjson") + ".fallback.ndjson"
        said = _counted(len(fallbacks), "fallback")
        lines.append(f"{said}, line for line: {_from_here(beside)}")
    sys.stderr.write("".join(f"{line}\n" for line in lines))
    sys.stderr.flush()


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _from_here(path: str) -> str:
    return path.removeprefix(os.path.join(os.getcwd(), ""))

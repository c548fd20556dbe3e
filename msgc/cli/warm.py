"""`compile MESSAGE -r ROWS` by a plan that an earlier run has kept, before anything is imported.

It knows the plain form of the command alone. Whatever else is asked for, and whatever isn't as it
was, is done as ever: nothing has been written by then.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from msgc.cache.store import Document
from msgc.cli.endings import end_as_interrupted
from msgc.cli.replay import may_cache
from msgc.cli.warm_asked import (
    LINES,
    Asked,
    asked_by,
    entry_of,
    function_of,
    path_of,
    require_free,
    root_of,
    say,
    told_of,
)
from msgc.cli.words import COMPLETING
from msgc.warm.output import write_files
from msgc.warm.plans import Made, Plan
from msgc.warm.program import mapping
from msgc.warm.unusual import UnusualError

# Bytes of rows that are few: the start is what counts for them.
FEW = 1 << 18


def warm(words: Sequence[str]) -> int | None:
    """Compile as the words ask, and return the exit code; None where it has to be done as ever."""
    is_plain = may_cache(words, os.environ) and COMPLETING not in os.environ
    asked = asked_by(words) if is_plain else None
    if asked is None:
        return None
    try:
        root = root_of(asked.catalog)
        entry = entry_of(asked, root)
        if not _are_few(asked.rows):
            many = import_module("msgc.cli.warm_many").compile_many
            code: int = many(words, asked, root, entry, path_of(asked, root))
            return code
        told, made, path = _made(asked, root, entry)
    except Exception:
        # Whatever an entry or a file holds, the run as ever is what tells of it.
        return None
    if path is None:
        _write_out(b"".join(line + b"\n" for line in made[0]))
    elif not asked.quiet:
        sys.stderr.write(told)
        say(path, len(made[0]), made[1] is not None)
    return 0


def _write_out(data: bytes) -> None:
    out = sys.stdout.buffer
    try:
        out.write(data)
        out.flush()
    except OSError as error:
        raise OSError(error.errno, error.strerror, error.filename or out.name) from None


def _are_few(rows: str) -> bool:
    if not os.path.isfile(rows):
        raise UnusualError
    return rows.endswith(LINES) and os.path.getsize(rows) <= FEW


def _made(asked: Asked, root: str, entry: Document) -> tuple[str, Made, str | None]:
    """Return what is told of the message, what its rows came to, and where that was written."""
    path = path_of(asked, root)
    told = "" if asked.quiet or path is None else told_of(entry)
    data = _content(asked.rows)
    if path is not None:
        require_free(path, asked, entry)
        end_as_interrupted()
    made = Plan(mapping(entry["plan"]), function_of).compile(data)
    if path is not None:
        sources = mapping(entry["sources"])
        write_files(path, made, asked.message, sources, (asked.rows, data))
    return told, made, path


def _content(path: str) -> bytes:
    with open(path, "rb") as file:
        data = file.read(FEW + 1)
    if len(data) > FEW:
        raise UnusualError
    return data

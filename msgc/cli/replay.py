"""A run of `check` played back: what it said and its exit code, while nothing has changed.

It is asked before anything else is imported, so it takes the words of the command line as they
are: an entry is found under the same words, in the same folder, for the same kind of terminal.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache

from msgc.cache.keys import NOTHING, Fact, Read, digest, evidence, installation
from msgc.cache.states import are_settled, states
from msgc.cache.store import Document, Store, default_folder
from msgc.cli.words import ERR, NO_CACHE

NEVER_CACHE = "MSGC_NO_CACHE"
# Each of them says something of a report's looks, or of where its paths begin.
VARIABLES = (
    *("COLUMNS", "NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"),
    *("MSGC_TRACEBACK", "PYTHONIOENCODING", "PYTHONUTF8", "LC_ALL", "LC_CTYPE", "LANG"),
)
# A run that writes to this file has done more than to say something.
STEP_SUMMARY = "GITHUB_STEP_SUMMARY"
CODES = (0, 1)

Said = list[tuple[str, str]]
"""Texts in their order, each with the stream that it went to."""


def may_cache(words: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Tell whether a run may use what earlier runs have left, and leave something itself."""
    return NO_CACHE not in words and not environment.get(NEVER_CACHE)


def key_of(words: Sequence[str]) -> str:
    """Return the key of a run; OSError where the folder that it runs in is gone."""
    return digest(("replay", _installed(), os.getcwd(), looks(), *words))


# A run is that of the msgc that it began with, and looking for it again takes as long.
_installed = cache(installation)


def looks() -> str:
    """Return the digest of what a text's looks hang on: the terminal, and the environment."""
    variables = [f"{name}={os.environ.get(name)}" for name in VARIABLES]
    return digest((*variables, _terminal()))


def _terminal() -> str:
    streams = (sys.stdout, sys.stderr)
    are_terminals = [stream is not None and stream.isatty() for stream in streams]
    try:
        size = os.get_terminal_size(sys.__stdout__.fileno()) if sys.__stdout__ else None
    except (ValueError, OSError):
        size = None
    return f"{are_terminals} {size}"


def replay(words: Sequence[str]) -> int | None:
    """Say what this run said when it was last done, and return its exit code.

    None where it has to be done.
    """
    if not may_cache(words, os.environ) or os.environ.get(STEP_SUMMARY):
        return None
    try:
        found = _unchanged(Store(default_folder(os.environ)).read(key_of(words)))
    except (OSError, ValueError):
        return None
    if found is None:
        return None
    said, code = found
    for stream, text in said:
        _say(stream, text)
    return code


def _unchanged(kept: Document | None) -> tuple[Said, int] | None:
    """Return what an entry holds, if all that its run looked at is as it was.

    Raises OSError, and ValueError where the entry can't be understood.
    """
    if kept is None:
        return None
    facts, said, code = _pairs(kept.get("facts")), _pairs(kept.get("said")), kept.get("code")
    if facts is None or said is None or not isinstance(code, int) or code not in CODES:
        return None
    return (said, code) if evidence(facts) == kept.get("evidence") else None


def _pairs(value: object) -> list[tuple[str, str]] | None:
    if not isinstance(value, list):
        return None
    are = (isinstance(pair, list) and list(map(type, pair)) == [str, str] for pair in value)
    return [(first, second) for first, second in value] if all(are) else None


def _say(stream: str, text: str) -> None:
    if stream == ERR:
        sys.stderr.write(text)
        sys.stderr.flush()
    else:
        sys.stdout.buffer.write(text.encode("utf-8", errors="backslashreplace"))
        sys.stdout.buffer.flush()


class Recording:
    """What a run says, to be said again while all that it looked at is as it was before it."""

    def __init__(self, words: Sequence[str], facts: Sequence[Fact]) -> None:
        self._words, self._facts = words, list(facts)
        now = time.time_ns()
        self._states = states(facts)
        # Reading all files takes five times as long as asking for their states, which tell of each
        # change but one that comes as good as at once after another.
        self._before = None if are_settled(self._states, now) else evidence(facts)

    def keep(self, said: Said, code: int, read: Read = NOTHING) -> None:
        """Keep what was said, and the exit code, where nothing has changed meanwhile.

        `read` is what the run has read: it isn't read again.
        """
        with suppress(OSError):
            found = self._unchanged(read) if code in CODES else None
            if found is not None:
                entry: Document = {"facts": self._facts, "evidence": found}
                entry |= {"said": said, "code": code}
                Store(default_folder(os.environ)).write(key_of(self._words), entry)

    def _unchanged(self, read: Read) -> str | None:
        """Return the evidence, None where it is another than before the run."""
        if self._before is None:
            # What is evidence was read between two looks that are the same.
            found = evidence(self._facts, read)
            return found if states(self._facts) == self._states else None
        found = evidence(self._facts)
        return found if found == self._before else None

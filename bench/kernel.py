"""msgc's kernel: whether msgc runs with it here, and how it runs without."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from bench import plain
from msgc.native.library import OFF, SWITCH, held_library, library
from msgc.native.weaving import weaver

ALONE = {SWITCH: OFF}
WHY_NOT = "all of msgc runs without its kernel here"


def is_there() -> bool:
    """Tell whether msgc runs with its kernel."""
    return library() is not None


def told() -> str:
    """Say whether msgc runs with its kernel, and why it doesn't."""
    if is_there():
        return "yes"
    if os.environ.get(SWITCH) == OFF:
        return f"no ({SWITCH}={OFF})"
    return "no (not built)" if plain.compiler() else "no (no compiler)"


@contextmanager
def without() -> Iterator[None]:
    """Let what goes from rows to payloads in this process do without the kernel meanwhile."""
    with patch.dict(os.environ, ALONE):
        _ask_again()
        try:
            yield
        finally:
            _ask_again()


def _ask_again() -> None:
    for each in (library, held_library, weaver):
        each.cache_clear()

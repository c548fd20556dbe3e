"""The garbage collector, called less often while a push goes on."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Objects that may be more than there were, until the collector looks for those that nobody can
# reach. A hundred requests under way are some thousands, and leave next to none behind: Python's
# own number would have all of them gone through for every dozen messages.
MORE = 20_000


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Have the collector called seldom, if it is called at all; afterwards it is as it was."""
    youngest, *older = before = gc.get_threshold()
    if youngest:
        gc.set_threshold(max(youngest, MORE), *older)
    try:
        yield
    finally:
        gc.set_threshold(*before)

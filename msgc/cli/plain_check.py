"""`check` of paths alone, as it is mostly run: click, which takes long to import, reads no words.

It declines whatever it doesn't know, and whatever it can't do: then click reads the words, and
tells what is wrong.
"""

from __future__ import annotations

import atexit
import gc
import os
from collections.abc import Sequence

from msgc.cli.words import CHECK, COMPLETING

QUIET, VERBOSE = ("-q", "--quiet"), ("-v", "--verbose")


def check_plainly(words: Sequence[str]) -> int | None:
    """Check what words name and return the exit code; None where they say more than paths."""
    options = {word for word in words if word.startswith("-")}
    command, *paths = (word for word in words if word not in options)
    # Windows leaves it to programs to find the files that `*` means.
    if command != CHECK or os.name == "nt" or COMPLETING in os.environ:
        return None
    return _check(words, options, paths) if options <= {*QUIET, *VERBOSE} else None


def _check(words: Sequence[str], options: set[str], paths: list[str]) -> int | None:
    # What checks is imported when it is known that it is wanted.
    from msgc.syntax.yaml_start import import_yaml

    import_yaml()
    from pathlib import Path

    from msgc.cli.checking import Asked, check
    from msgc.cli.endings import end_as_interrupted
    from msgc.cli.running import Settings, without_click

    end_as_interrupted()
    # When Python ends it looks for garbage among all that a run has made, which takes a tenth of a
    # start; nothing that a check makes has to be tidied up.
    atexit.register(gc.freeze)
    quiet, verbose = (not options.isdisjoint(names) for names in (QUIET, VERBOSE))
    with without_click(Settings(quiet=quiet, verbose=verbose, words=tuple(words))):
        try:
            return check(Asked(tuple(map(Path, paths))))
        except OSError:
            raise
        except Exception:
            # A fault of the user's or our own, which click's way meets as well and tells of.
            return None

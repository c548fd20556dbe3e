"""Where `msgc` begins: what needs no command line is done before one is imported."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from msgc import __version__

VERSION = ("-V", "--version")
# Where one of them is among the words, the run may be one of which something is kept.
CHECK, COMPILE = "check", "compile"
INTERRUPTED = 130


def main() -> None:
    """Run the command line and exit with its code."""
    words = sys.argv[1:]
    try:
        code = _at_once(words)
    except BrokenPipeError:
        # `| head` has read enough, and nothing more need be said when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except OSError as error:
        code = import_module("msgc.cli.main").no_file(error)
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        code = INTERRUPTED
    if code is not None:
        sys.exit(code)
    import_module("msgc.cli.main").main(words)


def _at_once(words: Sequence[str]) -> int | None:
    """Return the exit code of a run that is done without a command line, None for others."""
    if len(words) == 1 and words[0] in VERSION:
        print(f"msgc, version {__version__}", flush=True)
        return 0
    if CHECK in words:
        return _by(import_module("msgc.cli.replay").replay, words)
    return _by(import_module("msgc.cli.warm").warm, words) if COMPILE in words else None


def _by(run: Callable[[Sequence[str]], int | None], words: Sequence[str]) -> int | None:
    return run(words)

"""Where `msgc` begins: what needs no command line is done before one is imported.

What it imports is what every run costs, so that is only what Python has at hand.
"""

import atexit
import gc
import os
import sys
from importlib import import_module

from msgc.cli.interrupts import forget_signal
from msgc.cli.streams import settle_streams

HELP = (["-h"], ["--help"])
# Where one of them is among the words, the run may be one of which something is kept.
CHECK, COMPILE = "check", "compile"
INTERRUPTED = 130


# Most of what a run makes it keeps until it ends, so that looking for garbage as often as Python
# does by itself (each 700 new objects) finds none, and is a tenth of what a start costs.
NEW_OBJECTS = 100_000


def main() -> None:
    """Run the command line and exit with its code."""
    gc.set_threshold(NEW_OBJECTS)
    # Python looks once more when it ends, which is a tenth of a short run's time.
    atexit.register(gc.freeze)
    settle_streams()
    words, begin = sys.argv[1:], None
    try:
        code = _at_once(words)
        if code is None:
            begin = import_module("msgc.cli.main").main
    except (OSError, KeyboardInterrupt) as error:
        code = ended_by(error)
    sys.exit(code) if begin is None else begin(words)


def ended_by(error: OSError | KeyboardInterrupt) -> int:
    """Say what has ended a run before its command line was begun, and return the exit code."""
    if isinstance(error, KeyboardInterrupt):
        forget_signal()
        print("Interrupted.", file=sys.stderr)
        return INTERRUPTED
    if isinstance(error, BrokenPipeError):
        # `| head` has read enough, and nothing more need be said when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    code: int = import_module("msgc.cli.main").no_file(error)
    return code


def _at_once(words: list[str]) -> int | None:
    """Return the exit code of a run that is done without a command line, None for others."""
    if words in HELP:
        return _asked("msgc.cli.front_page", "show_help", words)
    if CHECK in words:
        code = _asked("msgc.cli.replay", "replay", words)
        return _asked("msgc.cli.plain_check", "check_plainly", words) if code is None else code
    return _asked("msgc.cli.warm", "warm", words) if COMPILE in words else None


def _asked(module: str, name: str, words: list[str]) -> int | None:
    """Run a function that does a run which it knows, or returns None."""
    code: int | None = getattr(import_module(module), name)(words)
    return code

"""`python -m msgc` is the command line, which isn't begun for its version alone.

What is imported here is what that costs, so it is only what Python has at hand.
"""

import sys
from importlib import import_module

from msgc import __version__

VERSION = (["-V"], ["--version"])


def main() -> None:
    """Run the command line and exit with its code."""
    # Where standard output is closed, the command line tells.
    if sys.argv[1:] in VERSION and sys.stdout is not None:
        sys.exit(_tell_version())
    import_module("msgc.cli.entry").main()


def _tell_version() -> int:
    try:
        print(f"msgc, version {__version__}", flush=True)
    except (OSError, KeyboardInterrupt) as error:
        entry = import_module("msgc.cli.entry")
        entry.settle_streams()
        code: int = entry.ended_by(error)
        return code
    return 0


if __name__ == "__main__":
    main()

"""Names of outputs while they are written, and what runs that were killed have left under them."""

from __future__ import annotations

import os
import time
from contextlib import suppress

ENDING = ".tmp"
# Seconds without a change after which nobody writes a file any more. The process that began it may
# be one of another machine or container, which share the disk: from here that seems to be gone.
QUIET = 3600.0


def temporary_name(name: str) -> str:
    """Return what an output is called while this process writes it, beside where it will stand."""
    return f".{name}.{os.getpid()}{ENDING}"


def sweep(path: str) -> None:
    """Delete what killed runs have begun to write of an output: it may hold people's data.

    What can't be looked at or deleted stays.
    """
    folder, name = os.path.split(path)
    with suppress(OSError), os.scandir(folder or ".") as entries:
        for entry in entries:
            process = process_of(entry.name, name)
            if process is not None and _is_quiet(entry) and is_gone(process):
                with suppress(OSError):
                    os.unlink(entry.path)


def process_of(found: str, name: str) -> int | None:
    """Return the process that wrote an output called `name` under a name, None where none did."""
    start = f".{name}."
    digits = found.removeprefix(start).removesuffix(ENDING)
    is_one = digits.isdecimal() and found == f"{start}{digits}{ENDING}"
    return int(digits) if is_one else None


def is_gone(process: int) -> bool:
    """Tell whether this machine surely has no process of a number."""
    if os.name != "posix":
        # There it would be interrupted instead of asked for.
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return True
    except PermissionError:
        return False
    return False


def _is_quiet(entry: os.DirEntry[str]) -> bool:
    return entry.stat(follow_symlinks=False).st_mtime < time.time() - QUIET

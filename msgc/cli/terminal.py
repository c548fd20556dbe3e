"""How wide the terminal is: asked at starts, so this imports only what Python has at hand."""

import os
import sys

# Where there is no terminal.
DEFAULT = 80


def columns() -> int:
    """Return what `shutil.get_terminal_size` does: that module takes longer than a short report."""
    try:
        given = int(os.environ.get("COLUMNS", ""))
    except ValueError:
        given = 0
    if given > 0:
        return given
    stream = sys.__stdout__
    try:
        return (os.get_terminal_size(stream.fileno()).columns if stream else 0) or DEFAULT
    except (ValueError, OSError):
        return DEFAULT

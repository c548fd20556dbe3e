"""Words that the command line shares with what is done before a command line is imported."""

from __future__ import annotations

NO_CACHE = "--no-cache"
# Where a text was said: on standard output, or on standard error.
OUT, ERR = "out", "err"

"""`msgc.lock`: the account's templates as they were when they were last looked at."""

from __future__ import annotations

# Its name.
FILE = "msgc.lock"

"""The log of what the sandbox truly took: one line of JSON each, written before the answer."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from msgc.sandbox.accepted import MILLISECONDS, Accepted

OWNER_ONLY = 0o600


class Log:
    """A file that is only added to, readable by its owner alone."""

    def __init__(self, path: Path) -> None:
        """Open it, or make it. Raises OSError."""
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        self._file = os.open(path, flags, OWNER_ONLY)
        os.fchmod(self._file, OWNER_ONLY)

    def add(self, message: Accepted) -> None:
        """Write a message's line. Raises OSError, and then the message mustn't be taken."""
        line = msgspec.json.encode(_entry(message)) + b"\n"
        if os.write(self._file, line) != len(line):
            raise OSError("the log's disk is full")

    def close(self) -> None:
        """Let the file go."""
        os.close(self._file)


def _entry(message: Accepted) -> dict[str, object]:
    return {
        "number": message.number,
        "id": message.id,
        "recipient": message.recipient,
        "reference": message.reference,
        "tags": message.tags,
        "at": message.at / MILLISECONDS,
        "kind": message.kind,
    }

"""One sender a ledger: a lock that the system lets go with the process."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from msgc.push.ledger.model import LedgerError

OWNER_ONLY = 0o600
ENDING = ".lock"
USED = "{} uses this run's ledger: wait for it, or stop it."
# Seconds between two tries to take what somebody else has.
NAP = 0.1
T = TypeVar("T")


class InUseError(LedgerError):
    """Somebody else has a lock: it may be free in a moment."""


class SenderLock:
    """The lock beside a ledger, held by this process until `release`."""

    def __init__(self, ledger: Path, told: str = USED) -> None:
        """Take it. Raises LedgerError; InUseError names the process that has it, as `told`."""
        path = ledger.with_name(ledger.name + ENDING)
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        try:
            self._file = os.open(path, flags, OWNER_ONLY)
        except OSError as error:
            raise LedgerError(f"The lock {path} can't be opened: {error.strerror}.") from None
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            holder = _holder(self._file)
            os.close(self._file)
            raise InUseError(told.format(holder)) from None
        self._sign()

    def _sign(self) -> None:
        """Write who holds the lock; on a full disk no one is named, and the lock holds."""
        try:
            os.ftruncate(self._file, 0)
            os.pwrite(self._file, b"%d\n" % os.getpid(), 0)
        except OSError:
            return

    def release(self) -> None:
        """Let it go; the file stays, since another process may be about to lock it."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def _holder(file: int) -> str:
    digits = os.pread(file, 20, 0).strip()
    return f"Process {digits.decode()}" if digits.isdigit() else "Another process"


def patiently(take: Callable[[], T], seconds: float) -> T:
    """Return what `take` gives; where somebody else has it, it is tried again for some seconds.

    Raises InUseError at their end, and whatever else `take` does.
    """
    until = time.monotonic() + seconds
    while True:
        try:
            return take()
        except InUseError:
            if time.monotonic() >= until:
                raise
        time.sleep(NAP)

"""Entries on disk, each under a key: data alone, in a folder that only its owner can write.

Whatever isn't as it was written is as good as gone, and nothing here raises for want of a cache.
"""

from __future__ import annotations

import json
import os
import stat
import time
from collections.abc import Mapping
from contextlib import suppress

from msgc.cache.digests import SIZE, blake2b

# Names of this file's format; entries of another one aren't found.
FORMAT = "msgc cache 2"
FOLDER = "msgc"
ENDING = ".entry"
OWNER_ONLY, OWNER_ONLY_FOLDER = 0o600, 0o700
# What more than the owner may do with a file or a folder.
WRITABLE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH
MAX_ENTRY = 16 << 20
MAX_TOTAL = 64 << 20
MAX_ENTRIES = 512
MAX_AGE = 30 * 24 * 3600

Document = dict[str, object]


def default_folder(environment: Mapping[str, str]) -> str | None:
    """Return the user's folder of entries; None where there is no home to put it in."""
    base = environment.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):
        base = os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, FOLDER) if os.path.isabs(base) else None


class Store:
    """The entries of a folder; of None, or of a folder that isn't safe, there are none."""

    def __init__(self, folder: str | None) -> None:
        self._folder = folder

    def read(self, key: str) -> Document | None:
        """Return the document under a key (hexadecimal); None where there is none, or a bad one."""
        if self._folder is None or not _is_own_folder(self._folder):
            return None
        path = self._path(self._folder, key)
        try:
            document = _opened(key, _own_bytes(path))
        except (OSError, ValueError, RecursionError):
            return None
        with suppress(OSError):
            # The oldest use is what goes first.
            os.utime(path)
        return document

    def write(self, key: str, document: Document) -> None:
        """Put a document under a key, in place of what stands there."""
        data = _sealed(key, document)
        if self._folder is None or len(data) > MAX_ENTRY:
            return
        with suppress(OSError):
            os.makedirs(self._folder, OWNER_ONLY_FOLDER, exist_ok=True)
            if _is_own_folder(self._folder):
                _prune(self._folder, time.time(), MAX_TOTAL - len(data))
                _put(self._path(self._folder, key), data)

    def _path(self, folder: str, key: str) -> str:
        return os.path.join(folder, key + ENDING)


def _is_own_folder(folder: str) -> bool:
    """Tell whether a folder is one, is the user's own, and nobody else can write in it."""
    with suppress(OSError, AttributeError):
        return _is_own(os.lstat(folder), stat.S_ISDIR)
    return False


def _is_own(found: os.stat_result, is_kind) -> bool:  # type: ignore[no-untyped-def]
    is_safe = found.st_uid == os.geteuid() and not found.st_mode & WRITABLE_BY_OTHERS
    return is_safe and bool(is_kind(found.st_mode))


def _own_bytes(path: str) -> bytes:
    """Return what a file of the user's own holds. Raises OSError, ValueError."""
    with open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
        found = os.fstat(file.fileno())
        if not _is_own(found, stat.S_ISREG) or found.st_size > MAX_ENTRY:
            raise ValueError(path)
        return file.read()


def _sealed(key: str, document: Document) -> bytes:
    body = json.dumps(document, ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode()
    return _digest(key, body) + b"\n" + body


def _opened(key: str, data: bytes) -> Document:
    """Return the document of an entry that is whole, and is this key's. Raises ValueError."""
    seal, _, body = data.partition(b"\n")
    if seal != _digest(key, body):
        raise ValueError(key)
    document = json.loads(body)
    if not isinstance(document, dict):
        raise ValueError(key)
    return document


def _digest(key: str, body: bytes) -> bytes:
    whole = f"{FORMAT}\n{key}\n".encode() + body
    return blake2b(whole, digest_size=SIZE).hexdigest().encode()


def _put(path: str, data: bytes) -> None:
    """Give a file its content in one step: it is whole, or it is as it was."""
    temporary = f"{path}.{os.getpid()}.{os.urandom(4).hex()}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    try:
        with open(os.open(temporary, flags, OWNER_ONLY), "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    except OSError:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _prune(folder: str, now: float, room: int) -> None:
    """Take out what wasn't used for long, and of the rest the oldest where it is too much."""
    with os.scandir(folder) as entries:
        found = [(entry.stat(follow_symlinks=False), entry.path) for entry in entries]
    found.sort(key=lambda each: each[0].st_mtime, reverse=True)
    kept = size = 0
    for state, path in found:
        kept, size = kept + 1, size + state.st_size
        if kept >= MAX_ENTRIES or size > room or state.st_mtime < now - MAX_AGE:
            with suppress(OSError):
                os.unlink(path)

"""What an entry hangs on: the installed msgc, and the files that a run looked at.

A digest is over every byte that could make another outcome, so that a change is never missed; that
it is sometimes another one for nothing only costs time.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from msgc import __version__
from msgc.cache.digests import SIZE, blake2b

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LIBRARIES = ("site-packages", "dist-packages")
BYTECODE = "__pycache__"

FILE, TREE, NAMES, PLACE = "file", "tree", "names", "place"
"""What is looked at of a path: a file's content; the names and contents of all files below a
folder; their names alone; where it leads when symbolic links are followed."""

# Stands before a digest of a content.
IS = "is"
# Bytes that are read at a time.
BLOCK = 1 << 16
READING = os.O_RDONLY | getattr(os, "O_BINARY", 0)

Fact = tuple[str, str]
"""One of the four, and a path."""
Read = Mapping[str, bytes]
"""The digests of files' contents that are known, by their paths."""
NOTHING: Read = MappingProxyType({})


def digest(parts: Iterable[str | bytes]) -> str:
    """Return the BLAKE2b of texts in hexadecimal, which keeps them apart."""
    total = blake2b(digest_size=SIZE)
    for part in parts:
        data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        total.update(b"%d " % len(data))
        total.update(data)
    return total.hexdigest()


def evidence(facts: Iterable[Fact], read: Read = NOTHING) -> str:
    """Return the digest of what all facts are now; files in trees that are `read` are as they were.

    Raises OSError where one can't be looked at, ValueError where one isn't a fact.
    """
    return digest(part for kind, path in facts for part in (kind, path, *_look(kind, path, read)))


def _look(kind: str, path: str, read: Read) -> Iterator[str | bytes]:
    if kind == TREE:
        return _tree(path, read)
    if kind not in _LOOKS:
        raise ValueError(kind)
    return _LOOKS[kind](path)


def _file(path: str) -> Iterator[str | bytes]:
    try:
        mode = os.stat(path).st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            # A pipe can be read once, and that is the run's.
            raise PermissionError(path)
    except (FileNotFoundError, NotADirectoryError) as error:
        yield type(error).__name__
        return
    yield from _content(path)


def _content(path: str) -> Iterator[str | bytes]:
    # Without a file object, which takes twice as long.
    total = blake2b(digest_size=SIZE)
    try:
        file = os.open(path, READING)
        try:
            while block := os.read(file, BLOCK):
                total.update(block)
        finally:
            os.close(file)
        yield from (IS, total.digest())
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
        yield type(error).__name__


def _tree(folder: str, read: Read = NOTHING) -> Iterator[str | bytes]:
    for entry in below(folder):
        if entry.is_symlink():
            yield os.path.realpath(entry.path)
        yield entry.path
        if entry.path in read:
            yield from (IS, read[entry.path])
        elif entry.is_file():
            yield from _content(entry.path)


def _names(folder: str) -> Iterator[str | bytes]:
    for entry in below(folder):
        if entry.is_symlink():
            yield from (os.path.realpath(entry.path), str(False))
        yield from (entry.path, str(entry.is_file()))


def _place(path: str) -> Iterator[str | bytes]:
    # A link may come to lead elsewhere, and a folder may become a file.
    yield from (os.path.realpath(path), str(os.path.isdir(path)))


_LOOKS = {FILE: _file, NAMES: _names, PLACE: _place}


def below(folder: str) -> Iterator[os.DirEntry[str]]:
    """Yield all that stands below a folder, in the order of its names; nothing where there is none.

    A link to a folder isn't followed, and neither is it by what reads a catalog; where it leads
    counts.
    """
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        yield entry
        if entry.is_dir(follow_symlinks=False):
            yield from below(entry.path)


def installation() -> str:
    """Return the digest of the msgc that runs: its version, Python's, code, schemas, libraries.

    Code counts by its files' names, sizes and times, schemas by their content. A library that is
    put in, taken out or replaced changes the folder that it stands in.
    """
    schemas = [path for path in _schemas() if os.path.isdir(path)]
    found = (part for path in schemas for part in _tree(path))
    return digest((__version__, sys.version, *_code(PACKAGE), *_libraries(), *found))


def _schemas() -> tuple[str, str]:
    """Return where schemas can be: in the installed package, or beside it in a checkout."""
    beside = os.path.join(os.path.dirname(PACKAGE), "schemas", "bird")
    return os.path.join(PACKAGE, "schemas"), beside


def _code(folder: str) -> Iterator[str]:
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir():
            if entry.name != BYTECODE:
                yield from _code(entry.path)
            continue
        state = entry.stat()
        yield f"{entry.path} {state.st_size} {state.st_mtime_ns} {state.st_ctime_ns}"


def _libraries() -> Iterator[str]:
    for path in sys.path:
        if path.endswith(LIBRARIES) and os.path.isdir(path):
            yield f"{path} {os.stat(path).st_mtime_ns}"

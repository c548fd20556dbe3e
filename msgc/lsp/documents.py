"""The documents that an editor has open, by the files they stand for."""

from __future__ import annotations

import re
from dataclasses import field
from pathlib import Path

from pygls.uris import from_fs_path, to_fs_path

from msgc.lsp.positions import MARK
from msgc.records import dataclass
from msgc.source import SourceFile

REPLACED = "\ufffd"
# JSON can hold half a character, and no file can.
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Document:
    """An open document: the client's own name for it, its version and its text.

    `marked` tells that the client sent a byte order mark before the text.
    """

    uri: str
    version: int
    text: str
    marked: bool = False


@dataclass(slots=True)
class Documents:
    """Open documents by path; links in a path are followed, as the catalog's folder is found."""

    _open: dict[Path, Document] = field(default_factory=dict)

    def is_current(self, path: Path, source: SourceFile) -> bool:
        """Tell whether a file was read as it stands now in its buffer, where it has one."""
        known = self._open.get(path)
        return known is None or _reads_as(known.text, source.text)

    def put(self, uri: str, version: int, text: str) -> Path | None:
        """Keep a document's text, and return its file; None where it is no file."""
        path = path_of(uri)
        if path is not None:
            bare = _SURROGATE.sub(REPLACED, text.removeprefix(MARK))
            self._open[path] = Document(uri, version, bare, text.startswith(MARK))
        return path

    def close(self, uri: str) -> Path | None:
        """Forget a document, and return its file."""
        path = path_of(uri)
        if path is not None:
            self._open.pop(path, None)
        return path

    def get(self, path: Path) -> Document | None:
        """Return the document of a file, None where it isn't open."""
        return self._open.get(path)

    def paths(self) -> list[Path]:
        """Return the files that are open."""
        return list(self._open)

    def texts(self) -> dict[Path, str]:
        """Return the texts as they are now."""
        return {path: document.text for path, document in self._open.items()}

    def marked(self) -> frozenset[Path]:
        """Return the files whose text was sent with a byte order mark."""
        return frozenset(path for path, document in self._open.items() if document.marked)

    def uri(self, path: Path) -> str:
        """Return a file's name in the protocol: the client's own where it is open."""
        known = self._open.get(path)
        return known.uri if known else from_fs_path(str(path)) or path.as_uri()


def _reads_as(text: str, read: str) -> bool:
    """Tell whether a text was read as another: what can't stand in a file is read as U+FFFD."""
    if text == read:
        return True
    pairs = zip(text, read, strict=False)
    return len(text) == len(read) and all(a == b or b == REPLACED for a, b in pairs)


def path_of(uri: str) -> Path | None:
    """Return the file that a URI names; None for another kind of document, as an unsaved one."""
    if not uri.startswith("file:"):
        return None
    path = to_fs_path(uri)
    return Path(path).resolve() if path else None

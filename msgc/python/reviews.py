"""What differs between two versions of a catalog, as plain data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path

from msgc.python.opening import PathLike
from msgc.records import dataclass

TEXT, MARKDOWN, JSON, HTML = "text", "markdown", "json", "html"
FORMATS = (TEXT, MARKDOWN, JSON, HTML)
WIDTH = 80


@dataclass(frozen=True, slots=True)
class Review:
    """Two versions of a catalog compared.

    `files` are those that differ, of all that decide what is sent; `messages` those that they
    reach, and `breaks` what of them a row that did doesn't do for any more, in sentences.
    `is_breaking` also where the settings have new errors, with which no message is compiled.
    """

    before: str
    after: str
    files: tuple[str, ...]
    messages: tuple[str, ...]
    breaks: Mapping[str, tuple[str, ...]]
    is_breaking: bool
    _render: Callable[[str, bool, int], str] = field(repr=False, compare=False)
    _write: Callable[[Path], None] = field(repr=False, compare=False)

    def write(self, path: PathLike) -> None:
        """Write the review as an HTML page, whole or not at all. Raises OSError."""
        self._write(Path(path))

    def report(self, format: str = TEXT, *, color: bool = False, width: int = WIDTH) -> str:
        """Return the review: `text` (`width` cells wide), `markdown`, `json`, or `html` with
        pictures side by side. Raises KeyError for another format.
        """
        if format not in FORMATS:
            raise KeyError(format)
        return self._render(format, color, width)

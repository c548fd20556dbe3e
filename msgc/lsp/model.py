"""What the server asks of the language; whoever starts it gives the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from msgc.diagnostics import Diagnostic, Edit
from msgc.source import Span

Buffers = Mapping[Path, str]


class RefusalError(Exception):
    """What was asked for can't be done: one sentence for the author."""


class Told(Protocol):
    """What is told of the words at a span, as Markdown."""

    @property
    def span(self) -> Span: ...
    @property
    def text(self) -> str: ...


class Proposal(Protocol):
    """Words that can be written in place of those at a span.

    `kind` is one of `name`, `field`, `filter`, `test`, `message`, `file`.
    """

    @property
    def span(self) -> Span: ...
    @property
    def label(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def detail(self) -> str: ...


class Language(Protocol):
    """Answers about files that are open, whose texts are in `buffers`.

    All but `catalog` are called from one thread. `offset` counts code points. Files outside of any
    catalog, and unreadable ones, have no answers.
    """

    def forget(self) -> None:
        """Read what isn't open anew when it is next asked about: files on disk have changed."""

    def catalog(self, path: Path) -> Path | None:
        """Return the folder of the catalog that a file belongs to, None where it is in none."""

    def own(self, path: Path, buffers: Buffers) -> Sequence[str]:
        """Return the message that a file is a part of by its name, as a list of one or none."""

    def further(self, path: Path, buffers: Buffers) -> Sequence[str]:
        """Return the other messages that a file takes part in."""

    def findings(self, path: Path, buffers: Buffers, name: str) -> Sequence[Diagnostic]:
        """Return what `check` finds in a message of the file's catalog."""

    def findings_beside(self, path: Path, buffers: Buffers) -> Sequence[Diagnostic]:
        """Return what `check` finds in a file apart from messages."""

    def hover(self, path: Path, offset: int, buffers: Buffers) -> Told | None:
        """Return what is known of the words at an offset."""

    def definition(self, path: Path, offset: int, buffers: Buffers) -> Span | None:
        """Return where what is at an offset is made."""

    def completions(self, path: Path, offset: int, buffers: Buffers) -> Sequence[Proposal]:
        """Return what can be written at an offset."""

    def renamable(self, path: Path, offset: int, buffers: Buffers) -> Span:
        """Return the words at an offset that can be renamed. Raises RefusalError."""

    def rename(self, path: Path, offset: int, buffers: Buffers, name: str) -> Sequence[Edit]:
        """Return the edits of all files that rename what is there. Raises RefusalError."""

"""Which messages take part in which files, listed once for a question about many of them."""

from __future__ import annotations

from collections import deque
from dataclasses import field
from pathlib import Path

from msgc.pipeline.editing import own_message, takers
from msgc.pipeline.editing_uses import words_of
from msgc.pipeline.editing_words import Steps, Word
from msgc.pipeline.projects import Project
from msgc.records import dataclass
from msgc.vocabulary import ENDING


@dataclass(slots=True)
class Sharing:
    """The messages of a catalog by their files; those of each kind are listed when asked for."""

    project: Project
    _takers: dict[bool, dict[Path, list[str]]] = field(default_factory=dict)

    def messages_of(self, path: Path) -> list[str]:
        """Return the messages that a file takes part in, its own first."""
        is_message = path.name.endswith(ENDING)
        if is_message not in self._takers:
            self._takers[is_message] = takers(self.project, is_message)
        own = own_message(self.project, path)
        return [*([own] if own else []), *self._takers[is_message].get(path, [])]


def connected(project: Project, first: str, steps: Steps) -> dict[str, list[Word]]:
    """Return the messages that share a file in which a variable is written, with their words.

    Those that share one with these are among them, and so on.
    """
    sharing, waiting = Sharing(project), deque([first])
    found, seen = dict[str, list[Word]](), set[Path]()
    while waiting:
        if (name := waiting.popleft()) not in found:
            found[name] = words_of(project, name)
            new = _paths_with(found[name], steps) - seen
            seen |= new
            waiting += [each for path in sorted(new) for each in sharing.messages_of(path)]
    return found


def _paths_with(words: list[Word], steps: Steps) -> set[Path]:
    paths = (word.span.source.path for word in words if word.steps == steps)
    return {path for path in paths if path is not None}

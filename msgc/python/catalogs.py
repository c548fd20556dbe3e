"""A catalog and its messages, as a program uses them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from msgc.catalog import CONFIG
from msgc.diagnostics import has_errors
from msgc.nearby import near
from msgc.pipeline.projects import Project
from msgc.python.findings import Finding, finding_of
from msgc.python.messages import Message, MessageError


class CatalogError(Exception):
    """A catalog that isn't there, or whose `msgc.yaml` has errors: one sentence."""


class Catalog(Mapping[str, Message]):
    """The messages of a folder, by name; what is on disk is read once."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._messages: dict[str, Message] = {}

    @classmethod
    def load(cls, path: str | os.PathLike[str], channel: str | None = None) -> Catalog:
        """Return the catalog whose `msgc.yaml` stands in the folder `path`.

        `channel` (`whatsapp` or `any`) stands in place of the one that it names. Raises
        CatalogError.
        """
        try:
            project = Project.open(Path(path).resolve(), channel)
        except OSError:
            raise CatalogError(f"there is no `{CONFIG}` in `{os.fspath(path)}`") from None
        faults = [finding_of(each) for each in project.config.found if each.is_error]
        if faults:
            raise CatalogError(str(faults[0]))
        return cls(project)

    def check(self) -> list[Finding]:
        """Return what `msgc check` finds in the whole catalog; nothing where all is well."""
        return [finding_of(each) for each in self._project.check()]

    def __getitem__(self, name: str) -> Message:
        """Return a message. Raises KeyError for an unknown name, MessageError for its errors."""
        if name not in self._project.paths():
            meant = near(name, self._project.paths())
            raise KeyError(f"no message `{name}`" + (f"; did you mean `{meant}`?" if meant else ""))
        if name not in self._messages:
            found = self._project.findings(name)
            message = self._project.message(name)
            if not message.is_sound or has_errors(found):
                raise MessageError([finding_of(each) for each in found])
            self._messages[name] = Message(message)
        return self._messages[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._project.paths()

    @cached_property
    def _names(self) -> list[str]:
        return sorted(self._project.paths())

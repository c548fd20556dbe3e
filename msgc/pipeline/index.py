"""The message files of a catalog, listed once: which belong together, and which to nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from pathlib import Path

from msgc.catalog import Catalog, is_private
from msgc.records import dataclass
from msgc.template import split_name


@dataclass(frozen=True, slots=True)
class Index:
    """`messages` are the files without a locale by name; `locales` a name's files with one.

    `nameless` are files whose name can't be a message's. Names that start with `_` (bases) have
    their locales here too, and aren't messages. `files` is how many there are of all kinds.
    """

    messages: dict[str, Path] = field(default_factory=dict)
    locales: dict[str, list[Path]] = field(default_factory=dict)
    nameless: list[Path] = field(default_factory=list)
    files: int = 0

    def tags(self) -> tuple[str, ...]:
        """Return the locales that any message has a file for."""
        names = (split_name(path.name) for paths in self.locales.values() for path in paths)
        return tuple(sorted({name.locale for name in names if name and name.locale}))

    def orphans(self, catalog: Catalog) -> Iterator[Path]:
        """Yield the locale files of messages that aren't there."""
        for name, paths in self.locales.items():
            is_base = is_private(catalog.name_of(paths[0]))
            if name not in self.messages and not is_base:
                yield from paths


def index_of(catalog: Catalog, unsaved: Iterable[Path] = ()) -> Index:
    """List a catalog's message files, and those that aren't on disk yet."""
    files = catalog.message_files()
    if others := set(unsaved):
        files = sorted({*files, *others})
    index = Index(files=len(files))
    for path in files:
        relative = catalog.name_of(path)
        name = split_name(relative)
        private = is_private(relative)
        if name is not None and name.locale is not None:
            index.locales.setdefault(name.name, []).append(path)
        elif name is not None and not private:
            index.messages[name.name] = path
        elif not private:
            index.nameless.append(path)
    return index

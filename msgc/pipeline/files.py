"""A catalog's files, each read once: message files by name, bases, includes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import field
from pathlib import Path

from msgc.cache.digests import content_digest
from msgc.catalog import TEMPLATES, Catalog
from msgc.diagnostics import Diagnostic, finding
from msgc.nearby import near, surely_path
from msgc.records import dataclass
from msgc.source import SourceFile
from msgc.syntax.decode import decode
from msgc.syntax.nodes import Scalar
from msgc.syntax.rewording import replaced
from msgc.template import FileName, Template, read_template, split_name
from msgc.vocabulary import ENDING

EXTENDS = "extends"


@dataclass(slots=True)
class Files:
    """Reads message files; what is wrong with a file is kept beside it.

    `buffers` are the contents of files that an editor has open: they stand for those on disk.
    `digests` are those of the contents that were read from disk, by path.
    """

    catalog: Catalog
    names: dict[Path, str] = field(default_factory=dict)
    buffers: Mapping[Path, bytes] = field(default_factory=dict)
    _templates: dict[Path, tuple[Template, list[Diagnostic]]] = field(default_factory=dict)
    _texts: dict[str, SourceFile | None] = field(default_factory=dict)
    text_faults: dict[Path, list[Diagnostic]] = field(default_factory=dict)
    _folders: dict[Path, frozenset[str]] = field(default_factory=dict)
    digests: dict[str, bytes] = field(default_factory=dict)

    def content(self, path: Path) -> bytes:
        """Return a file's bytes, those of its buffer where it is open. Raises OSError."""
        buffer = self.buffers.get(path)
        if buffer is not None:
            return buffer
        # A buffer between would only be asked for what is read whole at once.
        with path.open("rb", buffering=0) as file:
            data = file.readall()
        self.digests[str(path)] = content_digest(data)
        return data

    def has(self, path: Path) -> bool:
        """Tell whether a file is on disk, or open without having been saved."""
        return path in self.buffers or path.is_file()

    def may_stand_beside(self, path: Path, names: Iterable[str]) -> list[str]:
        """Return those of some names that a file beside `path`, on disk, may have.

        A folder is listed once, as asking for each of many files takes longer. Which letters are
        the same is for the disk to say, so it is asked for those that differ in nothing else.
        """
        known = self._names_in(path.parent)
        return [name for name in names if name.lower() in known or not name.isascii()]

    def stems(self, folder: Path, endings: Iterable[str]) -> frozenset[str]:
        """Return what stands before some endings in the names of a folder on disk, all small."""
        names = self._names_in(folder)
        return frozenset(n.removesuffix(e) for e in endings for n in names if n.endswith(e))

    def _names_in(self, folder: Path) -> frozenset[str]:
        if folder not in self._folders:
            self._folders[folder] = _names_in(folder)
        return self._folders[folder]

    def inside(self, relative: str) -> Path | None:
        """Return the file at a path below `templates/`; None where it isn't, or leads outside."""
        path = self.catalog.below(relative)
        return path if path is not None and self.has(path) else None

    def message_files(self) -> list[Path]:
        """Return the message files, sorted; those of bases too. Raises OSError."""
        return sorted({*self.catalog.message_files(), *self.open_messages()})

    def open_messages(self) -> list[Path]:
        """Return the message files that are open, those too that aren't saved."""
        return [path for path in self._open() if path.name.endswith(ENDING)]

    def text_files(self) -> list[str]:
        """Return the paths below `templates/` that an include may name, sorted."""
        texts = (path for path in self._open() if not path.name.endswith(ENDING))
        return sorted({*self.catalog.text_files(), *map(self.catalog.name_of, texts)})

    def _open(self) -> list[Path]:
        return [path for path in self.buffers if path.is_relative_to(self.catalog.templates)]

    def over(self, buffers: Mapping[Path, bytes], changed: Iterable[Path]) -> Files:
        """Return the files over other buffers; those that have changed are read anew."""
        kept = {path: each for path, each in self._templates.items() if path not in set(changed)}
        return Files(self.catalog, buffers=buffers, _templates=kept)

    def template(self, path: Path) -> tuple[Template, list[Diagnostic]]:
        """Return a message file and its own faults."""
        if path not in self._templates:
            self._templates[path] = self._read(path)
        return self._templates[path]

    def _read(self, path: Path) -> tuple[Template, list[Diagnostic]]:
        relative = self.catalog.name_of(path)
        shown = self.names.get(path) or f"{TEMPLATES}/{relative}"
        source, found = decode(shown, self.content(path), path)
        name = split_name(relative)
        if name is None:
            help = "A dot stands only before a locale, as in `shipped.nl.msg.yaml`."
            what = f"`{relative.removesuffix(ENDING)}` can't be a message's name"
            found.append(finding("MSG122", what, source.span(), help=help))
            name = FileName(relative.removesuffix(ENDING), None)
        template, faults = read_template(source, name)
        return template, [*found, *([] if found else faults)]

    def read(self) -> set[Path]:
        """Return the files that were read so far."""
        texts = (text.path for text in self._texts.values() if text is not None)
        return {*self._templates, *(path for path in texts if path is not None)}

    def text(self, relative: str) -> SourceFile | None:
        """Return a file that is included, None where it isn't there or lies outside."""
        if relative not in self._texts:
            path = self.inside(relative)
            self._texts[relative] = self._text(path) if path else None
        return self._texts[relative]

    def _text(self, path: Path) -> SourceFile:
        source, found = decode(self.catalog.shown(path), self.content(path), path)
        self.text_faults[path] = found
        return source

    def chain(self, path: Path) -> tuple[list[Path], list[Diagnostic]]:
        """Return a file behind all that it extends, the farthest base first."""
        paths, found = [path], list[Diagnostic]()
        while (base := self.template(paths[0])[0].text(EXTENDS)) is not None:
            target = self.inside(base.value + ENDING)
            if target is None:
                found.append(self._no_base(base))
                break
            if target in paths:
                what = f"`{base.value}` extends this file in turn"
                help = "Take one of the `extends:` away."
                found.append(finding("MSG120", what, base.span, help=help))
                break
            paths.insert(0, target)
        return paths, found

    def _no_base(self, base: Scalar) -> Diagnostic:
        names = [self.catalog.name_of(p) for p in self.message_files()]
        stems = [name.removesuffix(ENDING) for name in names]
        bare = base.value.removesuffix(ENDING)
        meant = bare if bare in stems else near(base.value, stems)
        help = f"Did you mean `{meant}`?" if meant else "Write its path below `templates/`."
        what = f"there is no file to extend, `{base.value}`"
        sure = bare if bare in stems else surely_path(base.value, stems)
        is_itself = base.span.source.path == self.catalog.templates / f"{sure}{ENDING}"
        fix = replaced(base.span, base.value, sure) if sure and not is_itself else None
        return finding("MSG119", what, base.span, help=help, fix=fix)

    def localised(self, path: Path, locale: str | None) -> list[Path]:
        """Return a file's own locale files for a locale: for `nl-BE` that of `nl`, then its own."""
        stem = path.name.removesuffix(ENDING)
        parts = locale.split("-") if locale else []
        tags = ["-".join(parts[: end + 1]) for end in range(len(parts))]
        found = (path.with_name(f"{stem}.{tag}{ENDING}") for tag in tags)
        return [each for each in found if self.has(each)]


def _names_in(folder: Path) -> frozenset[str]:
    """Return the names of a folder's entries in small letters, none where it isn't there."""
    try:
        with os.scandir(folder) as entries:
            return frozenset(each.name.lower() for each in entries)
    except FileNotFoundError:
        return frozenset()

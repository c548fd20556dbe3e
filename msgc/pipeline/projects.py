"""A catalog opened: its settings read, its messages read when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from msgc import __version__
from msgc.catalog import CONFIG, ENDING, Catalog
from msgc.config import Config, read_config
from msgc.diagnostics import Diagnostic, Severity, finding, has_errors, ordered, with_context
from msgc.pipeline.compiling import Compiler
from msgc.pipeline.files import Files
from msgc.pipeline.messages import Message, read_message
from msgc.pipeline.samples import SampleResult, compile_samples
from msgc.source import SourceFile
from msgc.syntax.decode import decode
from msgc.template import split_name

OFF = "off"


@dataclass(slots=True)
class Project:
    """A catalog with its settings; `channel` overrides the one that it and its messages name."""

    catalog: Catalog
    config: Config
    files: Files
    channel: str | None = None
    _messages: dict[str, Message] = field(default_factory=dict)
    _samples: dict[str, list[SampleResult]] = field(default_factory=dict)

    @classmethod
    def open(cls, root: Path, channel: str | None = None) -> Project:
        """Open the catalog at `root`; OSError where `msgc.yaml` can't be read."""
        catalog = Catalog(root)
        path = root / CONFIG
        source, found = decode(CONFIG, path.read_bytes(), path)
        config = read_config(source if not found else SourceFile(CONFIG, ""), __version__)
        config.found[:0] = found
        return cls(catalog, config, Files(catalog), channel)

    def paths(self) -> dict[str, Path]:
        """Return the files of the messages by name, those without a locale."""
        return {name: path for name, path in self._files() if name is not None}

    def _files(self) -> list[tuple[str | None, Path]]:
        found: list[tuple[str | None, Path]] = []
        for path in self.catalog.message_paths():
            name = split_name(self.catalog.name_of(path))
            is_main = name is not None and name.locale is None
            found.append((name.name if name and is_main else None, path))
        return found

    def message(self, name: str) -> Message:
        """Return a message, read and checked; KeyError for an unknown name."""
        if name not in self._messages:
            path = self.paths()[name]
            locales = self._locale_paths(path)
            self._messages[name] = read_message(
                path, locales, self.files, self.config, self.channel
            )
        return self._messages[name]

    def _locale_paths(self, path: Path) -> list[Path]:
        stem = path.name.removesuffix(ENDING)
        siblings = sorted(path.parent.glob(f"{_escaped(stem)}.*{ENDING}"))
        return [each for each in siblings if self._is_locale_of(each, stem)]

    def _is_locale_of(self, path: Path, stem: str) -> bool:
        name = split_name(path.name)
        return name is not None and name.name == stem and name.locale is not None

    def samples(self, name: str) -> list[SampleResult]:
        """Return a message's samples compiled; none where it isn't sound."""
        if name not in self._samples:
            message = self.message(name)
            sound = message.is_sound
            self._samples[name] = compile_samples(message, Compiler(message)) if sound else []
        return self._samples[name]

    def findings(self, name: str) -> list[Diagnostic]:
        """Return all that is wrong with a message and its samples."""
        message = self.message(name)
        found = with_context(message.found, message_name=name)
        for result in self.samples(name):
            found += with_context(result.found, message_name=name, sample=result.name)
        return self.ruled(found)

    def check(self, names: Iterable[str] | None = None) -> list[Diagnostic]:
        """Return the findings of messages (all of them, and the catalog's own, without names)."""
        chosen = list(self.paths()) if names is None else list(names)
        found = list(self.config.found) + (self._stray_files() if names is None else [])
        for name in chosen:
            found += self.findings(name)
        return ordered(self.ruled(found))

    def _stray_files(self) -> list[Diagnostic]:
        """Return the faults of files that belong to no message: bad names, locales without one."""
        known = set(self.paths().values())
        homes = {each for path in known for each in self._locale_paths(path)}
        strays = (path for _, path in self._files() if path not in known | homes)
        return [d for path in strays for d in self._stray(path)]

    def _stray(self, path: Path) -> list[Diagnostic]:
        template, found = self.files.template(path)
        if template.name.locale is None or has_errors(found):
            return found
        base = f"{template.name.name}{ENDING}"
        what = f"`{path.name}` has no message to belong to"
        help = f"Write `templates/{base}`, the message without a locale."
        return [*found, finding("MSG121", what, template.source.span(), help=help)]

    def ruled(self, found: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Apply the severities of the catalog's `rules`."""
        rules = self.config.rules
        kept = (d for d in found if rules.get(d.code) != OFF)
        return [
            replace(d, severity=Severity(rules[d.code])) if d.code in rules else d for d in kept
        ]


def _escaped(stem: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in stem)

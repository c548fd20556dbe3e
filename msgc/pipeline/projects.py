"""A catalog opened: its settings read, its messages read when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgc.catalog import CONFIG, Catalog
from msgc.check.rules.engine import Rules
from msgc.config import CHANNELS, Config
from msgc.diagnostics import Diagnostic, Severity, finding, has_errors, ordered, with_context
from msgc.late import Late
from msgc.pipeline.files import Files
from msgc.pipeline.index import Index, index_of
from msgc.pipeline.plain_messages import PlainMessages
from msgc.pipeline.platform import clock_rules_for
from msgc.pipeline.settings import settings_of
from msgc.pipeline.testing.places import orphans
from msgc.records import dataclass
from msgc.vocabulary import ENDING

# What reads, compiles and proves messages isn't had for those that are plainly sound.
if TYPE_CHECKING:
    from msgc.pipeline import (
        compiling,
        locking,
        messages,
        proving,
        reading_messages,
        samples,
        timing,
    )
    from msgc.pipeline import stale_ignores as stale
    from msgc.pipeline.testing import files as tests
else:
    compiling, locking = Late("msgc.pipeline.compiling"), Late("msgc.pipeline.locking")
    messages, proving = Late("msgc.pipeline.messages"), Late("msgc.pipeline.proving")
    reading_messages = Late("msgc.pipeline.reading_messages")
    samples, timing = Late("msgc.pipeline.samples"), Late("msgc.pipeline.timing")
    stale, tests = Late("msgc.pipeline.stale_ignores"), Late("msgc.pipeline.testing.files")

OFF = "off"
# Where a sample shows what may be missing to be so, the sample's finding says it.
MAY_BE_MISSING, FAILS_ON_SAMPLE = "MSG212", "MSG217"
# How the codes begin of faults that keep a file from being read whole.
OF_YAML = "MSG10"


@dataclass(slots=True)
class Project:
    """A catalog with its settings; `channel` overrides the one that it and its messages name.

    With `strict_proof` what isn't proved for every recipient is an error; unless `proves`, `check`
    looks at samples alone.
    """

    catalog: Catalog
    config: Config
    files: Files
    index: Index
    channel: str | None = None
    strict_proof: bool = False
    proves: bool = True
    _messages: dict[str, messages.Message] = field(default_factory=dict)
    _samples: dict[str, list[samples.SampleResult]] = field(default_factory=dict)
    _tags: tuple[str, ...] | None = None
    _plain: set[str] = field(default_factory=set)

    @classmethod
    def open(cls, root: Path, channel: str | None = None) -> Project:
        """Open the catalog at `root`; OSError where `msgc.yaml` can't be read."""
        files = Files(Catalog(root))
        return cls(files.catalog, settings_of(files), files, index_of(files.catalog), channel)

    def paths(self) -> dict[str, Path]:
        """Return the files of the messages by name, those without a locale."""
        return self.index.messages

    def message(self, name: str) -> messages.Message:
        """Return a message, read and checked; KeyError for an unknown name."""
        if name not in self._messages:
            if self._tags is None:
                self._tags = self.index.tags()
            locales = self.index.locales.get(name, [])
            self._messages[name] = reading_messages.read_message(
                self.paths()[name],
                locales,
                self.files,
                self.config,
                self.channel,
                self._tags,
            )
            message = self._messages[name]
            message.add_rules(locking.rules_of_lock(self.catalog.root, message))
        return self._messages[name]

    def samples(self, name: str) -> list[samples.SampleResult]:
        """Return a message's samples compiled; none where it isn't sound."""
        if name not in self._samples:
            message = self.message(name)
            sound = message.is_sound
            self._samples[name] = (
                samples.compile_samples(message, compiling.Compiler(message)) if sound else []
            )
        return self._samples[name]

    def findings(self, name: str) -> list[Diagnostic]:
        """Return all that is wrong with a message and its samples, and with the settings.

        Where the settings can't be read, a message lacks its defaults, and only that is said.
        """
        faults = [d for d in self.config.found if d.is_error]
        if not self._has_readable_config:
            return self.ruled(faults)
        found = [*faults, *with_context(self.message(name).found, message_name=name)]
        found += locking.locked(self.catalog.root, self.message(name))
        for result in self.samples(name):
            found += with_context(result.found, message_name=name, sample=result.name)
        refuted = with_context(self._unproved(name), message_name=name)
        found += [each for each in refuted if not any(_shows(other, each) for other in found)]
        failing = {each.span for each in found if each.code == FAILS_ON_SAMPLE}
        found = [d for d in found if d.code != MAY_BE_MISSING or d.span not in failing]
        kept = self.message(name).ignores.kept(found)
        # Nothing can be made of a message without a plan, whatever its faults are called.
        return self.ruled(kept) if self.message(name).plans else kept

    def proof(self, name: str, everything: bool = False) -> proving.Proof:
        """Return what is proved of a sound message; with `everything` all of it."""
        return proving.prove(self.message(name), self.config.assume, everything)

    def _unproved(self, name: str) -> list[Diagnostic]:
        message = self.message(name)
        if not message.is_sound or not self.proves:
            return []
        return list(proving.proof_findings(message, self.proof(name), self.strict_proof))

    @property
    def _has_readable_config(self) -> bool:
        return not any(d.is_error and d.code.startswith(OF_YAML) for d in self.config.found)

    def check(
        self, names: Iterable[str] | None = None, now: datetime | None = None
    ) -> list[Diagnostic]:
        """Return the findings of messages (all of them, and the catalog's own, without names).

        How tests are written is judged, too; that keeps no message from being compiled, so it isn't
        among `findings`. With `now` (aware) the rules that need the clock are checked as well.
        """
        chosen = list(self.paths()) if names is None else list(names)
        found = list(self.config.found)
        if names is None:
            strays = (*self.index.nameless, *self.index.orphans(self.catalog))
            found += [d for path in strays for d in self.stray(path)]
            found += orphans(self)
        clock = {each: clock_rules_for(each, now, self.config) for each in CHANNELS if now}
        self._plain = self._plainly_sound(chosen, clock)
        chosen = [name for name in chosen if name not in self._plain]
        for name in chosen:
            found += self.findings(name)
            found += tests.faults_of_tests(self, name)
            found += timing.clock_findings(self.message(name), now, clock) if now else []
        found += self._stale_ignores(chosen, names is None, now is not None)
        return ordered(self.ruled(found))

    def _plainly_sound(self, names: Sequence[str], clock: Mapping[str, Rules]) -> set[str]:
        """Return the messages that need no further look; none where all must be proved."""
        if self.strict_proof:
            return set()
        plain = PlainMessages(self.files, self.index, self.config, self.channel, clock)
        return plain.sound(names)

    def _stale_ignores(
        self, names: Iterable[str], is_whole: bool, has_clock: bool
    ) -> list[Diagnostic]:
        read = [self.message(name) for name in names]
        if not read:
            return []
        own = {self.files.template(p)[0].source for m in read for p in self._own(m)}
        return stale.stale_ignores(read, None if is_whole else own, has_clock)

    def _own(self, message: messages.Message) -> list[Path]:
        return [message.path, *self.index.locales.get(message.name, [])]

    def sources(self, name: str) -> list[Path]:
        """Return the message files that a message is made of: bases, its own, locales."""
        chain = self.files.chain(self.paths()[name])[0]
        locales = self.index.locales.get(name, [])
        return [*chain, *locales, *reading_messages.base_locales(chain, locales, self.files)]

    def files_of(self, name: str) -> set[Path]:
        """Return every file that decides what a message compiles to."""
        texts = messages.sources_of(self.message(name))
        bases = {p for path in self.sources(name) for p in self._with_locales(path)}
        lock = locking.lock_of(self.catalog.root, self.message(name))
        found = (self.catalog.root / CONFIG, lock, *bases, *texts)
        return {path for path in found if path}

    def _with_locales(self, path: Path) -> list[Path]:
        name = self.files.template(path)[0].name.name
        return [path, *self.index.locales.get(name, [])]

    def stray(self, path: Path) -> list[Diagnostic]:
        """Return the faults of a file that belongs to no message: a bad name, a lone locale."""
        if path not in (*self.index.nameless, *self.index.orphans(self.catalog)):
            return []
        template, found = self.files.template(path)
        if template.name.locale is None or has_errors(found):
            return found
        base = f"{template.name.name}{ENDING}"
        what = f"`{path.name}` has no message to belong to"
        help = f"Write `templates/{base}`, the message without a locale."
        return [*found, finding("MSG121", what, template.source.span(), help=help)]

    def not_checked(self, name: str) -> list[str]:
        """Return the checks of a message's templates that `msgc.lock` doesn't allow."""
        if name in self._plain:
            return []
        return [each.what for each in locking.not_checked(self.catalog.root, self.message(name))]

    def ruled(self, found: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Apply the severities of the catalog's `rules`."""
        rules = self.config.rules
        kept = (d for d in found if rules.get(d.code) != OFF)
        return [
            replace(d, severity=Severity(rules[d.code])) if d.code in rules else d for d in kept
        ]


def _shows(sample: Diagnostic, refuted: Diagnostic) -> bool:
    """Tell whether a sample breaks what another row was found to break, at the same words."""
    around, inner = sample.span, refuted.span
    is_same = sample.code == refuted.code and around.source is inner.source
    return is_same and around.start <= inner.start and inner.end <= around.end

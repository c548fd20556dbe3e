"""Messages without variables that are surely sound, told without all that a finding needs.

Most files of a catalog have no fault, and many no variable. Where a file is told sound here, the
whole way (`Project.findings` and what else `check` asks) finds nothing in it; of any other nothing
is known, and it goes the whole way. So every finding is made there, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgc.check.clock import timed_members
from msgc.check.quick_payload import surely_fits
from msgc.check.rules.engine import Rules, rule_breaches
from msgc.config import CHANNELS, Config
from msgc.late import Late
from msgc.lock import FILE as LOCK
from msgc.pipeline.files import Files
from msgc.pipeline.index import Index
from msgc.pipeline.platform import rules_for
from msgc.pipeline.testing import TEST_ENDINGS
from msgc.syntax.plain_values import UnsureError, Value, is_nothing
from msgc.syntax.plain_yaml import plain_document, plain_members, plain_text
from msgc.template import SAMPLE_NAME
from msgc.vocabulary import FILE_KEYS

# Not had where all messages have variables.
if TYPE_CHECKING:
    from msgc.lower import plain
    from msgc.pipeline import layouts, moulds
else:
    plain, layouts = Late("msgc.lower.plain"), Late("msgc.pipeline.layouts")
    moulds = Late("msgc.pipeline.moulds")

CHANNEL, TEMPLATE = "channel", "template"
NOTHING = frozenset[str]()
# So many files are a stage's work, and their values never much memory.
AT_ONCE = 256
Payload = dict[str, object]
Values = dict[str, Value]
A = TypeVar("A")
B = TypeVar("B")


class PlainMessages:
    """Tells of a catalog's messages which are surely sound.

    `channel` overrides their own; `clock` are the rules that need the time, by channel.
    """

    def __init__(
        self,
        files: Files,
        index: Index,
        config: Config,
        channel: str | None,
        clock: Mapping[str, Rules],
    ) -> None:
        self._files, self._index, self._config = files, index, config
        self._channel = channel
        self._tested: dict[str, frozenset[str]] = {}
        self._rules = {each: rules_for(each, config) for each in CHANNELS}
        # Without a time nothing is asked of one.
        self._timed = {each: timed_members(rules) for each, rules in clock.items()}
        self._by_channel: dict[str, moulds.Forms] = {}
        self._has_lock = (files.catalog.root / LOCK).exists()
        self._heads = _heads(config) if _is_plain(config) and not files.buffers else None

    def sound(self, names: Sequence[str]) -> set[str]:
        """Return those messages that surely have no fault. Raises OSError."""
        found: set[str] = set()
        for texts in self._texts(names):
            written = _surely(self._read, texts)
            channels = _surely(self._channel_of, {n: each.channel for n, each in written.items()})
            alike = {n for n, each in channels.items() if self._fits_form(written[n], each)}
            others = {name: written[name] for name in channels.keys() - alike}
            words = _surely(lambda each: each.words(), others)
            found |= alike | self.payloads_of(words, channels).keys()
        return found

    def _read(self, text: str) -> layouts.Written:
        return self._layouts.read(text)

    @cached_property
    def _layouts(self) -> layouts.Layouts:
        return layouts.Layouts()

    def _fits_form(self, written: layouts.Written, channel: str) -> bool:
        return self.forms(channel).payload(written) is not None

    def payloads(self, names: Sequence[str]) -> dict[str, Payload]:
        """Return the payloads of the messages that are sound, each judged by itself.

        Their members aren't in the API's order. Raises OSError.
        """
        found: dict[str, Payload] = {}
        for texts in self._texts(names):
            words = _surely(plain_document, texts)
            said = {name: each.get(CHANNEL) for name, each in words.items()}
            found |= self.payloads_of(words, _surely(self._channel_of, said))
        return found

    def _texts(self, names: Sequence[str]) -> Iterator[dict[str, str]]:
        # Stage by stage: what one does stays in the processor's nearest caches, which takes a third
        # less than file by file.
        for start in range(0, len(names) if self._heads is not None else 0, AT_ONCE):
            paths = {name: self._index.messages[name] for name in names[start : start + AT_ONCE]}
            alone = {name: path for name, path in paths.items() if self._is_alone(name, path)}
            yield _surely(plain_text, {n: self._files.content(p) for n, p in alone.items()})

    def payloads_of(
        self, words: Mapping[str, Values], channels: Mapping[str, str]
    ) -> dict[str, Payload]:
        """Return the payloads of those messages that are sound, by their words and channels."""
        made = _surely(self._payload_of, words)
        fits = surely_fits()
        fitting = {name: payload for name, payload in made.items() if fits(payload)}
        return {n: p for n, p in fitting.items() if n in channels and self._keeps(p, channels[n])}

    def _payload_of(self, words: Values) -> Payload:
        if self._heads is None or not _has_plain_header(words):
            raise UnsureError
        return plain.payload_of(_content_of(words), self._heads)

    def forms(self, channel: str) -> moulds.Forms:
        """Return what judges messages of a channel by others that are written alike."""
        if channel not in self._by_channel:

            def make(words: Values) -> Payload:
                payload = self._payload_of(words)
                if self._needs_more(payload, channel):
                    raise UnsureError
                return payload

            self._by_channel[channel] = moulds.Forms(make, self._rules[channel])
        return self._by_channel[channel]

    def _is_alone(self, name: str, path: Path) -> bool:
        return name not in self._index.locales and not self._may_be_tested(name, path)

    def _may_be_tested(self, name: str, path: Path) -> bool:
        """Tell whether a file of tests may stand beside a message, also one with a wrong name."""
        # By the name, as taking a path apart takes longer than all the rest of it.
        folder, _, stem = name.rpartition("/")
        if folder not in self._tested:
            self._tested[folder] = self._files.stems(path.parent, TEST_ENDINGS)
        # Which letters are the same beyond ASCII is for the disk to say.
        return not stem.isascii() or stem.lower() in self._tested[folder]

    def _channel_of(self, said: Value | None) -> str:
        written = self._config.channel if said is None else said
        if type(written) is not str or written not in CHANNELS:
            raise UnsureError
        return self._channel or written

    def _keeps(self, payload: Payload, channel: str) -> bool:
        """Tell whether a payload keeps all rules, and none needs the lock or the clock."""
        if self._needs_more(payload, channel):
            return False
        return not rule_breaches(payload, self._rules[channel])

    def _needs_more(self, payload: Payload, channel: str) -> bool:
        """Tell by a payload's own members whether it takes the lock or the clock to judge it."""
        if self._has_lock and TEMPLATE in payload:
            return True
        timed = self._timed.get(channel, NOTHING)
        return timed is None or not timed.isdisjoint(payload)


def _is_plain(config: Config) -> bool:
    """Tell whether a catalog's settings ask nothing more of a message than its words do."""
    return not config.found and config.window is None and "msgc:" not in config.source.text


def _heads(config: Config) -> Values | None:
    """Return the envelope that the settings give to every message, None for a rarer one."""
    try:
        return plain.envelope(plain_members(config.defaults)) if config.defaults else {}
    except UnsureError:
        return None


def _surely(make: Callable[[A], B], given: Mapping[str, A]) -> dict[str, B]:
    """Return what is made of each that it can surely be made of."""
    made: dict[str, B] = {}
    for name, each in given.items():
        # `suppress` takes as long as what some of these do.
        try:
            made[name] = make(each)
        except UnsureError:
            continue
    return made


def _content_of(words: Mapping[str, Value]) -> Values:
    return {name: value for name, value in words.items() if name not in FILE_KEYS}


def _has_plain_header(words: Mapping[str, Value]) -> bool:
    for name in FILE_KEYS:
        if name in words and not _HEADER.get(name, is_nothing)(words[name]):
            return False
    return True


def _is_scalar(value: Value) -> bool:
    return type(value) is not dict and type(value) is not list


def _are_empty_samples(value: Value) -> bool:
    """Tell whether no sample has a value, of which there is none to have."""
    if type(value) is not dict:
        return is_nothing(value)
    names_fit = all(map(SAMPLE_NAME.fullmatch, value))
    return names_fit and all(each == {} or is_nothing(each) for each in value.values())


# What each of the file's own keys may hold; of the others nothing.
_HEADER: dict[str, Callable[[Value], bool]] = {
    "description": _is_scalar,
    CHANNEL: lambda _: True,
    "samples": _are_empty_samples,
    "vars": lambda _: False,
    "tests": lambda _: False,
}

"""`msgc.yaml`: the catalog's settings."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from msgc.diagnostics import Diagnostic, finding
from msgc.facts.platform import all_codes
from msgc.nearby import near
from msgc.source import SourceFile, Span
from msgc.syntax.nodes import Entry, Mapping, Node, Scalar
from msgc.syntax.values import to_value
from msgc.syntax.yaml_nodes import parse_yaml
from msgc.vocabulary import ENVELOPE_WORDS

CHANNELS = ("whatsapp", "any")
REQUIRES = "requires"
SEVERITIES = ("error", "warning", "off")
PROFILE_KEYS = (
    "workspaceId",
    "channelId",
    "accessKeyEnv",
    "rate",
    "baseUrl",
    "suppress",
)
REQUIREMENT = re.compile(r"\s*(>=|<=|==|>|<)\s*([0-9]+(?:\.[0-9]+)*)\s*")


@dataclass(slots=True)
class Config:
    """The settings, each with its default; `defaults` is the envelope of every message."""

    source: SourceFile
    channel: str = "whatsapp"
    defaults: Mapping | None = None
    constants: dict[str, object] = field(default_factory=dict)
    constant_places: dict[str, Scalar] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)
    profiles: dict[str, dict[str, object]] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)

    def report(self, code: str, message: str, node: Node, help: str | None = None) -> None:
        """Add a finding."""
        self.found.append(finding(code, message, node.span, help=help))


def read_config(source: SourceFile, version: str) -> Config:
    """Read `msgc.yaml`; its faults are in `found`. `version` is that of the running msgc."""
    config = Config(source)
    tree, found = parse_yaml(source) if source.text.strip() else (None, [])
    config.found.extend(found)
    if isinstance(tree, Mapping):
        for entry in tree:
            _read_key(config, entry, version)
    elif tree is not None:
        help = "Write keys: `channel:`, `defaults:`, and what each holds below it."
        config.report("MSG125", "`msgc.yaml` is a mapping of keys", tree, help)
    return config


def _read_key(config: Config, entry: Entry, version: str) -> None:
    name = entry.key.value
    if isinstance(entry.value, Scalar) and entry.value.is_null and name in (*KEYS, REQUIRES):
        return
    if name == REQUIRES:
        _read_requires(config, entry, version)
    elif name in KEYS:
        KEYS[name](config, entry)
    else:
        _unknown(config, entry.key, [*KEYS, REQUIRES])


def _unknown(config: Config, key: Scalar, known: list[str]) -> None:
    meant = near(key.value, known)
    help = f"Did you mean `{meant}`?" if meant else f"The keys are {', '.join(sorted(known))}."
    config.report("MSG110", f"there is no key `{key.value}`", key, help)


def _mapping(config: Config, entry: Entry) -> Mapping | None:
    if isinstance(entry.value, Mapping):
        return entry.value
    help = "Write its names below it, two spaces further in: `name: value`."
    config.report("MSG125", f"`{entry.key.value}` is a mapping", entry.value, help)
    return None


def _one_of(config: Config, node: Node, words: tuple[str, ...], what: str) -> str | None:
    value = node.value if isinstance(node, Scalar) else ""
    if value in words:
        return value
    help = f"Write {', '.join(words[:-1])} or {words[-1]}."
    config.report("MSG125", f"`{value}` isn't a {what}", node, help)
    return None


def _read_channel(config: Config, entry: Entry) -> None:
    config.channel = _one_of(config, entry.value, CHANNELS, "channel") or config.channel


def _read_defaults(config: Config, entry: Entry) -> None:
    config.defaults = _mapping(config, entry)
    for part in config.defaults or ():
        if part.key.value not in ENVELOPE_WORDS:
            _unknown(config, part.key, list(ENVELOPE_WORDS))


def _read_constants(config: Config, entry: Entry) -> None:
    for part in _mapping(config, entry) or ():
        config.constants[part.key.value] = to_value(part.value)
        config.constant_places[part.key.value] = part.key


def _read_requires(config: Config, entry: Entry, version: str) -> None:
    text = entry.value.value if isinstance(entry.value, Scalar) else ""
    for part in text.split(","):
        match = REQUIREMENT.fullmatch(part)
        if match is None:
            help = 'Write a comparison with a version: `requires: ">=0.4"`.'
            config.report("MSG125", f"`{text}` isn't a requirement", entry.value, help)
            return
        if not _satisfies(version, match[1], match[2]):
            what = f"the catalog needs msgc {text}, and this is {version}"
            config.report("MSG126", what, entry.value, "Install that version of msgc.")
            return


def _satisfies(version: str, op: str, wanted: str) -> bool:
    left, right = (_numbers(text) for text in (version, wanted))
    width = max(len(left), len(right))
    left, right = (part + [0] * (width - len(part)) for part in (left, right))
    return {
        ">=": left >= right,
        "<=": left <= right,
        "==": left == right,
        ">": left > right,
        "<": left < right,
    }[op]


def _numbers(version: str) -> list[int]:
    return [int(digits) for digits in re.findall(r"\d+", version)]


def _read_rules(config: Config, entry: Entry) -> None:
    for part in _mapping(config, entry) or ():
        if part.key.value not in all_codes():
            _unknown(config, part.key, list(all_codes()))
        severity = _one_of(config, part.value, SEVERITIES, "severity")
        if severity:
            config.rules[part.key.value] = severity


def _read_profiles(config: Config, entry: Entry) -> None:
    for part in _mapping(config, entry) or ():
        profile = _mapping(config, part)
        for setting in profile or ():
            if setting.key.value not in PROFILE_KEYS:
                _unknown_setting(config, setting.key)
        if profile:
            config.profiles[part.key.value] = {s.key.value: to_value(s.value) for s in profile}


def _unknown_setting(config: Config, key: Scalar) -> None:
    if "key" in key.value.lower() or "token" in key.value.lower():
        help = "Name the environment variable that holds it: `accessKeyEnv: BIRD_ACCESS_KEY`."
        what = "a key is never written into a file"
        config.found.append(finding("MSG125", what, _hidden(key), help=help))
        return
    _unknown(config, key, list(PROFILE_KEYS))


def _hidden(key: Scalar) -> Span:
    """Return the span of a key of which only the name is shown, since a secret stands beside it."""
    source = key.span.source
    line, column = source.position(key.span.start)
    alone = SourceFile(source.name, " " * (column - 1) + key.span.text, first_line=line)
    return alone.span(column - 1, len(alone.text))


KEYS: dict[str, Callable[[Config, Entry], None]] = {
    "channel": _read_channel,
    "defaults": _read_defaults,
    "constants": _read_constants,
    "rules": _read_rules,
    "profiles": _read_profiles,
}

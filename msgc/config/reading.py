"""`msgc.yaml`, read to the catalog's settings."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, replace

from msgc.config.settings import CHANNELS, Assume, Config, mapping_of, one_of, unknown
from msgc.diagnostics import Fix, finding
from msgc.facts.limits import has_one_limit
from msgc.facts.platform import all_codes, platform_rows
from msgc.late import regex
from msgc.nearby import near_code
from msgc.source import SourceFile, Span
from msgc.syntax.nodes import Entry, Mapping, Node, Scalar
from msgc.syntax.rewording import renamed
from msgc.syntax.values import to_value
from msgc.syntax.yaml_nodes import parse_yaml
from msgc.texts import UTF16
from msgc.vocabulary import ENVELOPE_WORDS

REQUIRES = "requires"
# A message that isn't a template needs one as its fallback.
WINDOW_REQUIRED = "required"
SEVERITIES = ("error", "warning", "off")
PROFILE_KEYS = (
    "workspaceId",
    "channelId",
    "accessKeyEnv",
    "rate",
    "baseUrl",
    "suppress",
)
REQUIREMENT = regex(r"\s*(>=|<=|==|>|<)\s*([0-9]+(?:\.[0-9]+)*)\s*")


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
        config.report("MSG125", "`msgc.yaml` must be a mapping of keys", tree, help)
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
        unknown(config, entry.key, [*KEYS, REQUIRES])


def _read_channel(config: Config, entry: Entry) -> None:
    config.channel = one_of(config, entry.value, CHANNELS, "channel") or config.channel


def _read_window(config: Config, entry: Entry) -> None:
    if isinstance(entry.value, Scalar) and entry.value.value == WINDOW_REQUIRED:
        config.window = WINDOW_REQUIRED
        return
    help = f"Write `window: {WINDOW_REQUIRED}`, or leave the key out."
    _report_word(config, entry, WINDOW_REQUIRED, help)


def _read_units(config: Config, entry: Entry) -> None:
    if isinstance(entry.value, Scalar) and entry.value.value == UTF16:
        config.units = UTF16
        return
    help = f"Write `units: {UTF16}`, or leave the key out to count characters."
    _report_word(config, entry, UTF16, help)


def _report_word(config: Config, entry: Entry, word: str, help: str) -> None:
    what = f"`{entry.key.value}` takes the word `{word}`"
    written = entry.value.value if isinstance(entry.value, Scalar) else ""
    config.report("MSG125", what, entry.value, help, renamed(entry.value.span, written, (word,)))


def _read_assume(config: Config, entry: Entry) -> None:
    known = [each.name for each in fields(Assume)]
    for part in mapping_of(config, entry) or ():
        value = to_value(part.value)
        if part.key.value not in known:
            unknown(config, part.key, known)
        elif type(value) is int and value > 0:
            config.assume = replace(config.assume, **{part.key.value: value})
        else:
            what = f"`{part.key.value}` must be a whole number from 1"
            config.report("MSG125", what, part.value, "Write it in digits: `string: 100`.")


def _read_defaults(config: Config, entry: Entry) -> None:
    config.defaults = mapping_of(config, entry)
    for part in config.defaults or ():
        if part.key.value not in ENVELOPE_WORDS:
            unknown(config, part.key, list(ENVELOPE_WORDS))


def _read_constants(config: Config, entry: Entry) -> None:
    for part in mapping_of(config, entry) or ():
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
    for part in mapping_of(config, entry) or ():
        if part.key.value not in all_codes():
            _unknown_code(config, part.key)
        elif isinstance(part.value, Mapping):
            _read_rule(config, part.key.value, part.value)
        else:
            _read_severity(config, part.key.value, part.value)


def _unknown_code(config: Config, key: Scalar) -> None:
    meant = near_code(key.value, all_codes())
    help = f"Did you mean `{meant}`?" if meant else "`msgc explain` lists the codes."
    fix = Fix(key.span, meant) if meant else None
    config.report("MSG110", f"there is no code `{key.value}`", key, help, fix)


def _read_rule(config: Config, code: str, node: Mapping) -> None:
    """Read a rule's settings: `{severity: warning, limit: 40}`."""
    for part in node:
        if part.key.value == "severity":
            _read_severity(config, code, part.value)
        elif part.key.value == "limit":
            _read_limit(config, code, part)
        else:
            unknown(config, part.key, ["severity", "limit"])


def _read_severity(config: Config, code: str, node: Node) -> None:
    severity = one_of(config, node, SEVERITIES, "severity")
    if severity:
        config.rules[code] = severity


def _read_limit(config: Config, code: str, part: Entry) -> None:
    if not has_one_limit(platform_rows(), code):
        help = "Take `limit` away; a severity can be set: `severity: warning`."
        config.report("MSG125", f"{code} has no limit to set", part.key, help)
        return
    value = to_value(part.value)
    if type(value) is int and value >= 0:
        config.limits[code] = value
        return
    what = f"the limit of {code} must be a whole number from 0"
    config.report("MSG125", what, part.value, "Write it in digits: `limit: 40`.")


def _read_profiles(config: Config, entry: Entry) -> None:
    for part in mapping_of(config, entry) or ():
        profile = mapping_of(config, part)
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
    unknown(config, key, list(PROFILE_KEYS))


def _hidden(key: Scalar) -> Span:
    """Return the span of a key of which only the name is shown, since a secret stands beside it."""
    source = key.span.source
    line, column = source.position(key.span.start)
    alone = SourceFile(source.name, " " * (column - 1) + key.span.text, first_line=line)
    return alone.span(column - 1, len(alone.text))


KEYS: dict[str, Callable[[Config, Entry], None]] = {
    "channel": _read_channel,
    "window": _read_window,
    "units": _read_units,
    "assume": _read_assume,
    "defaults": _read_defaults,
    "constants": _read_constants,
    "rules": _read_rules,
    "profiles": _read_profiles,
}

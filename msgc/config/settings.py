"""The settings of `msgc.yaml`, and what its values may be."""

from __future__ import annotations

from dataclasses import field

from msgc.diagnostics import Diagnostic, Fix, finding
from msgc.nearby import near
from msgc.records import dataclass
from msgc.source import SourceFile
from msgc.syntax.nodes import Entry, Mapping, Node, Scalar
from msgc.syntax.rewording import renamed
from msgc.texts import CODE_POINTS

CHANNELS = ("whatsapp", "any")


@dataclass(frozen=True, slots=True)
class Assume:
    """What is ordinary where `vars` declares nothing: the most code points, entries, and number."""

    string: int = 100
    list: int = 20
    number: int = 999_999


@dataclass(slots=True)
class Config:
    """The settings, each with its default; `defaults` is the envelope of every message.

    `rules` are severities and `limits` numbers, both by code; `units` is what lengths count.
    """

    source: SourceFile
    channel: str = "whatsapp"
    window: str | None = None
    units: str = CODE_POINTS
    assume: Assume = Assume()
    defaults: Mapping | None = None
    constants: dict[str, object] = field(default_factory=dict)
    constant_places: dict[str, Scalar] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)
    limits: dict[str, int] = field(default_factory=dict)
    profiles: dict[str, dict[str, object]] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)

    def report(
        self, code: str, message: str, node: Node, help: str | None = None, fix: Fix | None = None
    ) -> None:
        """Add a finding."""
        self.found.append(finding(code, message, node.span, help=help, fix=fix))


def unknown(config: Config, key: Scalar, known: list[str]) -> None:
    """Report a key that isn't one of those that are known."""
    meant = near(key.value, known)
    help = f"Did you mean `{meant}`?" if meant else f"The keys are {', '.join(sorted(known))}."
    fix = renamed(key.span, key.value, known)
    config.report("MSG110", f"there is no key `{key.value}`", key, help, fix)


def mapping_of(config: Config, entry: Entry) -> Mapping | None:
    """Return what stands below a key; None where that isn't a mapping, which is reported."""
    if isinstance(entry.value, Mapping):
        return entry.value
    help = "Write its names below it, two spaces further in: `name: value`."
    config.report("MSG125", f"`{entry.key.value}` must be a mapping", entry.value, help)
    return None


def one_of(config: Config, node: Node, words: tuple[str, ...], what: str) -> str | None:
    """Return the word that stands there; None where it is none of `words`, which is reported."""
    value = node.value if isinstance(node, Scalar) else ""
    if value in words:
        return value
    help = f"Write {', '.join(words[:-1])} or {words[-1]}."
    fix = renamed(node.span, value, words)
    config.report("MSG125", f"`{value}` isn't a {what}", node, help, fix)
    return None

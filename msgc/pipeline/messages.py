"""A message that was read: its variables, samples, plans, and what is wrong with it."""

from __future__ import annotations

from dataclasses import field
from pathlib import Path

from msgc.check.kinds import Kinds
from msgc.check.rules.model import Rule
from msgc.config import Config
from msgc.diagnostics import Diagnostic, Severity
from msgc.infer.scope import LOCALE, Scope, row_scope
from msgc.pipeline.constants import constant_types
from msgc.pipeline.ignoring import Ignores
from msgc.plan import Object, Plan, expressions, roots_of
from msgc.records import dataclass
from msgc.syntax.expr import walk
from msgc.syntax.nodes import Entry
from msgc.template import Template
from msgc.types import ObjectType, StringType

# What a row that names no locale is formatted for.
DEFAULT_LOCALE = "en"


@dataclass(frozen=True, slots=True)
class Sample:
    """A named row of a message, as written; `locale` is that of the file it stands in."""

    name: str
    entry: Entry
    locale: str | None


@dataclass(slots=True)
class Message:
    """A message, read and checked. `plans` are by locale, None for the file without one.

    `settled` are the payloads, by identity, of which all is known and which break none of `rules`.
    """

    name: str
    path: Path
    template: Template
    channel: str
    config: Config
    kind: str | None = None
    declared: bool = False
    variables: ObjectType = field(default_factory=ObjectType)
    samples: dict[str, Sample] = field(default_factory=dict)
    plans: dict[str | None, Plan] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    kinds: Kinds = field(default_factory=Kinds)
    rules: tuple[Rule, ...] = ()
    ignores: Ignores = field(default_factory=Ignores)
    catalog_locales: tuple[str, ...] = ()
    settled: set[int] = field(default_factory=set)

    def add_rules(self, rules: tuple[Rule, ...]) -> None:
        """Hold the message to further rules, which its payloads haven't been checked by."""
        if rules:
            self.rules += rules
            self.settled.clear()

    @property
    def is_sound(self) -> bool:
        """Whether it can be compiled: by the catalog's own severities, where it has set some."""
        rules = self.config.rules
        errors = (d for d in self.found if rules.get(d.code, d.severity) == Severity.ERROR)
        return bool(self.plans) and not any(errors)

    @property
    def roots(self) -> list[Object]:
        """The payloads and fallbacks of all its plans."""
        return [root for plan in self.plans.values() for root in roots_of(plan)]

    @property
    def locales(self) -> list[str]:
        """The locales that have a file of their own."""
        return sorted(locale for locale in self.plans if locale)

    def plan_for(self, locale: str | None) -> Plan:
        """Return the plan of a row's locale: `nl-BE` falls back to `nl`, then to no locale.

        Case doesn't count in a language tag, and `nl_BE` is read as `nl-BE`.
        """
        known = {name.lower(): name for name in self.plans if name}
        wanted = (locale or "").lower().replace("_", "-")
        while wanted and wanted not in known:
            wanted = wanted.rpartition("-")[0]
        return self.plans[known.get(wanted)]


def scope_of(message: Message, variables: ObjectType) -> Scope:
    """Return the scope of a message's expressions over rows of a type."""
    return row_scope(variables, constant_types(message.config.constants))


def sources_of(message: Message) -> set[Path | None]:
    """Return the files that a message's expressions are written in, None for those without."""
    found = (part for root in message.roots for expr in expressions(root) for part in walk(expr))
    return {part.span.source.path for part in found}


def locales_of(message: Message, locale: str | None) -> tuple[str, ...]:
    """Return the locales that the filters of a locale's plan format for.

    The plan without one serves the rows of every other locale of the catalog or of a declared
    `locale`, and those that name none, which are formatted as `DEFAULT_LOCALE`. None is returned
    where `locale` is declared as any text.
    """
    if locale is not None:
        return (locale,)
    declared = message.variables.fields.get(LOCALE)
    kind = declared.type if declared else None
    if kind is not None and not (isinstance(kind, StringType) and kind.enum):
        return ()
    own = kind.enum or () if isinstance(kind, StringType) else ()
    others = (each for each in (*message.catalog_locales, *own) if each not in message.plans)
    return tuple(dict.fromkeys((DEFAULT_LOCALE, *others)))

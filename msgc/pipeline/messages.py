"""One message: its files bound together, its variables typed, its plans lowered and checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from pathlib import Path

from msgc.check.author_schema import schema_fault
from msgc.check.causes import unsaid
from msgc.check.headers import check_header, check_window
from msgc.check.kinds import Kinds
from msgc.check.plans import check_plan
from msgc.check.pointers import with_pointers
from msgc.check.rules.model import Rule
from msgc.check.sure import sure_breaches
from msgc.check.types import check_types
from msgc.config import CHANNELS, Config
from msgc.diagnostics import Diagnostic, Severity, finding, has_errors
from msgc.infer.declared import read_variables
from msgc.infer.scope import LOCALE, Scope, row_scope
from msgc.infer.sketch import infer_variables
from msgc.infer.types_of import new_inference
from msgc.lower.context import Context
from msgc.lower.includes import Includes, ReadText
from msgc.lower.plans import lower
from msgc.pipeline.constants import constant_types
from msgc.pipeline.files import Files
from msgc.pipeline.ignoring import Ignores
from msgc.pipeline.platform import rules_for
from msgc.pipeline.uses import uses
from msgc.plan import Object, Plan, roots_of
from msgc.records import dataclass
from msgc.source import SourceFile, Span
from msgc.syntax.nodes import Entry, Mapping
from msgc.syntax.nodes import Sequence as SequenceNode
from msgc.syntax.rewording import renamed
from msgc.template import Template
from msgc.types import Field, ObjectType, StringType

# What a row that names no locale is formatted for.
DEFAULT_LOCALE = "en"

UNKNOWN_KEY = "MSG110"
# Faults beside which every use of a variable has still been seen.
BESIDE_USES = (
    *("MSG114", "MSG115", "MSG117", "MSG124", "MSG204", "MSG205", "MSG206", "MSG207", "MSG208"),
    *("MSG209", "MSG219"),
)
# So are faults of the payload: the API's schema, the platform.
OF_PAYLOADS = ("MSG3", "MSG4")


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


def read_message(
    path: Path,
    locale_paths: Sequence[Path],
    files: Files,
    config: Config,
    channel: str | None,
    catalog_locales: tuple[str, ...] = (),
) -> Message:
    """Read and check one message: the file without a locale, and its locale files."""
    template, _ = files.template(path)
    message = Message(template.name.name, path, template, channel or config.channel, config)
    message.catalog_locales = catalog_locales
    chain, found = files.chain(path)
    message.found += found
    paths = (*chain, *base_locales(chain, locale_paths, files), *locale_paths)
    for each in paths:
        message.found += files.template(each)[1]
        message.found += check_header(files.template(each)[0])
    message.channel = channel or _channel(message, [files.template(each)[0] for each in chain])
    message.rules = rules_for(message.channel, config)
    sources = (files.template(each)[0].source for each in paths)
    message.ignores = Ignores.of((config.source, *sources))
    _declare(message, [files.template(each)[0] for each in paths])
    message.samples = _samples(message, chain, locale_paths, files)
    readable = all(files.template(each)[0].is_readable for each in paths)
    if readable and not has_errors(found):
        _lower_all(message, chain, locale_paths, files)
    message.found = _unsilenced(message)
    return message


def _unsilenced(message: Message) -> list[Diagnostic]:
    """Return the findings that no comment silences, and what the schema says where one does.

    A rule's finding stands for the schema's of the same place.
    """
    kept = message.ignores.kept(message.found)
    silenced = {found.pointer for found in message.found if found not in kept} - {None}
    if silenced:
        schema = (d for root in _roots(message) for d in check_plan(root, message.kinds, ()).found)
        kept += [found for found in schema if found.pointer in silenced and found not in kept]
    return kept


def base_locales(chain: Sequence[Path], locales: Sequence[Path], files: Files) -> list[Path]:
    """Return the locale files of a message's bases that its own locale files bring in."""
    tags = [files.template(path)[0].name.locale for path in locales]
    found = (each for base in chain[:-1] for tag in tags for each in files.localised(base, tag))
    return list(dict.fromkeys(found))


def _channel(message: Message, templates: Sequence[Template]) -> str:
    written = [scalar for each in templates if (scalar := each.text("channel"))]
    if not written:
        return message.config.channel
    if written[-1].value not in CHANNELS:
        what = f"`{written[-1].value}` isn't a channel"
        help = "Write `whatsapp`, or `any` for the API's schema alone."
        span = written[-1].span
        fix = renamed(span, written[-1].value, CHANNELS)
        message.found.append(finding("MSG125", what, span, help=help, fix=fix))
        return message.config.channel
    return written[-1].value


def _declare(message: Message, templates: Sequence[Template]) -> None:
    """Read the `vars` of all files, nearer ones over farther ones."""
    fields: dict[str, Field] = {}
    for template in templates:
        entry = template.root.entry("vars")
        if entry is None:
            continue
        message.declared = message.declared or not isinstance(entry.value, SequenceNode)
        if not isinstance(entry.value, Mapping):
            continue
        variables, found = read_variables(entry.value)
        message.found += found
        message.found += _schema_faults(variables, entry.value)
        message.found += _hidden_constants(message.config, variables, entry.value)
        fields.update(variables.fields)
    message.variables = ObjectType(fields=fields)


def _schema_faults(variables: ObjectType, node: Mapping) -> list[Diagnostic]:
    help = "Mend it: a variable's schema is written in JSON Schema 2020-12."
    what = "the JSON Schema of `{0}` can't be used: {1}"
    return [
        finding("MSG124", what.format(name, reason), _at(node, name), help=help)
        for name, field_ in variables.fields.items()
        if field_.type.schema is not None and (reason := schema_fault(field_.type.schema))
    ]


def _at(node: Mapping, name: str) -> Span:
    entry = node.entry(name)
    return entry.key.span if entry else node.span


def _hidden_constants(config: Config, variables: ObjectType, node: Mapping) -> list[Diagnostic]:
    help = "Rename the variable, or take the constant out of `msgc.yaml`."
    return [
        finding("MSG218", f"`{name}` is a constant of the catalog", _at(node, name), help=help)
        for name in variables.fields
        if name in config.constants
    ]


def _samples(
    message: Message, chain: Sequence[Path], locale_paths: Sequence[Path], files: Files
) -> dict[str, Sample]:
    """Return the samples of the message's own files, or else of the nearest base that has some."""
    own = (chain[-1], *locale_paths)
    samples = {s.name: s for path in own for s in _samples_in(files.template(path)[0])}
    bases = reversed(chain[:-1])
    while not samples and (base := next(bases, None)):
        samples = {s.name: s for s in _samples_in(files.template(base)[0])}
    return samples


def _samples_in(template: Template) -> list[Sample]:
    entry = template.entry("samples")
    if entry is None:
        return []
    if not isinstance(entry.value, Mapping):
        return []
    return [Sample(each.key.value, each, template.name.locale) for each in entry.value]


def _lower_all(
    message: Message, chain: Sequence[Path], locale_paths: Sequence[Path], files: Files
) -> None:
    """Lower the message in each of its locales, then check all expressions in one scope."""
    includes = Includes(_text_reader(message, files), files.catalog.text_files)
    context = Context(
        message.channel, scope_of(message, message.variables), message.declared, message.found
    )
    locales = [None, *(files.template(path)[0].name.locale for path in locale_paths)]
    for locale in locales:
        layers = _layers(message, chain, locale, files)
        plan = lower(layers, context, includes.bind)
        if plan is not None:
            message.plans[locale] = plan
            message.kind = message.kind or plan.kind
    if len(message.plans) == len(locales):
        _check(message)
        templates = [files.template(path)[0] for path in chain]
        plans = list(message.plans.values())
        message.found += check_window(templates, plans, message.config.window)


def _text_reader(message: Message, files: Files) -> ReadText:
    """Return what reads included files, and reports those that aren't text."""

    def read(relative: str) -> SourceFile | None:
        source = files.text(relative)
        if source is not None and source.path is not None:
            message.found += files.text_faults[source.path]
        return source

    return read


def _layers(
    message: Message, chain: Sequence[Path], locale: str | None, files: Files
) -> list[Mapping]:
    paths = [each for path in chain for each in (path, *files.localised(path, locale))]
    defaults = message.config.defaults
    roots = [files.template(path)[0].root for path in paths]
    return [defaults, *roots] if defaults is not None else roots


def scope_of(message: Message, variables: ObjectType) -> Scope:
    """Return the scope of a message's expressions over rows of a type."""
    return row_scope(variables, constant_types(message.config.constants))


def _check(message: Message) -> None:
    if not message.declared:
        written = [expr for root in _roots(message) for expr in uses(root)]
        message.variables, found = infer_variables(written, message.config.constants)
        message.found += found
    used: set[str] = set()
    unread = [each.span for each in message.found if each.code == UNKNOWN_KEY]
    for locale, plan in message.plans.items():
        inference = new_inference(locales_of(message, locale))
        for root in roots_of(plan):
            check_types(root, scope_of(message, message.variables), inference, message.kinds)
        message.kinds.pieces.update(inference.pieces)
        for root in roots_of(plan):
            _check_payload(message, root, unread)
        message.found += inference.found
        used |= inference.used
    message.found += _unused(message, used)
    message.found[:] = with_pointers(message.found, _roots(message))


def _check_payload(message: Message, root: Object, unread: Sequence[Span]) -> None:
    checked = check_plan(root, message.kinds, message.rules, unread)
    if checked.is_settled:
        message.settled.add(id(root))
        return
    found = checked.found
    message.found += [*found, *unsaid(sure_breaches(root, message.kinds), found)]


def _roots(message: Message) -> list[Object]:
    return [root for plan in message.plans.values() for root in roots_of(plan)]


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


def _hides_uses(found: list[Diagnostic]) -> bool:
    """Tell whether a fault may be a misspelt use, or may have kept a use from being read."""
    beside = (d.code in BESIDE_USES or d.code.startswith(OF_PAYLOADS) for d in found if d.is_error)
    return not all(beside)


def _unused(message: Message, used: set[str]) -> list[Diagnostic]:
    """Return a warning for each variable that the message itself declares and never uses."""
    entry = message.template.entry("vars")
    if entry is None or not isinstance(entry.value, Mapping) or _hides_uses(message.found):
        return []
    help = "Take it out of `vars`, or write it where it belongs."
    return [
        finding("MSG210", f"`{each.key.value}` is never used", each.key.span, help=help)
        for each in entry.value
        if each.key.value in message.variables.fields and each.key.value not in {*used, "locale"}
    ]

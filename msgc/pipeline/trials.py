"""Rows tried on a message: which constraints of its plans a row breaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from msgc.check.breach import Breach, Path
from msgc.check.causes import OF_PLATFORM
from msgc.check.rules.engine import Rules, judged, rule_breaches
from msgc.check.verifying import breaches
from msgc.emit.reference import Origins, Reference
from msgc.evaluate.values import EvalError
from msgc.pipeline.compiling import LOCALE, Compiler
from msgc.pipeline.messages import DEFAULT_LOCALE, Message
from msgc.plan import Array, Object, Plan, PlanNode, Region, roots_of
from msgc.prove.model import Fault, Key, Row
from msgc.recipients.rows import RawRow
from msgc.texts import CODE_POINTS, length_of

Places = Mapping[int, Path]


class Trials:
    """Runs rows as `compile` does, and tells by the plan's places what each one breaks."""

    def __init__(self, message: Message) -> None:
        self._message = message
        self._compiler = Compiler(message)
        self._roots: dict[int, tuple[Reference, Places]] = {}
        self._rules: dict[frozenset[str], Rules] = {}

    def run(self, row: Row, codes: Set[str] | None = None) -> dict[Key, Fault] | None:
        """Return what a row breaks, warnings too; None where it has no payload.

        Where `codes` are given, nothing is told of a payload that breaks none of them.
        """
        typed, faults = self._compiler.reader.read(RawRow(1, row))
        if typed is None or faults:
            return None
        written = typed.get(LOCALE)
        locale = written if isinstance(written, str) and written else None
        plan = self._message.plan_for(locale)
        names = {**self._message.config.constants, **typed}
        asked = None if codes is None else frozenset(codes)
        try:
            return dict(self._broken(plan, names, locale or DEFAULT_LOCALE, asked))
        except EvalError:
            return None

    def _broken(
        self, plan: Plan, names: Row, locale: str, codes: frozenset[str] | None
    ) -> Iterator[tuple[Key, Fault]]:
        own = next(tag for tag, each in self._message.plans.items() if each is plan)
        for number, root in enumerate(roots_of(plan)):
            reference, places = self._reference(root)
            payload = reference.payload(names, locale)
            if not self._may_break(payload, codes):
                continue
            found = breaches(payload, self._message.rules)
            origins = reference.origins(names, locale) if found else {}
            for breach, measure in self._measured(payload, found):
                at = plan_path(breach.path, origins, places)
                yield Key(own, number, at, breach.code), Fault(breach.message, breach.help, measure)

    def _may_break(self, payload: object, codes: frozenset[str] | None) -> bool:
        """Tell whether a payload may break any of some codes: a few rules tell it, not all."""
        if codes is None or not all(code.startswith(OF_PLATFORM) for code in codes):
            return True
        return bool(rule_breaches(payload, self._rules_of(codes)))

    def _measured(
        self, payload: object, found: list[Breach]
    ) -> Iterator[tuple[Breach, int | None]]:
        """Yield breaches, each with the length or count that broke it where there is one."""
        rules = self._rules_of(frozenset(breach.code for breach in found))
        reaches = {
            (each.path, each.code): each.reach.least
            for each in (judged(payload, rules) if rules else ())
            if each.reach is not None
        }
        for breach in found:
            known = reaches.get((breach.path, breach.code))
            yield breach, known if known is not None else _length_at(payload, breach.path)

    def _rules_of(self, codes: frozenset[str]) -> Rules:
        """Return the rules of some codes; the engine knows a tuple again by its identity."""
        if codes not in self._rules:
            rules = self._message.rules
            self._rules[codes] = tuple(rule for rule in rules if rule.code in codes)
        return self._rules[codes]

    def _reference(self, root: Object) -> tuple[Reference, Places]:
        if id(root) not in self._roots:
            self._roots[id(root)] = (Reference(root), dict(places_of(root, ())))
        return self._roots[id(root)]


def places_of(node: PlanNode | Region, path: Path) -> Iterator[tuple[int, Path]]:
    """Yield every node of a plan by its identity, with its path; indices count plan entries."""
    body = node.body if isinstance(node, Region) else node
    yield id(body), path
    if isinstance(body, Object):
        for member in body.members:
            yield from places_of(member.value, (*path, member.name))
    elif isinstance(body, Array):
        for index, item in enumerate(body.items):
            yield from places_of(item, (*path, index))


def plan_path(path: Path, origins: Origins, places: Places) -> Path:
    """Return where in the plan a place of a row's payload comes from."""
    start = path
    while start and start not in origins:
        start = start[:-1]
    return (*places[id(origins[start])], *path[len(start) :])


def _length_at(payload: object, path: Path) -> int | None:
    value: object = payload
    for part in path:
        value = _member(value, part)
    if isinstance(value, str):
        return length_of(value, CODE_POINTS)
    return len(value) if isinstance(value, list) else None


def _member(value: object, part: str | int) -> object:
    if isinstance(value, dict):
        return value.get(part)
    if isinstance(value, list) and isinstance(part, int) and part < len(value):
        return value[part]
    return None

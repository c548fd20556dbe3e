"""The proof of a message: each constraint at each place is proved, refuted by a row, or left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace

from msgc.check.abstract import abstract
from msgc.check.kinds import Kinds
from msgc.check.proof import schema_judgements
from msgc.check.rules.engine import judged
from msgc.check.rules.model import Judgement
from msgc.check.types import check_types
from msgc.config import Assume
from msgc.diagnostics import Diagnostic, Severity
from msgc.infer.types_of import new_inference
from msgc.pipeline.messages import Message, locales_of, scope_of
from msgc.pipeline.trials import Trials
from msgc.plan import Hole, Object, find, roots_of
from msgc.prove.findings import refutation
from msgc.prove.left import unproved, why_left
from msgc.prove.made import is_searched_whole, made_row
from msgc.prove.model import Constraint, Key, State
from msgc.prove.ordinary import ordinary_row
from msgc.prove.reasons import reason
from msgc.prove.search import Search
from msgc.records import dataclass
from msgc.syntax.expr import Join
from msgc.types import IntegerType, NumberType, ObjectType, present

Judged = dict[Key, tuple[Judgement, Object]]


@dataclass(slots=True)
class Proof:
    """What is proved of a message; `constraints` are in the payload's order."""

    constraints: list[Constraint] = field(default_factory=list)

    def count(self, state: State) -> int:
        """Return how many constraints are in a state."""
        return sum(each.state is state for each in self.constraints)


def prove(
    message: Message, assume: Assume, everything: bool = False, searches: bool = True
) -> Proof:
    """Return the proof of a sound message; with `everything` also of what no row can change.

    Proof speaks of every row that fits `vars`. What some row may break, and no ordinary one by its
    types, is left; for the rest a row is searched that does break it, unless not `searches`.
    """
    found = _judgements(message, message.variables, message.kinds, everything)
    unsure = {key for key, (each, _) in found.items() if each.holds is None}
    refuted = _refuted(message, found, unsure, assume) if unsure and searches else {}
    return Proof([_constraint(key, *found[key], message.kinds, refuted.get(key)) for key in found])


def _constraint(
    key: Key, judgement: Judgement, root: Object, kinds: Kinds, finding: Diagnostic | None
) -> Constraint:
    if judgement.holds is True:
        return Constraint(key, judgement, State.PROVED, reason(judgement), root)
    if judgement.holds is False:
        return Constraint(key, judgement, State.REFUTED, reason(judgement), root)
    if finding is None:
        why = why_left(judgement, root, key, kinds)
        return Constraint(key, judgement, State.LEFT, why, root)
    return Constraint(key, judgement, State.REFUTED, finding.message, root, finding)


def _refuted(
    message: Message, found: Judged, unsure: set[Key], assume: Assume
) -> dict[Key, Diagnostic]:
    """Return the findings of what an ordinary row breaks."""
    variables = ordinary_row(message.variables, assume)
    kinds = _kinds(message, variables)
    told = _judgements(message, variables, kinds, False)
    wanted = {
        key
        for key in unsure
        if key in told
        and told[key][0].holds is not True
        and not _is_undeclared(*found[key], message)
    }
    # A constraint that none of the search's rows can break would have it try them all.
    if is_searched_whole(variables, len(wanted)) and len(message.plans) == 1:
        wanted -= _kept_by_all(message, made_row(variables), {key.code for key in wanted})
    if not wanted:
        return {}
    measured = {key for key in wanted if told[key][0].reach is not None}
    witnesses = Search(variables, Trials(message).run).witnesses(wanted, measured)
    return {key: refutation(key, *told[key], each, kinds) for key, each in witnesses.items()}


def _kept_by_all(message: Message, variables: ObjectType, codes: set[str]) -> set[Key]:
    """Return the constraints of rules with some codes that all rows of a type keep."""
    kinds = _kinds(message, variables)
    rules = tuple(rule for rule in message.rules if rule.code in codes)
    kept: dict[Key, bool] = {}
    for locale, plan in message.plans.items():
        for number, root in enumerate(roots_of(plan)):
            for each in judged(abstract(root, kinds), rules):
                key = Key(locale, number, each.path, each.code)
                kept[key] = kept.get(key, True) and each.holds is True
    return {key for key, holds in kept.items() if holds}


# What a whole value has to look like, which a variable that isn't declared may well do.
FORMS = ("format", "pattern", "phoneNumber")


def _is_undeclared(judgement: Judgement, root: Object, message: Message) -> bool:
    """Tell whether `vars` is silent about what is asked, and ordinary data may well keep it.

    So it is with a number without bounds that is held to a range, and, where a message declares
    nothing at all, with a whole value that is to have a form.
    """
    place = find(root, judgement.path)
    if not isinstance(place, Hole):
        return False
    kind = present(message.kinds.of(place))
    if isinstance(kind, IntegerType | NumberType):
        return kind.minimum is None or kind.maximum is None
    is_whole = not isinstance(place.expr, Join)
    return is_whole and not message.declared and judgement.keyword in FORMS


def retyped(message: Message, variables: ObjectType) -> Message:
    """Return the message over rows of another type."""
    return replace(message, variables=variables, kinds=_kinds(message, variables))


def _kinds(message: Message, variables: ObjectType) -> Kinds:
    kinds = Kinds()
    scope = scope_of(message, variables)
    for locale, plan in message.plans.items():
        inference = new_inference(locales_of(message, locale))
        for root in roots_of(plan):
            check_types(root, scope, inference, kinds)
        kinds.pieces.update(inference.pieces)
    return kinds


def _judgements(message: Message, variables: ObjectType, kinds: Kinds, everything: bool) -> Judged:
    found: Judged = {}
    for locale, plan in message.plans.items():
        for number, root in enumerate(roots_of(plan)):
            if id(root) in message.settled and not everything:
                continue
            for each in _of_root(root, kinds, message, everything):
                key = Key(locale, number, each.path, each.code)
                found[key] = (_weaker(found.get(key), each), root)
    return found


def _weaker(known: tuple[Judgement, Object] | None, other: Judgement) -> Judgement:
    """Return the judgement of which less is sure, where one place has two of a code."""
    if known is None or known[0].holds is True:
        return other
    return known[0]


def _of_root(root: Object, kinds: Kinds, message: Message, everything: bool) -> Iterator[Judgement]:
    value = abstract(root, kinds)
    yield from schema_judgements(value, kinds.pieces, everything)
    yield from judged(value, message.rules)


def proof_findings(message: Message, proof: Proof, strict: bool) -> Iterator[Diagnostic]:
    """Yield the finding of each refuted constraint; where `strict`, what is left too, as errors.

    What every row breaks has been told by the check of the plan.
    """
    for each in proof.constraints:
        if each.finding is not None:
            yield replace(each.finding, severity=Severity.ERROR) if strict else each.finding
        elif strict and each.state is State.LEFT:
            yield unproved(each.key, each.judgement, each.root, message.kinds)

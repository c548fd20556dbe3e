"""Limits that a message gained or lost, and those that rows may break now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msgc.diagnostics import Severity, pointer
from msgc.pipeline.messages import Message
from msgc.pipeline.proving import prove
from msgc.pipeline.review.model import LimitChange
from msgc.prove.model import Constraint, State

# Keywords of the API's schema that are limits; what rules of the platform say always is one.
LIMITS = (
    *("maxLength", "minLength", "maximum", "minimum", "maxItems", "minItems"),
    *("pattern", "format"),
)
GAINED, LOST, OPEN, CLOSED = "gained", "lost", "rows may break it now", "no row breaks it now"
ANOTHER, WARNING, ERROR = "another than it was", "a warning now", "an error now"


class Place(NamedTuple):
    """A limit's place; `*` stands for each entry of a list, so that a further one makes no new.

    A proof tells one limit of a code at a place, the one that is least sure.
    """

    root: int
    pointer: str
    code: str


class Held(NamedTuple):
    """A limit in words, all that is asked by its keyword, and whether every row keeps it."""

    what: str
    keyword: str
    asked: str
    is_warning: bool
    proved: bool


def limit_changes(before: Message, after: Message) -> Iterator[LimitChange]:
    """Yield the limits of one version that the other hasn't or has otherwise, and those that are
    proved in one alone.

    A message with errors has none that could be told.
    """
    if not before.is_sound or not after.is_sound:
        return
    old, new = _limits(before), _limits(after)
    for place in dict.fromkeys((*old, *new)):
        change = _change(old.get(place), new.get(place))
        if change is not None:
            what = (new.get(place) or old[place]).what
            yield LimitChange(place.pointer, place.code, what, change, bool(place.root))


def _change(old: Held | None, new: Held | None) -> str | None:
    if old is None:
        return GAINED
    if new is None:
        return LOST
    told: list[str] = []
    if old.keyword == new.keyword and old.asked != new.asked:
        told.append(ANOTHER if old.what == new.what else f"was {old.what}")
    if old.is_warning is not new.is_warning:
        told.append(WARNING if new.is_warning else ERROR)
    if old.proved is not new.proved:
        told.append(CLOSED if new.proved else OPEN)
    return ", ".join(told) or None


def _limits(message: Message) -> dict[Place, Held]:
    """Return the limits of all locales: of several at one place, one that isn't proved."""
    found: dict[Place, Held] = {}
    proof = prove(message, message.config.assume, everything=True, searches=False)
    for each in proof.constraints:
        if each.judgement.rule is not None or each.judgement.keyword in LIMITS:
            place = _place(each)
            known = found.get(place)
            if known is None or known.proved:
                found[place] = _held(each)
    return found


def _held(each: Constraint) -> Held:
    judged = each.judgement
    reach = judged.reach and (judged.reach.limit, judged.reach.unit)
    asked = repr((judged.argument, reach))
    is_warning = judged.severity is Severity.WARNING
    is_proved = each.state is State.PROVED
    return Held(_words(each), judged.keyword, asked, is_warning, is_proved)


def _place(each: Constraint) -> Place:
    path = pointer("*" if isinstance(part, int) else part for part in each.key.path)
    return Place(each.key.root, path, each.key.code)


def _words(each: Constraint) -> str:
    argument = each.judgement.argument
    shown = f" {argument}" if isinstance(argument, str | int | float) else ""
    return f"{each.judgement.keyword}{shown}"

"""The rules that can apply to a payload at all, found by the members that it has.

Most rules are about one kind of message. Payloads of one message have the same members, so that
the choice is made once for each set of them.
"""

from __future__ import annotations

from msgc.check.rules.model import Rule

Steps = tuple[str, ...]
Relevant = tuple[tuple[Rule, tuple[Steps, ...]], ...]
Shape = tuple[tuple[str, ...], ...]

# Members below which rules tell kinds apart.
HOLDERS = ("body", "template", "receiver")
# Far more shapes than a catalog has; beyond, the choice is made anew.
MAX_KNOWN = 512

_KNOWN: dict[tuple[int, Shape], tuple[tuple[Rule, ...], Relevant]] = {}


def relevant(rules: tuple[Rule, ...], payload: object) -> Relevant:
    """Return the rules that have a place in a payload, with those of their places that it can have.

    `rules` is told by its identity, so it is kept along with what was found for it.
    """
    if not isinstance(payload, dict):
        return tuple((rule, rule.places) for rule in rules)
    key = (id(rules), _shape(payload))
    if key not in _KNOWN:
        if len(_KNOWN) >= MAX_KNOWN:
            _KNOWN.clear()
        _KNOWN[key] = (rules, _relevant(rules, payload))
    return _KNOWN[key][1]


def _shape(payload: dict[str, object]) -> Shape:
    held = (payload.get(name) for name in HOLDERS)
    return (tuple(payload), *(tuple(each) if isinstance(each, dict) else () for each in held))


def _relevant(rules: tuple[Rule, ...], payload: dict[str, object]) -> Relevant:
    found = ((rule, tuple(at for at in rule.places if _may_have(payload, at))) for rule in rules)
    return tuple((rule, places) for rule, places in found if places)


def _may_have(payload: dict[str, object], steps: Steps) -> bool:
    if not steps:
        return True
    if steps[0] not in payload:
        return False
    below = payload[steps[0]]
    if len(steps) == 1 or steps[0] not in HOLDERS or not isinstance(below, dict):
        return True
    return steps[1] in below

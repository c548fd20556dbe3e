"""The table of a proof: each constraint at its place, its state, and why."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgc.diagnostics import pointer
from msgc.prove.model import Constraint, State
from msgc.report.cells import visible_line, wrap
from msgc.report.documents import json_text
from msgc.report.paint import Paint, painter

MessageProof = tuple[str, Sequence[Constraint]]
"""A message's name and its constraints."""

STYLES = {State.PROVED: "good", State.REFUTED: "error", State.LEFT: "warning"}
STATE_WIDTH = max(map(len, State))
KEYWORD_WIDTH = 11
MIN_ROOM = 20


def render_proof(name: str, constraints: Sequence[Constraint], *, color: bool, width: int) -> str:
    """Return the table of one message for a screen `width` cells wide, with a final line break."""
    paint = painter(color)
    lines = [paint(f"{name}: {counts_line(constraints)}", "strong")]
    for place, group in groupby(_by_place(constraints), key=_place):
        lines.append(f"  {visible_line(place)}")
        for constraint in group:
            lines += _row(constraint, width, paint)
    return "\n".join(lines) + "\n"


def with_proofs(
    report: str, proofs: Sequence[MessageProof], format_: str, *, color: bool, width: int
) -> str:
    """Return a report (`text` or `json`) with the proofs of messages in it."""
    if not proofs:
        return report
    if format_ == "json":
        document = json.loads(report)
        return json_text({**document, "proof": [proof_dict(*each) for each in proofs]})
    tables = (render_proof(*each, color=color, width=width) for each in proofs)
    every = [constraint for _, constraints in proofs for constraint in constraints]
    return "\n".join([report, *tables, counts_line(every) + "\n"])


def counts_line(constraints: Sequence[Constraint]) -> str:
    """Return how many constraints there are in each state: `80 constraints: 78 proved, ...`."""
    counts = Counter(each.state for each in constraints)
    told = ", ".join(f"{counts[state]:,} {state}" for state in State)
    return f"{len(constraints):,} constraints: {told}"


def _by_place(constraints: Sequence[Constraint]) -> list[Constraint]:
    """Return the constraints of one place together, places in the order in which they come."""
    places = list(dict.fromkeys(map(_place, constraints)))
    order = {place: number for number, place in enumerate(places)}
    return sorted(constraints, key=lambda each: order[_place(each)])


def _place(constraint: Constraint) -> str:
    key = constraint.key
    notes = [key.locale, "fallback" if key.root else None]
    told = ", ".join(note for note in notes if note)
    return (pointer(key.path) or "/") + (f" ({told})" if told else "")


def _row(constraint: Constraint, width: int, paint: Paint) -> Iterator[str]:
    state = constraint.state
    keyword = f"{constraint.judgement.keyword:<{KEYWORD_WIDTH}}"
    head = f"{state:<{STATE_WIDTH}}  {constraint.key.code}  {keyword}  "
    indent = 4 + len(head)
    lines = wrap(visible_line(constraint.why), max(width - indent, MIN_ROOM))
    yield f"    {paint(head[:STATE_WIDTH], STYLES[state])}{head[STATE_WIDTH:]}{lines[0]}".rstrip()
    yield from (" " * indent + line for line in lines[1:])


def proof_dict(name: str, constraints: Sequence[Constraint]) -> dict[str, object]:
    """Return a message's proof as JSON values."""
    counts = Counter(each.state for each in constraints)
    return {
        "message_name": name,
        **{state.value: counts[state] for state in State},
        "constraints": [_dict(each) for each in constraints],
    }


def _dict(constraint: Constraint) -> dict[str, object]:
    key = constraint.key
    witness = constraint.finding.witness if constraint.finding else None
    return {
        "code": key.code,
        "keyword": constraint.judgement.keyword,
        "pointer": pointer(key.path),
        "locale": key.locale,
        "fallback": bool(key.root),
        "state": constraint.state.value,
        "why": constraint.why,
        **({"witness": dict(witness)} if witness is not None else {}),
    }

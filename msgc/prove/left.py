"""What is said of a constraint that is neither proved nor refuted: what would prove it."""

from __future__ import annotations

from collections.abc import Iterator

from msgc.check.kinds import Kinds
from msgc.check.plans import span_of
from msgc.check.rules.model import Judgement
from msgc.diagnostics import Diagnostic, Severity, finding, pointer
from msgc.plan import Hole, Object, find
from msgc.prove.model import Key
from msgc.prove.pieces import pieces_of
from msgc.prove.reasons import reason
from msgc.syntax.expr import Expr, Field, Name, walk

# Of more names than these only the first are told.
MAX_NAMES = 3


def unproved(key: Key, judgement: Judgement, root: Object, kinds: Kinds) -> Diagnostic:
    """Return the error, under `--strict-proof`, of a constraint that is left to each row."""
    place = find(root, key.path) if key.path else root
    first = next(pieces_of(place), None)
    span = first.span if first is not None else span_of(root, key.path, judgement.at_key)
    what = f"not proved for every recipient: {why_left(judgement, root, key, kinds)}"
    return finding(
        key.code,
        what,
        span,
        help=_way_out(judgement),
        pointer=pointer(key.path),
        severity=Severity.ERROR,
    )


def why_left(judgement: Judgement, root: Object, key: Key, kinds: Kinds) -> str:
    """Return why a constraint is left, with the expressions that have no bound."""
    told = reason(judgement)
    open_ended = list(_unbounded(find(root, key.path) if key.path else root, kinds))
    if judgement.reach is None or judgement.reach.most is not None or not open_ended:
        return told
    names = ", ".join(f"`{text}`" for text in open_ended[:MAX_NAMES])
    return f"{told}: {names} may be of any length"


def _unbounded(place: object, kinds: Kinds) -> Iterator[str]:
    if not isinstance(place, Hole):
        return
    for piece in pieces_of(place):
        kind = kinds.pieces.get(id(piece))
        if kind is None or kind.max_length is None:
            yield _name(piece) or piece.span.text


def _name(piece: Expr) -> str | None:
    return next((e.span.text for e in walk(piece) if isinstance(e, Name | Field)), None)


def _way_out(judgement: Judgement) -> str:
    if judgement.reach is None:
        return judgement.help or "Bound its variables in `vars`."
    limit = judgement.reach.limit
    return f"Bound its variables in `vars` (`maxLength`, `maximum`), or cut it to {limit:,}."

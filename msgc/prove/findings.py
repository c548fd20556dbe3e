"""The finding of a constraint that a witness breaks: at the words that cause it, with a way out."""

from __future__ import annotations

from collections.abc import Iterator

from msgc.check.kinds import Kinds
from msgc.check.plans import span_of
from msgc.check.rules.model import Judgement
from msgc.diagnostics import Diagnostic, Fix, Severity, finding, pointer
from msgc.plan import Hole, Object, PlanNode, Region, find
from msgc.prove.choices import PRESENCE, Leaf
from msgc.prove.model import Key
from msgc.prove.pieces import pieces_of
from msgc.prove.search import Witness
from msgc.prove.sentences import refuted, written_path
from msgc.source import Span
from msgc.syntax.expr import Expr, Field, Filter, Name, walk
from msgc.types import IntegerType, ListType, NumberType


def refutation(
    key: Key, judgement: Judgement, root: Object, witness: Witness, kinds: Kinds
) -> Diagnostic:
    """Return the warning that some recipient breaks a constraint, with the row that does.

    `judgement` and `kinds` are those of ordinary rows.
    """
    place = find(root, key.path) if key.path else root
    piece = _piece(place, witness)
    span = piece.span if piece else span_of(root, key.path, judgement.at_key)
    room = _room(piece, judgement, kinds)
    found = finding(
        key.code,
        refuted(key, judgement, witness),
        span,
        help=_encoding(judgement, piece, place) or _help(judgement, witness, piece, room),
        fix=_fix(judgement, piece, room, place),
        pointer=pointer(key.path),
        severity=Severity.WARNING,
    )
    return found.with_witness(witness.row)


def _piece(place: PlanNode | Region | None, witness: Witness) -> Expr | None:
    """Return the first expression below a place that a variable which matters is written in."""
    roots = {leaf.path[0] for leaf, _ in witness.matters if leaf.path[-1] != PRESENCE}
    for expr in pieces_of(place):
        names = {part.name for part in walk(expr) if isinstance(part, Name)}
        if names & roots:
            return expr
    return next(pieces_of(place), None)


def _room(piece: Expr | None, judgement: Judgement, kinds: Kinds) -> int | None:
    """Return how many code points a piece may have so that the limit is kept for every row."""
    reach = judgement.reach
    kind = kinds.pieces.get(id(piece)) if piece is not None else None
    if reach is None or reach.unit != "characters" or not isinstance(piece, Expr):
        return None
    if kind is None:
        return reach.limit
    if kind.max_length is None or reach.most is None:
        return None
    room = reach.limit - (reach.most - kind.max_length)
    return room if room > 0 else None


def _help(
    judgement: Judgement, witness: Witness, piece: Expr | None, room: int | None
) -> str | None:
    bounds = [text for leaf, choice in witness.matters for text in _bound(leaf, choice)]
    cut = f"cut it: `{{{{ {piece.span.text} | truncate({room}) }}}}`" if piece and room else None
    ways = ", or ".join(way for way in (*bounds[:1], cut) if way)
    return f"{ways[0].upper()}{ways[1:]}." if ways else judgement.help


def _bound(leaf: Leaf, choice: object) -> Iterator[str]:
    if isinstance(leaf.kind, IntegerType | NumberType) and isinstance(choice, int):
        word, limit = ("maximum", choice - 1) if choice > leaf.typical else ("minimum", choice + 1)
        yield f"bound `{written_path(leaf.path)}` in `vars` with `{word}: {limit}`"
        return
    if leaf.path[-1] == PRESENCE or not leaf.is_measured or not isinstance(choice, int):
        return
    name = written_path(leaf.path)
    is_list = isinstance(leaf.kind, ListType)
    word = (
        ("maxItems" if is_list else "maxLength")
        if choice > leaf.typical
        else ("minItems" if is_list else "minLength")
    )
    limit = choice - 1 if choice > leaf.typical else choice + 1
    yield f"bound `{name}` in `vars` with `{word}: {limit}`"


def _is_url(judgement: Judgement) -> bool:
    return (judgement.keyword, judgement.argument) == ("format", "uri")


def _encoding(
    judgement: Judgement, piece: Expr | None, place: PlanNode | Region | None
) -> str | None:
    """Return the way out where data breaks a URL."""
    if piece is None or not _is_url(judgement):
        return None
    if isinstance(place, Hole) and place.expr is piece:
        return f"Declare `{piece.span.text}` as `uri` in `vars`."
    return f"Encode it: `{{{{ {piece.span.text} | urlencode }}}}`."


def _fix(
    judgement: Judgement, piece: Expr | None, room: int | None, place: PlanNode | Region | None
) -> Fix | None:
    """Return the filter that makes every row fit; none where it would take only a part."""
    if not isinstance(piece, Name | Field | Filter):
        return None
    if _is_url(judgement):
        is_whole = isinstance(place, Hole) and place.expr is piece
        return None if is_whole else Fix(_after(piece.span), " | urlencode")
    return None if room is None else Fix(_after(piece.span), f" | truncate({room})")


def _after(span: Span) -> Span:
    return Span(span.source, span.end, span.end)

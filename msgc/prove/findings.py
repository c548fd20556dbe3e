"""The finding of a constraint that a witness breaks: at the words that cause it, with a way out."""

from __future__ import annotations

from collections.abc import Iterator

from msgc.chars import Chars
from msgc.check.kinds import Kinds
from msgc.check.plans import span_of
from msgc.check.rules.model import Judgement
from msgc.check.urls import stays_in_place
from msgc.diagnostics import Diagnostic, Fix, Severity, finding, pointer
from msgc.plan import Hole, Object, PlanNode, Region, find
from msgc.prove.choices import ENTRY, PRESENCE, Leaf
from msgc.prove.model import Key
from msgc.prove.pieces import pieces_of
from msgc.prove.search import Witness
from msgc.prove.sentences import refuted, written_path
from msgc.source import Span
from msgc.syntax.expr import Expr, Field, Filter, Name, walk
from msgc.types import IntegerType, ListType, NumberType, StringType


def refutation(
    key: Key, judgement: Judgement, root: Object, witness: Witness, kinds: Kinds
) -> Diagnostic:
    """Return the warning that some recipient breaks a constraint, with the row that does.

    `judgement` and `kinds` are those of ordinary rows.
    """
    place = find(root, key.path) if key.path else root
    piece = _piece(place, judgement, witness, kinds)
    span = piece.span if piece else span_of(root, key.path, judgement.at_key)
    room = _room(piece, judgement, kinds)
    cut = piece if _may_be_cut(piece, key, kinds) else None
    found = finding(
        key.code,
        refuted(key, judgement, witness),
        span,
        help=_encoding(judgement, piece, place) or _help(judgement, witness, piece, cut, room),
        fix=_fix(judgement, piece, cut, room, place),
        pointer=pointer(key.path),
        severity=Severity.WARNING,
    )
    return found.with_witness(witness.row)


def _piece(
    place: PlanNode | Region | None, judgement: Judgement, witness: Witness, kinds: Kinds
) -> Expr | None:
    """Return the first expression below a place that a variable which matters is written in.

    A number may only decide that a text is there: texts and lists come before it.
    """
    values = [leaf for leaf, _ in witness.matters if leaf.path[-1] != PRESENCE]
    pieces = [each for each in pieces_of(place) if not _is_done(each, judgement, kinds)]
    for leaves in ([leaf for leaf in values if not _is_number(leaf)], values):
        roots = {leaf.path[0] for leaf in leaves}
        for expr in pieces:
            if roots & {part.name for part in walk(expr) if isinstance(part, Name)}:
                return expr
    return next(iter(pieces), None)


def _is_number(leaf: Leaf) -> bool:
    return isinstance(leaf.kind, IntegerType | NumberType)


def _nearest(leaf: Leaf, piece: Expr | None) -> int:
    """Tell how likely a variable is the one that is too much: one that is written there is most."""
    parts = walk(piece) if piece is not None else ()
    names = {part.name for part in parts if isinstance(part, Name | Field)}
    last = next((step for step in reversed(leaf.path) if step not in (ENTRY, PRESENCE)), "")
    return 0 if last in names else 2 if _is_number(leaf) else 1


def _is_done(piece: Expr, judgement: Judgement, kinds: Kinds) -> bool:
    """Tell whether a piece has what the finding would ask for."""
    kind = kinds.pieces.get(id(piece))
    if _is_url(judgement):
        return kind is not None and stays_in_place(piece, kind)
    return isinstance(piece, Filter) and piece.name == "truncate"


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


FEWER_WORDS = "Write fewer words around it, or choose a place with more room."
# Filters after which a text is still for people to read, and may lose its end.
READ = ("trim", "upper", "lower", "title", "capitalize", "oneline", "plain")
# Fields that programs read: what is cut there is another value.
EXACT = ("payload", "reference", "key", "tags", "identifierValue", "url", "mediaUrl", "meta")


def _may_be_cut(piece: Expr | None, key: Key, kinds: Kinds) -> bool:
    """Tell whether a piece is a row's free text that people read, so that its end may be cut."""
    kind = kinds.pieces.get(id(piece), StringType())
    target = piece
    while isinstance(target, Filter) and target.name in READ:
        target = target.target
    is_free = isinstance(target, Name | Field) and kind.format is None and kind.enum is None
    return is_free and bool(kind.chars & Chars.SPACE) and not set(EXACT) & set(key.path)


def _help(
    judgement: Judgement,
    witness: Witness,
    piece: Expr | None,
    cut: Expr | None,
    room: int | None,
) -> str | None:
    matters = sorted(witness.matters, key=lambda each: _nearest(each[0], piece))
    bounds = [text for leaf, choice in matters for text in _bound(leaf, choice, room)]
    shorter = f"cut it: `{{{{ {cut.span.text} | truncate({room}) }}}}`" if cut and room else None
    ways = ", or ".join(way for way in (*bounds[:1], shorter) if way)
    if ways:
        return f"{ways[0].upper()}{ways[1:]}."
    return FEWER_WORDS if judgement.reach and not cut else judgement.help


def _bound(leaf: Leaf, choice: object, room: int | None) -> Iterator[str]:
    if _is_number(leaf) and isinstance(choice, int):
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
    if word == "maxLength" and room is not None:
        limit = min(limit, room)
    yield f"bound `{name}` in `vars` with `{word}: {limit}`"


def _is_url(judgement: Judgement) -> bool:
    return (judgement.keyword, judgement.argument) == ("format", "uri")


def _encoding(
    judgement: Judgement, piece: Expr | None, place: PlanNode | Region | None
) -> str | None:
    """Return the way out where data breaks a URL."""
    if not _is_url(judgement) or not isinstance(piece, Name | Field | Filter):
        return None
    if not isinstance(place, Hole) or place.expr is not piece:
        return f"Encode it: `{{{{ {piece.span.text} | urlencode }}}}`."
    if isinstance(piece, Filter):
        return "Declare the variable as `uri` in `vars`, and write it alone."
    return f"Declare `{piece.span.text}` as `uri` in `vars`."


def _fix(
    judgement: Judgement,
    piece: Expr | None,
    cut: Expr | None,
    room: int | None,
    place: PlanNode | Region | None,
) -> Fix | None:
    """Return the filter that makes every row fit, where it takes nothing that must be whole."""
    if _is_url(judgement):
        is_whole = isinstance(place, Hole) and place.expr is piece
        is_plain = isinstance(piece, Name | Field) and not is_whole
        return Fix(_after(piece.span), " | urlencode") if piece and is_plain else None
    return Fix(_after(cut.span), f" | truncate({room})") if cut and room else None


def _after(span: Span) -> Span:
    return Span(span.source, span.end, span.end)

"""One payload as a preview shows it: where its parts are written, and what limits them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from msgc.check.abstract import abstract
from msgc.check.breach import Path
from msgc.check.proof import schema_judgements
from msgc.check.rules.engine import judged
from msgc.check.rules.model import Judgement, Reach
from msgc.emit.reference import Origins
from msgc.pipeline.drafts import Draft, Piece, Row, texts_of
from msgc.pipeline.messages import Message
from msgc.pipeline.trials import places_of, plan_path
from msgc.plan import Object, PlanNode, Region
from msgc.preview.model import Limit, Picture, Place, Stretch
from msgc.source import Span

# The unit of a list's own entries; other units count what is below, or letters.
ENTRIES = "entries"


class Drawn(NamedTuple):
    """A picture, and which node of the plan each of its places comes from."""

    picture: Picture
    origins: Origins


class _Key(NamedTuple):
    path: Path
    code: str
    limit: int


def draw(message: Message, root: Object, row: Row, locale: str) -> Drawn:
    """Return one of a message's payloads for a row, whatever it breaks.

    `row` has the catalog's constants in it; `locale` is what filters format for.
    """
    draft = Draft(root)
    payload, origins = draft.draft(row, locale)
    assert isinstance(payload, dict)
    limits = tuple(_limits(message, root, payload, origins))
    picture = Picture(
        payload,
        json.dumps(payload, ensure_ascii=False, indent=2),
        {path: place_of(node.span) for path, node in origins.items()},
        {path: stretches(each) for path, each in texts_of(payload, origins, row, locale)},
        tuple(_measured(limit, draft) for limit in limits),
    )
    return Drawn(picture, origins)


def place_of(span: Span) -> Place:
    """Return the lines that a span covers."""
    first, _ = span.source.position(span.start)
    end = span.start + len(span.text.rstrip())
    last, _ = span.source.position(max(end, span.start))
    return Place(span.source.name, first, last)


def stretches(pieces: tuple[Piece, ...]) -> tuple[Stretch, ...]:
    """Return where each line of each piece of a text is written, by its offset in the text."""
    found: list[Stretch] = []
    start = 0
    for piece in pieces:
        found += (Stretch(start + at, place, piece.is_data) for at, place in _lines(piece))
        start += len(piece.text)
    return tuple(found)


def _lines(piece: Piece) -> Iterator[tuple[int, Place]]:
    """Yield the lines of a piece, each with its place.

    They are counted from the end: a tag's line, which leaves none behind, stands before the words.
    """
    whole = place_of(piece.span)
    if piece.is_data:
        yield 0, whole
        return
    lines = piece.text.rstrip().split("\n")
    at = 0
    for number, line in enumerate(lines):
        written = max(whole.last - (len(lines) - 1 - number), whole.line)
        yield at, Place(whole.file, written, written)
        at += len(line) + 1


def _limits(message: Message, root: Object, payload: object, origins: Origins) -> Iterator[Limit]:
    """Yield the limit of each limited part: the nearest one where there are several."""
    reaches = _reaches(message, root)
    places = dict(places_of(root, ()))
    known = _known(origins, places)
    nearest: dict[tuple[Path, str], Limit] = {}
    for each, reach in _reached(message, payload):
        at = plan_path(each.path, known, places)
        most = reaches.get(_Key(at, each.code, reach.limit), reach.most)
        what = each.what or _named(each.path)
        unit = _unit(each, reach)
        limit = Limit(each.path, what, reach.least, most, reach.limit, unit, each.code)
        key = (each.path, unit)
        if key not in nearest or limit.limit < nearest[key].limit:
            nearest[key] = limit
    yield from nearest.values()


def _unit(each: Judgement, reach: Reach) -> str:
    """Return what is counted: a list's entries of one kind, or those below it, by their name."""
    if not isinstance(each.argument, Mapping):
        return reach.unit
    return str(each.argument.get("of") or f"{each.argument['is']}s")


def _measured(limit: Limit, draft: Draft) -> Limit:
    """Return a limit without what is used of it, where words stand in for what couldn't be made."""
    counts_below = limit.unit != ENTRIES
    is_open = limit.path in draft.unmade or any(
        each == limit.path or (counts_below and each[: len(limit.path)] == limit.path)
        for each in draft.uncounted
    )
    return replace(limit, used=None) if is_open else limit


def _known(origins: Origins, places: Mapping[int, Path]) -> dict[Path, PlanNode | Region]:
    return {path: node for path, node in origins.items() if id(node) in places}


def _reaches(message: Message, root: Object) -> dict[_Key, int | None]:
    """Return how far each limited part of a plan can go, by any row that fits `vars`."""
    value = abstract(root, message.kinds)
    found = _with_reach(schema_judgements(value, message.kinds.pieces, True))
    ruled = _with_reach(judged(value, message.rules))
    both = (*found, *ruled)
    return {_Key(each.path, each.code, reach.limit): reach.most for each, reach in both}


def _reached(message: Message, payload: object) -> Iterator[tuple[Judgement, Reach]]:
    yield from _with_reach(schema_judgements(payload, everything=True))
    yield from _with_reach(judged(payload, message.rules))


def _with_reach(found: Iterator[Judgement]) -> Iterator[tuple[Judgement, Reach]]:
    return ((each, each.reach) for each in found if each.reach is not None)


def _named(path: Path) -> str:
    names = [part for part in path if isinstance(part, str)]
    return f"`{names[-1]}`" if names else "the message"

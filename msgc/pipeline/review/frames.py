"""Two bubbles side by side on a screen, lines that are the same left out where they are many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from msgc.pipeline.review.marks import after_of, before_of, plain, runs_of, sides_of
from msgc.pipeline.review.model import Pair
from msgc.records import dataclass
from msgc.report.cells import width_of, wrap
from msgc.report.paint import Paint

# Lines that are the same are shown so far from one that isn't.
CONTEXT = 1
NARROWEST = 16
# What a row of two bubbles takes beside their words: two signs, two frames, and a gap.
AROUND = 14
# What a row of one bubble takes: a sign and a frame.
AROUND_ONE = 6
HIDING = "⋮ {0} lines the same"
BEFORE, AFTER = "before", "after"
# Around words that are others; they are seen without colour, too.
GONE, NEW = "[-{0}-]".format, "{{+{0}+}}".format


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the screen: each side's sign and words; None for a side that has no bubble there."""

    sign: str
    before: str | None
    after: str | None


def frame_lines(pairs: Sequence[Pair], width: int, paint: Paint) -> Iterator[str]:
    """Yield two bubbles, before at the left and after at the right, `width` cells wide in all.

    Where the screen is too narrow for two they are one, what is gone above what is new.
    """
    room = (width - AROUND) // 2
    if room < NARROWEST:
        yield from _one_frame(pairs, max(width - AROUND_ONE, NARROWEST), paint)
        return
    rows = [row for item in _shortened(pairs) for row in _rows(item, room)]
    yield _edges(("╭", "╮"), (BEFORE, AFTER), room)
    for row in rows:
        yield _drawn(row, room, paint)
    yield _edges(("╰", "╯"), ("", ""), room)


def _one_frame(pairs: Sequence[Pair], room: int, paint: Paint) -> Iterator[str]:
    yield "  " + _edge(("╭", "╮"), "", room)
    for item in _shortened(pairs):
        for sign, text in _signed(item):
            style = {"-": "error", "+": "good"}.get(sign)
            for line in wrap(text, room):
                shown = _padded(line, room)
                yield f"{sign} │ {paint(shown, style) if style else shown} │"
    yield "  " + _edge(("╰", "╯"), "", room)


def _signed(item: Pair | int) -> Iterator[tuple[str, str]]:
    """Yield lines with `-` before what is gone and `+` before what is new."""
    before, after = (HIDING.format(item),) * 2 if isinstance(item, int) else _texts(item)
    if isinstance(item, int) or item.is_same:
        yield " ", after or ""
        return
    yield from ((sign, text) for sign, text in (("-", before), ("+", after)) if text is not None)


def _edges(corners: tuple[str, str], titles: tuple[str, str], room: int) -> str:
    left, right = (_edge(corners, title, room) for title in titles)
    return f"  {left}  {right}"


def _edge(corners: tuple[str, str], title: str, room: int) -> str:
    named = f"─ {title} " if title else ""
    return corners[0] + named + "─" * (room + 2 - len(named)) + corners[1]


def _drawn(row: Row, room: int, paint: Paint) -> str:
    before, after = (_padded(text, room) for text in (row.before, row.after))
    if row.sign == "~":
        before, after = paint(before, "error"), paint(after, "good")
    left = "-" if row.sign == "~" and row.before is not None else " "
    right = "+" if row.sign == "~" and row.after is not None else " "
    return f"{left} │ {before} │{right} │ {after} │"


def _padded(text: str | None, room: int) -> str:
    text = text or ""
    return text + " " * (room - width_of(text))


def _rows(item: Pair | int, room: int) -> Iterator[Row]:
    if isinstance(item, int):
        yield from (Row(" ", told, told) for told in wrap(HIDING.format(item), room))
        return
    sign = " " if item.is_same else "~"
    sides = (wrap(text, room) if text is not None else [] for text in _texts(item))
    for before, after in zip_longest(*sides):
        yield Row(sign, before, after)


def _texts(pair: Pair) -> tuple[str | None, str | None]:
    runs = None if pair.is_same else runs_of(pair)
    if runs is not None:
        return before_of(runs, GONE), after_of(runs, NEW)
    if not pair.is_same:
        return sides_of(pair)
    before, after = (plain(line) if line else None for line in (pair.before, pair.after))
    return before, after


def _shortened(pairs: Sequence[Pair]) -> Iterator[Pair | int]:
    """Yield pairs, and in place of more than one that is far from a change, how many they are."""
    near = {
        at
        for place, pair in enumerate(pairs)
        if not pair.is_same
        for at in range(place - CONTEXT, place + CONTEXT + 1)
    }
    hidden: list[Pair] = []
    for place, pair in enumerate(pairs):
        if place in near:
            yield from _held(hidden)
            yield pair
            hidden = []
        else:
            hidden.append(pair)
    yield from _held(hidden)


def _held(hidden: list[Pair]) -> Iterator[Pair | int]:
    if len(hidden) > 1:
        yield len(hidden)
    else:
        yield from hidden

"""Two bubbles side by side on a screen, lines that are the same left out where they are many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from msgc.pipeline.review.blanks import marked
from msgc.pipeline.review.model import Line, Pair
from msgc.records import dataclass
from msgc.report.cells import visible_line, width_of, wrap
from msgc.report.paint import Paint

# Lines that are the same are shown so far from one that isn't.
CONTEXT = 1
NARROWEST = 16
# What a row of two bubbles takes beside their words: two signs, two frames, and a gap.
AROUND = 14
HIDING = "⋮ {0} lines the same"
BEFORE, AFTER = "before", "after"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the screen: each side's sign and words; None for a side that has no bubble there."""

    sign: str
    before: str | None
    after: str | None


def frame_lines(pairs: Sequence[Pair], width: int, paint: Paint) -> Iterator[str]:
    """Yield two bubbles, before at the left and after at the right, `width` cells wide in all."""
    room = max((width - AROUND) // 2, NARROWEST)
    rows = [row for item in _shortened(pairs) for row in _rows(item, room)]
    yield _edges(("╭", "╮"), (BEFORE, AFTER), room)
    for row in rows:
        yield _drawn(row, room, paint)
    yield _edges(("╰", "╯"), ("", ""), room)


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
        told = HIDING.format(item)
        yield Row(" ", told, told)
        return
    sign = " " if item.is_same else "~"
    sides = (_wrapped(line, room, sign) for line in (item.before, item.after))
    for before, after in zip_longest(*sides):
        yield Row(sign, before, after)


def _wrapped(line: Line | None, room: int, sign: str) -> list[str]:
    if line is None:
        return []
    text = line.text if sign == " " else marked(line.text)
    return wrap(visible_line(text), room)


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

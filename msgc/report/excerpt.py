"""The line a span stands in, cropped to the screen, and where its words are to be underlined."""

from __future__ import annotations

from msgc.records import dataclass
from msgc.report.cells import Cell, to_cells
from msgc.source import Span

ELLIPSIS = "…"
# Code points to look at for a cell of the screen, since marks take no cell: a line can be huge.
POINTS_PER_CELL = 4
# Of a cropped line, the part to the left of the words that is kept at the least: a fifth.
LEAD_SHARE = 5


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line's number and text as shown; the underline's indent and width are in cells."""

    line: int
    text: str
    indent: int
    width: int


def excerpt(span: Span, room: int) -> Excerpt:
    """Return the span's first line, cropped to `room` cells, underlined to its end at most.

    An empty span is underlined at the one character that it stands before.
    """
    line, column = span.source.position(span.start)
    raw = span.source.line(line)
    start = min(column - 1, len(raw))
    end = min(max(start + span.end - span.start, start + 1), len(raw))
    first = max(0, start - room * POINTS_PER_CELL)
    last = start + room * POINTS_PER_CELL
    cells = to_cells(raw[first:last])
    before = [cell for cell in cells if cell.end + first <= start]
    marked = [cell for cell in cells[len(before) :] if cell.start + first < end]
    after = cells[len(before) + len(marked) :]
    fits = first == 0 and last >= len(raw) and _width(cells) <= room
    shown = (before, marked, after) if fits else _crop((before, marked, after), room, first > 0)
    return _underlined(line, *shown)


def _underlined(line: int, before: list[Cell], marked: list[Cell], after: list[Cell]) -> Excerpt:
    text = "".join(cell.shown for cell in (*before, *marked, *after))
    return Excerpt(line, text.rstrip(), _width(before), max(_width(marked), 1))


Parts = tuple[list[Cell], list[Cell], list[Cell]]


def _crop(parts: Parts, room: int, cut_left: bool) -> Parts:
    """Keep the words and what stands round them; an ellipsis tells where something is left out."""
    before, marked, after = parts
    budget = room - 2 * len(ELLIPSIS)
    rest = budget - _width(marked)
    lead = max(rest // 2, rest - _width(after), budget // LEAD_SHARE)
    if not cut_left and _width(before) + _width(marked) <= budget:
        lead = budget
    kept = list(reversed(_take(list(reversed(before)), lead)))
    left = [_DOTS] if cut_left or len(kept) < len(before) else []
    right = _take(marked + after, budget - _width(kept))
    dots = [_DOTS] if len(right) < len(marked) + len(after) else []
    return [*left, *kept], right[: len(marked)], [*right[len(marked) :], *dots]


_DOTS = Cell(ELLIPSIS, 1, 0, 0)


def _take(cells: list[Cell], room: int) -> list[Cell]:
    taken: list[Cell] = []
    for cell in cells:
        room -= cell.width
        if room < 0:
            break
        taken.append(cell)
    return taken


def _width(cells: list[Cell]) -> int:
    return sum(cell.width for cell in cells)

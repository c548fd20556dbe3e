"""The way back: which part of a bubble a line of a file makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgc.preview.frames import Frame
from msgc.preview.model import Place
from msgc.records import dataclass


@dataclass(frozen=True, slots=True)
class Back:
    """The id of the part that a line makes; `is_first` tells the part's first line in its file."""

    part: str
    is_first: bool


def backs(frames: Sequence[Frame], file: str) -> dict[int, Back]:
    """Return the parts that a file's lines make, by the lines' numbers, once all are drawn.

    Of parts within each other it is the one that takes the fewest lines, of the message and its
    fallback the message's.
    """
    written = [each for frame in frames for each in _written(frame) if each[0].file == file]
    parts: dict[int, str] = {}
    for place, part in sorted(written, key=lambda each: each[0].last - each[0].line):
        for line in range(place.line, place.last + 1):
            parts.setdefault(line, part)
    first: dict[str, int] = {}
    for line in sorted(parts):
        first.setdefault(parts[line], line)
    return {line: Back(part, first[part] == line) for line, part in parts.items()}


def _written(frame: Frame) -> Iterator[tuple[Place, str]]:
    """Yield where each part is written that a reader sees; pieces of a text have places, too."""
    picture = frame.picture
    pieces = ((path, s.place) for path, found in picture.stretches.items() for s in found)
    for path, place in (*picture.places.items(), *pieces):
        drawn = frame.nearest(path)
        if drawn:
            yield place, frame.id(drawn)

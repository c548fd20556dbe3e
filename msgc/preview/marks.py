"""Where WhatsApp's marks stand in a text, and what closes them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from msgc.records import dataclass

CODE, FENCE = "`", "```"
_MARK = re.compile("[*_~`]")


@dataclass(frozen=True, slots=True)
class Fence:
    """Code between three backticks that goes on over lines, with its marks."""

    start: int
    end: int


class Marks:
    """The marks of a text.

    One opens before a word and closes after one; letters and digits don't stand around the two.
    Whether one closes hangs on its neighbours alone, so that each is looked at once: a text of
    nothing but marks takes no longer than others.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._closers: dict[str, list[int]] = {sign: [] for sign in ("*", "_", "~", CODE, FENCE)}
        for found in _MARK.finditer(text, 1):
            self._add(found.start())

    def _add(self, at: int) -> None:
        mark = self.text[at]
        is_tight = mark == CODE or not self.text[at - 1].isspace()
        if is_tight and not self._is_word(at + 1):
            self._closers[mark].append(at)
        if self.text.startswith(FENCE, at) and not self._is_word(at + len(FENCE)):
            self._closers[FENCE].append(at)

    def _is_word(self, at: int) -> bool:
        return self.text[at : at + 1].isalnum()

    def line_end(self, start: int) -> int:
        """Return where a line ends."""
        end = self.text.find("\n", start)
        return len(self.text) if end < 0 else end

    def next(self, start: int, end: int) -> int | None:
        """Return the first mark between two offsets, None where there is none."""
        found = _MARK.search(self.text, start, end)
        return found.start() if found else None

    def width(self, at: int) -> int:
        """Return how many characters a mark has."""
        return len(FENCE) if self.text.startswith(FENCE, at) else 1

    def closing(self, at: int, end: int) -> int | None:
        """Return where a mark is closed before `end`, None where it opens nothing."""
        width = self.width(at)
        sign, inside = self.text[at : at + width], at + width
        closers = self._closers[sign]
        number = bisect_left(closers, inside + 1)
        if number == len(closers) or closers[number] + width > end or not self._opens(at, inside):
            return None
        return closers[number]

    def _opens(self, at: int, inside: int) -> bool:
        if at > 0 and self.text[at - 1].isalnum():
            return False
        mark, first = self.text[at], self.text[inside]
        return mark == CODE or not (first.isspace() or first == mark)

    def fences(self) -> Iterator[Fence]:
        """Yield the code that goes on over lines; within one line it is a style like others."""
        at = self.text.find(FENCE)
        while at >= 0:
            close = self.closing(at, len(self.text))
            if close is not None and self.text.find("\n", at, close) >= 0:
                yield Fence(at, close + len(FENCE))
            at = self.text.find(FENCE, at + 1 if close is None else close + len(FENCE))

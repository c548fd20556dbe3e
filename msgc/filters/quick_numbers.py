"""Numbers written by Python's own formatting, where that is as Babel writes them.

Babel takes some twenty times as long; it writes the examples that a quick way is made of and held
to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

Write = Callable[[int | float], str]

# Beyond these, digits get lost, or a number is written with an exponent on the way.
LARGEST = 10**15
MOST_PLACES = 9
# One digit before a group, two groups, a half between two neighbours, and a carry.
EXAMPLES = (1234, -1234567.5, 0.0625, 999_999.9999999)


@dataclass(frozen=True, slots=True)
class QuickNumbers:
    """How a locale writes numbers: with what before and behind them (of negative ones: `minus`).

    There are `least` to `most` places; groups are of three digits.
    """

    plus: tuple[str, str]
    minus: tuple[str, str]
    least: int
    most: int
    signs: dict[int, str]

    def write(self, value: int | float) -> str | None:
        """Return a number as text, None where that isn't sure."""
        if not -LARGEST < value < LARGEST:
            return None
        # As it is written, not as it is: halves are those of its digits.
        text = f"{Decimal(str(value)):,.{self.most}f}"
        before, behind = self.minus if text[0] == "-" else self.plus
        if self.most > self.least:
            digits, _, places = text.partition(".")
            places = places.rstrip("0").ljust(self.least, "0")
            text = f"{digits}.{places}" if places else digits
        return f"{before}{text.removeprefix('-').translate(self.signs)}{behind}"


def quick_numbers(
    write: Write, places: tuple[int, int], group: str, point: str
) -> QuickNumbers | None:
    """Return a quick way to write what `write` does, None where there is none.

    `places` are the least and the most, `group` stands between groups, `point` before places.
    """
    least, most = places
    zero = f"0{point}{'0' * least}" if least else "0"
    plus, minus = write(0).split(zero), write(-0.0).split(zero)
    if most > MOST_PLACES or not len(plus) == len(minus) == 2:
        return None
    signs = {ord(","): group, ord("."): point}
    made = QuickNumbers((plus[0], plus[1]), (minus[0], minus[1]), least, most, signs)
    are_same = all(made.write(example) == write(example) for example in EXAMPLES)
    return made if are_same else None

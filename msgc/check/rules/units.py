"""The rule about texts whose length depends on what is counted: code points or UTF-16 units."""

from __future__ import annotations

from collections.abc import Iterator

from msgc.check.rules.model import Outcome, Test
from msgc.texts import CODE_POINTS, UTF16, length_of

# A row with this keyword stands for one rule beside each row of a length in code points.
EITHER_UNIT = "eitherUnit"


def counts_alike(most: int) -> Test:
    """A text that fits in code points fits in UTF-16 units too; of an unknown one nothing is said.

    Which of the two the platform counts isn't documented.
    """

    def test(value: object, unit: str) -> Iterator[Outcome]:
        if isinstance(value, str):
            points, units = length_of(value, CODE_POINTS), length_of(value, UTF16)
            told = f"has {points:,} characters, but {units:,} in UTF-16; it may have {most:,}"
            help = f"Shorten it to {most:,} in either count; most emoji count double in UTF-16."
            yield Outcome(not points <= most < units, told, help)

    return test

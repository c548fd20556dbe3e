"""Where a schema stands in a message file, which decides what may be left out or added."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Place:
    """Where a schema stands.

    `merged`: a base and a locale merge here, so that one file may hold only a part. `entry`: an
    entry of a list, which may have `if` and `for`. `data`: inside `body`, where those are no words.
    """

    merged: bool = True
    entry: bool = False
    data: bool = False

    @property
    def suffix(self) -> str:
        """What tells a definition for this place from the others of its schema."""
        names = ("merged", "entry", "data")
        return "".join(f".{name}" for name in names if getattr(self, name))

    def below(self) -> Place:
        """Return the place of a member."""
        return replace(self, entry=False)

    def items(self) -> Place:
        """Return the place of a list's entries; a list is replaced as a whole, never merged."""
        return replace(self, merged=False, entry=not self.data)


MERGED = Place()
ENTRY = Place(merged=False, entry=True)
BODY = Place(data=True)

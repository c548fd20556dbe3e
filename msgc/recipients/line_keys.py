"""The keys that lines of NDJSON may have, and what reads lines that have them.

Those that `vars` names are known by their types, and of the others those that have been met.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgc.recipients.kernel_lines import KernelLines
from msgc.recipients.limits import MAX_LESSONS, MAX_QUICK_KEYS
from msgc.recipients.strange_keys import StrangeKeys
from msgc.types import Field, ObjectType, OptionalType, Type, present


class LineKeys:
    """The keys of the objects that lines are; `by_kernel` reads lines that have no others."""

    def __init__(self, kind: ObjectType) -> None:
        self.kind = kind
        self.strange = StrangeKeys(kind)
        self._room, self._lessons = MAX_QUICK_KEYS, MAX_LESSONS
        self.by_kernel = KernelLines(self.kinds())

    def kinds(self) -> dict[str, Type | None]:
        """Return the types of the keys that the kernel is told of; those that aren't read, None.

        Without one that a row may lack, nothing is known of the rows that have it.
        """
        fields = self.kind.fields.items()
        needed = {name: present(each.type) for name, each in fields if not may_lack(each)}
        return {**needed, **dict.fromkeys(self.strange.names)}

    def learn(self, values: Iterable[object]) -> bool:
        """Take notice of the keys of some values.

        False where there is no need, or no value whose keys there is room for.
        """
        if self._room == 0 or self._lessons == 0:
            return False
        before = self._room
        for value in values:
            self._room -= self.strange.learn(value, self._room)
        if self._room == before:
            return False
        self._lessons -= 1
        self.by_kernel = KernelLines(self.kinds())
        return True


def may_lack(declared: Field) -> bool:
    """Tell whether a row may be without a field, or have null there."""
    is_optional = declared.optional or isinstance(declared.type, OptionalType)
    return is_optional or declared.default is not None

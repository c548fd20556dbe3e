"""The keys of NDJSON's lines that `vars` doesn't name, as they are met."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from msgc.recipients.quick_table import is_plain
from msgc.types import ObjectType

# What msgspec takes for no key.
NO_KEY = re.compile(r'["\\\x00-\x1f]')


class StrangeKeys:
    """Keys of an object that are met and not declared, and of the objects inside it."""

    def __init__(self, kind: ObjectType) -> None:
        self._fields = kind.fields
        self.names: dict[str, None] = {}
        self._inner = {
            name: StrangeKeys(each.type)
            for name, each in kind.fields.items()
            if is_plain(each) and isinstance(each.type, ObjectType)
        }

    def inner(self, name: str) -> StrangeKeys:
        """Return the keys of the object at a declared key."""
        return self._inner[name]

    def learn(self, value: object, room: int) -> int:
        """Take notice of a value's keys, unless more than `room` are new; return how many it took.

        No more of them are looked at than there is room for.
        """
        new = list(islice(self._new(value), room + 1))
        if len(new) > room:
            return 0
        for keys, name in new:
            keys.names[name] = None
        return len(new)

    def _new(self, value: object) -> Iterator[tuple[StrangeKeys, str]]:
        """Yield each new key of a value, with the object that it is a key of."""
        if not isinstance(value, dict):
            return
        for name in value:
            if name not in self._fields and name not in self.names and not NO_KEY.search(name):
                yield self, name
        for name, inner in self._inner.items():
            yield from inner._new(value.get(name))

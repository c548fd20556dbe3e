"""The keys of NDJSON's lines that `vars` doesn't name, as they are met."""

from __future__ import annotations

import re

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

    def learn(self, value: object) -> int:
        """Take notice of a value's keys; return how many are new."""
        if not isinstance(value, dict):
            return 0
        known = (*self._fields, *self.names)
        new = [name for name in value if name not in known and not NO_KEY.search(name)]
        self.names.update(dict.fromkeys(new))
        return len(new) + sum(inner.learn(value.get(name)) for name, inner in self._inner.items())

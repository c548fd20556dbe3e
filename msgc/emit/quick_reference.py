"""The fast copy of the reference for rows that it probably refuses.

It tells the failure that the reference tells, or leaves the row to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from msgc.check.breach import Breach, Path
from msgc.check.causes import with_rules
from msgc.check.leaf_texts import VerifyTexts, texts_verifier
from msgc.check.quick_kinds import Asked, Leaf
from msgc.check.rules.engine import rule_breaches
from msgc.emit.reference import Failure, Origins, Reference
from msgc.evaluate.values import Env, EvalError
from msgc.plan import Hole, Object, Region


class QuickReference(Reference):
    """Compiles rows as `Reference` does.

    Where a plan's payloads differ in texts alone, those are made and verified, and nothing else; a
    row that they don't refuse is compiled as ever.
    """

    def compile(self, row: dict[str, object], locale: str) -> object | Failure:
        """Return the payload of a row, verified, or why it has none; see `Reference`."""
        cast = self._cast
        failure = None if cast is None else self._failure(cast, Env(row, locale))
        return failure or super().compile(row, locale)

    @cached_property
    def _cast(self) -> _Cast | None:
        cast = _Cast(self._payload)
        return cast if cast.verify is not None else None

    def _failure(self, cast: _Cast, env: Env) -> Failure | None:
        texts: list[str] = []
        for hole, path in cast.holes:
            try:
                value = self._fill(hole, env)
            except EvalError as error:
                return Failure(error=error, path=path)
            if type(value) is not str:
                return None
            texts.append(value)
        broken = tuple([each for each in self._found(cast, texts) if each.is_error])
        return Failure(broken, cast.nodes) if broken else None

    def _found(self, cast: _Cast, texts: Sequence[str]) -> list[Breach]:
        assert cast.verify is not None
        found = cast.verify(texts)
        if not self._rules:
            return found
        return with_rules(found, rule_breaches(cast.filled(texts), self._rules))


class _ManyShapesError(Exception):
    """A plan's payloads don't all have the same members and entries."""


class _Cast(Reference):
    """The payload of any row, with leaves for what expressions make, and where they stand.

    `verify` is None where a payload may differ in more than its texts.
    """

    def __init__(self, payload: Object) -> None:
        super().__init__(payload)
        self.nodes: Origins = {}
        self.holes: list[tuple[Hole, Path]] = []
        self.verify: VerifyTexts | None = None
        self._asked: list[Asked] = []
        try:
            self._made = self._value(payload, Env({}, ""), (), self.nodes)
        except _ManyShapesError:
            return
        self.verify = texts_verifier(self._made, self._asked)
        self._slots = [(_holder(self._made, path), path[-1]) for _, path in self.holes]

    def filled(self, texts: Sequence[str]) -> object:
        """Return the payload of these texts, good until that of others is asked for."""
        for (holder, name), text in zip(self._slots, texts, strict=True):
            holder[name] = text
        return self._made

    def _fill(self, hole: Hole, env: Env) -> object:
        self.holes.append((hole, next(reversed(self.nodes))))
        return Leaf(len(self.holes) - 1, self._asked)

    def _region(
        self, region: Region, env: Env, path: Path, result: list[object], origins: Origins | None
    ) -> None:
        raise _ManyShapesError


def _holder(payload: Any, path: Path) -> Any:
    """Return the object or the list that the last step of a path leads from."""
    for part in path[:-1]:
        payload = payload[part]
    return payload

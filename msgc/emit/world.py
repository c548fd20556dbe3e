"""What all programs of a message know, and the reference's closures, each made once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from msgc.evaluate.compiled import compiled, loop_rounds
from msgc.evaluate.values import Env
from msgc.plan import Region
from msgc.syntax.expr import Expr
from msgc.types import ObjectType


@dataclass(frozen=True, slots=True)
class World:
    """What all of a message's programs know: its variables, the constants, the rows' locale."""

    variables: ObjectType
    constants: Mapping[str, object]
    locale: str
    functions: dict[str, Callable[[object], object]] = field(default_factory=dict)
    _closures: dict[int, Callable[[Env], Any]] = field(default_factory=dict)
    _rounds: dict[tuple[int, int], Callable[[Env], list[Env]]] = field(default_factory=dict)

    def closure(self, expr: Expr) -> Callable[[Env], Any]:
        """Return the reference's function of an expression."""
        if id(expr) not in self._closures:
            self._closures[id(expr)] = compiled(expr)
        return self._closures[id(expr)]

    def rounds(self, region: Region) -> Callable[[Env], list[Env]]:
        """Return the reference's function of the rounds of a `for`."""
        assert region.loop is not None
        key = (id(region.loop), id(region.condition))
        if key not in self._rounds:
            self._rounds[key] = loop_rounds(region.loop, region.condition)
        return self._rounds[key]

    def environments(self, rows: Sequence[dict[str, object]]) -> list[Env]:
        """Return the names of each row."""
        constants, locale = self.constants, self.locale
        return [Env({**constants, **row}, locale) for row in rows]

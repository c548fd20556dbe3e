"""What each hole of a plan can become, and how often each region goes round."""

from __future__ import annotations

from dataclasses import field, replace

from msgc.check.possible import Rounds
from msgc.plan import Hole, Region
from msgc.records import dataclass
from msgc.syntax.expr import Expr, Join, Text
from msgc.texts import written_type
from msgc.types import NumberType, StringType, Type, UnknownType, may_omit, maybe, present

UNBOUNDED: Rounds = (0, None)


@dataclass(slots=True)
class Kinds:
    """The types of a plan's holes and of the pieces of its texts, and the rounds of its regions.

    All are by the node's identity.
    """

    holes: dict[int, Type] = field(default_factory=dict)
    regions: dict[int, Rounds] = field(default_factory=dict)
    pieces: dict[int, StringType] = field(default_factory=dict)

    def of(self, hole: Hole) -> Type:
        """Return the type of what fills a hole; unknown where nothing was inferred."""
        return self.holes.get(id(hole), UnknownType())

    def rounds(self, region: Region) -> Rounds:
        """Return how many entries a region makes: least, and most (None: no bound)."""
        return self.regions.get(id(region), UNBOUNDED)


def filled(hole: Hole, kind: Type) -> Type:
    """Return the type of the JSON value that a hole gets from an expression of some type."""
    if isinstance(hole.expr, Join):
        text = written_type(kind)
        return _without_final_break(text, hole.expr) if hole.is_block else text
    value = _fitted(present(kind), hole.wants)
    return maybe(value, missing=False, omit=may_omit(kind))


def _fitted(kind: Type, wants: frozenset[str]) -> Type:
    """Return what a whole expression's value becomes in its field: text where that is wanted."""
    if isinstance(kind, NumberType):
        return kind if not wants or "number" in wants or "integer" in wants else StringType()
    is_text_wanted = "string" in wants and not wants & {"integer", "number"}
    return written_type(kind) if is_text_wanted else kind


def _without_final_break(kind: StringType, text: Join) -> StringType:
    """Return the type of a block's text, which loses one final line break if it has one."""
    last = text.parts[-1] if text.parts else None
    sure = _break_length(last)
    most = kind.max_length
    return replace(
        kind,
        enum=None,
        min_length=max(kind.min_length - (sure or 2), 0),
        max_length=None if most is None else max(most - sure, 0),
    )


def _break_length(last: Expr | None) -> int:
    """Return the code points of the break that a text surely ends with, 0 where it may not."""
    if not isinstance(last, Text) or not last.value.endswith("\n"):
        return 0
    return 2 if last.value.endswith("\r\n") else 1

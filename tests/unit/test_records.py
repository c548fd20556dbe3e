"""Our slotted dataclasses do what those of the standard library do."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field
from typing import Any

import pytest

from msgc import records

Make = Callable[..., Callable[[type], Any]]
WAYS: tuple[Make, Make] = (dataclasses.dataclass, records.dataclass)


def point(make: Make, **options: bool) -> Any:
    class Point:
        """A place."""

        x: int
        y: int = 2
        tags: list[str] = field(default_factory=list, compare=False)
        note: str | None = field(default=None, kw_only=True, repr=False)

        @property
        def sum(self) -> int:
            return self.x + self.y

    Point.__qualname__ = "Point"
    return make(slots=True, **options)(Point)


@records.dataclass(frozen=True, slots=True)
class Shape:
    name: str


@records.dataclass(frozen=True, slots=True)
class Circle(Shape):
    radius: float = 1.0

    def __post_init__(self) -> None:
        if self.radius < 0:
            raise ValueError("no circle")


def seen(make: Make, look: Callable[[Any], object], **options: bool) -> object:
    try:
        return look(point(make, **options))
    except (TypeError, AttributeError) as error:
        return type(error), str(error).replace("test_records.", "").split(".")[-1]


LOOKS: dict[str, Callable[[Any], object]] = {
    "repr": lambda made: repr(made(1, tags=["a"], note="n")),
    "defaults": lambda made: [getattr(made(1), name) for name in ("x", "y", "tags", "note")],
    "own lists": lambda made: made(1).tags is made(1).tags,
    "equal": lambda made: made(1) == made(1, 2, ["other"]),
    "unequal": lambda made: made(1) == made(1, note="n"),
    "other class": lambda made: made(1) == (1, 2),
    "NaN itself": lambda made: (nan := made(float("nan"))) == nan,
    "hash": lambda made: hash(made(1)) == hash(made(1, tags=["a"])),
    "replace": lambda made: repr(dataclasses.replace(made(1), y=7)),
    "fields": lambda made: [f.name for f in dataclasses.fields(made)],
    "asdict": lambda made: dataclasses.asdict(made(1)),
    "match": lambda made: made.__match_args__,
    "doc": lambda made: made.__doc__,
    "property": lambda made: made(1).sum,
    "missing": lambda made: made(),
    "too many": lambda made: made(1, 2, [], "n"),
    "unknown": lambda made: made(1, z=1),
    "again": lambda made: [made(each).x for each in (1, 2)],
    "no dict": lambda made: hasattr(made(1), "__dict__"),
}


# The hash of an object's identity is another one each time.
CASES = [(look, eq) for look in LOOKS for eq in (False, True) if eq or look != "hash"]


@pytest.mark.parametrize("frozen", [False, True])
@pytest.mark.parametrize(("look", "eq"), CASES)
def test_it_looks_as_one_of_the_standard_library(look: str, frozen: bool, eq: bool) -> None:
    theirs, ours = (seen(make, LOOKS[look], frozen=frozen, eq=eq) for make in WAYS)
    assert theirs == ours


def test_a_frozen_one_refuses_changes() -> None:
    circle = Circle("c", 2.0)
    with pytest.raises(FrozenInstanceError):
        circle.radius = 3.0  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del circle.name
    assert (circle.name, circle.radius) == ("c", 2.0)


def test_another_can_be_changed() -> None:
    made = point(records.dataclass)(1)
    made.y = 5
    assert made.y == 5


def test_one_derives_from_another() -> None:
    assert [each.name for each in dataclasses.fields(Circle)] == ["name", "radius"]
    assert Circle("c") == Circle("c", 1.0)
    assert Circle("c") != Shape("c")
    with pytest.raises(ValueError, match="no circle"):
        Circle("c", -1)


@pytest.mark.parametrize("way", [copy.copy, copy.deepcopy, lambda c: pickle.loads(pickle.dumps(c))])
def test_a_frozen_one_is_copied_and_pickled(way: Callable[[Circle], Circle]) -> None:
    circle = Circle("c", 2.0)
    assert way(circle) == circle


def test_what_a_class_writes_itself_is_kept() -> None:
    @records.dataclass(frozen=True, slots=True)
    class Key:
        text: str

        def __repr__(self) -> str:
            return "***"

    assert repr(Key("secret")) == "***"
    assert f"{[Key('secret')]}" == "[***]"


def test_one_without_slots_is_refused() -> None:
    make: Any = records.dataclass
    with pytest.raises(TypeError, match="slots"):
        make(slots=False)

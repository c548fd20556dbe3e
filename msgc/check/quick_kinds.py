"""Quick tests put together by the types of values; and texts that aren't known yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgc.check.breach import Breach, Check, Path, Unknown

Fits = Callable[[Any], bool]
Asked = tuple[int, Check, Path, list[Breach]]
"""What is asked of a leaf with a number: a check, at a path, and where that adds what it finds."""


class Leaf(Unknown):
    """Stands for a text; a walk over its payload leaves here the tests that the text has to pass.

    `number` tells it among the leaves of its payload. `asked` takes the checks that a walk by
    `schema` leaves, in its order where the leaves share the list.
    """

    __slots__ = ("asked", "number", "tests")

    def __init__(self, number: int, asked: list[Asked] | None = None) -> None:
        self.number = number
        self.tests: list[Fits] = []
        self.asked = asked

    def ask(self, check: Check, path: Path, found: list[Breach]) -> None:
        """Keep a check of the text."""
        if self.asked is not None:
            self.asked.append((self.number, check, path, found))


def has_leaf(value: object) -> bool:
    """Tell whether a value is a leaf, or holds one."""
    if isinstance(value, dict):
        return any(map(has_leaf, value.values()))
    return any(map(has_leaf, value)) if isinstance(value, list) else isinstance(value, Leaf)


def always(_value: object) -> bool:
    """Pass every value."""
    return True


def never(_value: object) -> bool:
    """Pass no value."""
    return False


def by_kind(tests: Mapping[type, tuple[Fits, ...]]) -> Fits:
    """Return the test of values whose types each have tests; most places take one type.

    At a leaf that may stand there it leaves the tests of texts.
    """
    if not any(tests.values()):
        classes = frozenset((*tests, Leaf) if str in tests else tests)
        return lambda value: type(value) in classes
    leaf = _leaving(tests[str]) if str in tests else never
    if len(tests) == 1:
        ((only, of_only),) = tests.items()
        return _of_one_kind(only, of_only, leaf)
    if str in tests:
        tests = {**tests, Leaf: (leaf,)}

    def fits(value: Any) -> bool:
        of_kind = tests.get(type(value))
        if of_kind is None:
            return False
        # `all` of a generator takes half as long again.
        for test in of_kind:  # noqa: SIM110
            if not test(value):
                return False
        return True

    return fits


def _of_one_kind(kind: type, tests: tuple[Fits, ...], leaf: Fits) -> Fits:
    # A test less to find, and no loop, take a third of the time of the way for all types.
    first, *rest = tests
    if not rest:
        return lambda value: first(value) if type(value) is kind else _of_leaf(value, leaf)
    if len(rest) == 1:
        last = rest[0]
        return lambda value: (
            first(value) and last(value) if type(value) is kind else _of_leaf(value, leaf)
        )
    return lambda value: (
        first(value) and all(test(value) for test in rest)
        if type(value) is kind
        else _of_leaf(value, leaf)
    )


def _of_leaf(value: Any, leaf: Fits) -> bool:
    return type(value) is Leaf and leaf(value)


def _leaving(tests: Iterable[Fits]) -> Fits:
    def leave(leaf: Leaf) -> bool:
        leaf.tests += tests
        return True

    return leave

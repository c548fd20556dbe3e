"""A kept program: generated functions made anew from their source.

The entry's digest, its owner and its folder have been looked at; what it names is one of the steps
and filters here, never code of its own choice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from io import BytesIO
from json.encoder import encode_basestring
from typing import Any, NamedTuple

from msgc.emit import steps
from msgc.emit.declined import DeclinedError
from msgc.emit.limits import MANY
from msgc.emit.sure_tests import is_of_columns, sure_test
from msgc.emit.value_steps import STEPS
from msgc.late import regex
from msgc.recipients.tables import Table
from msgc.warm.unusual import UnusualError

Find = Callable[[str, str], Callable[..., object]]
"""Returns the function of a filter or a test: its kind, its name."""

CLASSES: Mapping[str, type] = {
    each.__name__: each for each in (str, int, float, bool, type(None), list, dict)
}
# A program only asks whether a value is this one, so that any object of its own will do.
OMIT = object()
# Steps that tools do.
OF_TOOLS = ("escaped", "whole_numbers", "woven", "woven_pieces")
# Steps that ask a whole column at once, and kinds of what they are given.
STRAIGHT = frozenset(
    (
        *(*OF_TOOLS, "at_most", "expect", "urls_fit", "texts_fit", "without_return", "trimmed"),
        *("no_longer", "no_shorter", "not_blank", "no_space_before", "no_space_behind"),
    )
)
LOOKS = frozenset(("step", "classes", "keyword"))
# A column that is made value by value, and the test that a column's texts are asked for.
_MADE_EACH = regex(r"^ +c[0-9]+ = \[", re.MULTILINE)
_ASKED = regex(r"^ +texts_fit\(\w+, (\w+)\)", re.MULTILINE)
NAMES = frozenset(
    (
        *("at_most", "at_most_inside", "expect", "expect_inside", "gathered", "numbers"),
        *("text_of", "truths", "no_longer", "no_shorter", "not_blank", "one_of"),
        *("no_space_before", "no_space_behind"),
        *("without_final_break", "without_return", "texts_fit", "urls_fit", "all_fit"),
        *("entries_of", "counts_of", "field_of", "places_where", "upper", "lower", "trimmed"),
        *("replaced", "filled"),
    )
)


def escaped(column: Sequence[str]) -> list[bytes]:
    """Return texts as they stand between the quotes of JSON; of few, one by one is quick."""
    return [encode_basestring(text)[1:-1].encode() for text in column]


class Tools(NamedTuple):
    """What does a program's work: quick to have for few rows, or quick to do it for many.

    `find` gives the function of a filter or a test, `test` that of a schema's or a rule's keyword;
    `remembers` makes of one what computes the same value once.
    """

    find: Find
    escaped: Callable[[Any], Sequence[bytes]] = escaped
    whole_numbers: Callable[[Any], Sequence[bytes]] = steps.whole_numbers
    woven: Callable[..., bytes] = steps.woven
    woven_pieces: Callable[..., Sequence[bytes]] = steps.woven_pieces
    test: Callable[[str, Any, bool], Callable[[Any], bool]] = sure_test
    remembers: Callable[[Callable[..., object]], Callable[..., object]] = lambda function: function


class KeptProgram:
    """A program of some rows, as `msgc.emit.portable` has written it."""

    def __init__(self, document: object, tools: Tools) -> None:
        kept = mapping(document)
        given = {name: _made(word, tools) for name, word in mapping(kept["given"]).items()}
        names: dict[str, Any] = dict(given)
        exec(compile(text(kept["source"]), "<program>", "exec"), names)
        self._run: Callable[[Table], Any] = names["run"]
        self._shapes: dict[tuple[int, ...], object] | None = None
        self._made: dict[tuple[int, ...], KeptProgram] = {}
        self._tools = tools
        self._kept_together = kept.get("together")
        self._together: KeptProgram | None = None
        if "shapes" in kept:
            self._shapes = {tuple(key): shape for key, shape in items(kept["shapes"])}

    def lines(self, rows: Table) -> list[bytes]:
        """Return the payload of each row. Raises UnusualError for a row that is declined."""
        return [line[:-1] for line in BytesIO(self.written(rows)).readlines()]

    def written(self, rows: Table) -> bytes:
        """Return the payloads of rows, each with its line break.

        Raises UnusualError; where it names rows, these alone are declined, as far as is known.
        """
        if self._kept_together is not None and len(rows) >= MANY:
            # Rows of a shape that it doesn't know, or unusual ones, are done as few are.
            with suppress(UnusualError):
                return self._of_all().written(rows)
        try:
            made = self._run(rows)
        except DeclinedError as error:
            raise UnusualError(error.rows) from None
        except Exception:
            raise UnusualError from None
        return made if self._shapes is None else b"".join(self._parted(rows, made))

    def _of_all(self) -> KeptProgram:
        if self._together is None:
            self._together = KeptProgram(self._kept_together, self._tools)
        return self._together

    def _parted(self, rows: Table, answers: Sequence[Sequence[int]]) -> list[bytes]:
        groups: dict[tuple[int, ...], list[int]] = {}
        for index, key in enumerate(zip(*answers, strict=True)):
            groups.setdefault(tuple(map(int, key)), []).append(index)
        lines = [b""] * len(rows)
        for key, places in groups.items():
            try:
                written = self._shape(key).written(rows.take(places))
            except UnusualError as error:
                raise UnusualError(places[row] for row in error.rows) from None
            for place, line in zip(places, BytesIO(written), strict=True):
                lines[place] = line
        return lines

    def _shape(self, key: tuple[int, ...]) -> KeptProgram:
        assert self._shapes is not None
        if key not in self._made:
            if key not in self._shapes:
                raise UnusualError
            self._made[key] = KeptProgram(self._shapes[key], self._tools)
        return self._made[key]


def is_straight(document: object) -> bool:
    """Tell whether a program does nothing with its columns but look at them and write them.

    Raises UnusualError.
    """
    kept = mapping(document)
    given, source = mapping(kept["given"]), text(kept["source"])
    kinds = {(kind, rest[0]) for kind, *rest in map(items, given.values())}
    steps = {name for kind, name in kinds if kind == "step"}
    is_plain = "shapes" not in kept and _MADE_EACH.search(source) is None
    looks = steps <= STRAIGHT and {kind for kind, _ in kinds} <= LOOKS
    return is_plain and looks and all(_asks_columns(given[name]) for name in _ASKED.findall(source))


def _asks_columns(word: object) -> bool:
    _, keyword, argument, _ = items(word)
    return is_of_columns(text(keyword), argument)


def _made(word: object, tools: Tools) -> object:
    kind, *rest = items(word)
    if kind == "step" and rest[0] in OF_TOOLS:
        return getattr(tools, rest[0])
    if kind == "step" and rest[0] in NAMES:
        return getattr(steps, rest[0])
    if kind == "step" and rest[0] in STEPS:
        return STEPS[rest[0]]
    if kind == "omit":
        return OMIT
    if kind == "classes":
        return frozenset(CLASSES[name] for name in rest)
    if kind == "words":
        return frozenset(map(text, rest))
    if kind == "keyword":
        keyword, argument, of_rule = rest
        return tools.test(text(keyword), argument, of_rule)
    if kind in ("filter", "test"):
        name, arguments = rest
        return tools.remembers(partial(tools.find(kind, text(name)), **mapping(arguments)))
    raise UnusualError


def mapping(value: object) -> Mapping[str, Any]:
    """Return an object of an entry. Raises UnusualError."""
    if not isinstance(value, dict):
        raise UnusualError
    return value


def items(value: object) -> Sequence[Any]:
    """Return a list of an entry. Raises UnusualError."""
    if not isinstance(value, list):
        raise UnusualError
    return value


def text(value: object) -> str:
    """Return a text of an entry. Raises UnusualError."""
    if not isinstance(value, str):
        raise UnusualError
    return value

"""A CSV header: its delimiter, its columns' names, and how a row's cells become nested fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from msgc.recipients.rows import RowFault

DELIMITERS = (",", ";", "\t")
_QUOTED = re.compile(r'"[^"]*"?')
_HINT = re.compile(r"sep=(.)[\r\n]*")

Nest = Callable[[list[str]], dict[str, object]]


def delimiter_hint(line: str) -> str | None:
    """Return the delimiter that a spreadsheet's first line `sep=;` names, or None."""
    found = _HINT.fullmatch(line)
    return found.group(1) if found and found.group(1) in DELIMITERS else None


def delimiter_of(line: str) -> str:
    """Return the delimiter that stands most often in a header line, outside of quotes."""
    bare = _QUOTED.sub("", line)
    return max(DELIMITERS, key=bare.count)


def header_faults(names: list[str], line: int) -> tuple[RowFault, ...]:
    """Return what is wrong with the columns' names."""
    faults = [*_unnamed(names), *_repeated(names), *_crossing(names)]
    return tuple(RowFault("MSG502", said, help, field, line) for said, help, field in faults)


def nest(names: list[str]) -> Nest:
    """Return the function from a row's cells to its data: `order.id` is `id` in `order`."""
    if not any("." in name for name in names):
        return lambda cells: dict(zip(names, cells, strict=False))
    paths = [name.split(".") for name in names]

    def nested(cells: list[str]) -> dict[str, object]:
        data: dict[str, object] = {}
        for path, cell in zip(paths, cells, strict=False):
            _put(data, path, cell)
        return data

    return nested


def _put(data: dict[str, object], path: list[str], cell: str) -> None:
    *outer, last = path
    for key in outer:
        inner = data.setdefault(key, {})
        assert isinstance(inner, dict)  # a header where one column crosses another is refused
        data = inner
    data[last] = cell


_Fault = tuple[str, str, str | None]


def _unnamed(names: list[str]) -> Iterator[_Fault]:
    for number, name in enumerate(names, 1):
        if not name:
            help = "Write a name in the header, or remove the column."
            yield f"Column {number} has no name.", help, None
        elif "" in name.split("."):
            help = "Write each part between the dots, such as `order.id`."
            yield f"Column {number}, `{name}`, has an empty part in its name.", help, name


def _repeated(names: list[str]) -> Iterator[_Fault]:
    first: dict[str, int] = {}
    for number, name in enumerate(names, 1):
        if name and first.setdefault(name, number) != number:
            said = f"Columns {first[name]} and {number} are both named `{name}`."
            yield said, "Rename or remove one of them.", name


def _crossing(names: list[str]) -> Iterator[_Fault]:
    numbers = {name: number for number, name in enumerate(names, 1)}
    for name, number in numbers.items():
        for outer in _outers(name):
            if outer in numbers:
                said = (
                    f"Column {numbers[outer]}, `{outer}`, and column {number}, `{name}`, "
                    f"both say what `{outer}` is."
                )
                help = f"Keep `{outer}` with JSON in its cells, or the columns `{outer}.…`."
                yield said, help, name


def _outers(name: str) -> Iterable[str]:
    return (name[: dot.start()] for dot in re.finditer(r"\.", name))

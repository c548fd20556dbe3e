"""The commonest filters of lists as steps, which a kept program needs no table of filters for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgc.emit.domain import ANY, LIST, TEXT, Classes
from msgc.emit.limits import MOST_MADE
from msgc.emit.runtime import attributes, backwards, first, joined, last
from msgc.emit.source import Code
from msgc.emit.writer import Writer

Arguments = Mapping[str, object]

# The steps of filters without arguments, and what their values may be of.
_BARE: dict[str, tuple[Callable[..., object], Classes]] = {
    "first": (first, ANY),
    "last": (last, ANY),
    "reverse": (backwards, ANY),
}


def list_filter(writer: Writer, name: str, target: Code, arguments: Arguments) -> Code | None:
    """Return the code of a filter by a step, None where it has none for these arguments."""
    if name == "join":
        return _joined(writer, target, arguments)
    if name == "map":
        return _mapped(writer, target, arguments)
    if name not in _BARE or arguments:
        return None
    step, classes = _BARE[name]
    return _made(writer, step, target, classes)


def _joined(writer: Writer, target: Code, arguments: Arguments) -> Code | None:
    between = arguments.get("d", "")
    if "attribute" in arguments or type(between) not in (str, int):
        return None
    return _made(writer, joined, target, TEXT, repr(str(between)))


def _mapped(writer: Writer, target: Code, arguments: Arguments) -> Code | None:
    path = arguments.get("attribute")
    if len(arguments) > 1 or not isinstance(path, str) or "." in path:
        return None
    return _made(writer, attributes, target, LIST, repr(path))


def _made(
    writer: Writer, step: Callable[..., object], target: Code, classes: Classes, *words: str
) -> Code:
    inner = ", ".join((target.text, *words))
    text = f"{writer.body.helper(step)}({inner})"
    made = Code(text, classes, target.columns, MOST_MADE)
    writer.spend(target, made)
    return writer.bounded(made)

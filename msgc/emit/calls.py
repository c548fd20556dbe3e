"""Filters and tests as generated code, where their arguments are literals."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from msgc.emit.choices import text_literal
from msgc.emit.declined import CantGenerateError
from msgc.emit.defaults import default_code
from msgc.emit.domain import LIST, NONE, TEXT, TRUTH
from msgc.emit.known_filters import DIGITS, KNOWN, LONGEST_WORD, STAYS, Known
from msgc.emit.list_filters import list_filter
from msgc.emit.located import literal_code
from msgc.emit.picks import made_code
from msgc.emit.runtime import Remembered, replaced, short
from msgc.emit.shapes import Scope
from msgc.emit.source import Code, value_of
from msgc.emit.world import World
from msgc.emit.writer import Writer, named, stepped
from msgc.filters import FILTERS, TESTS, FilterError, bind
from msgc.filters.model import Filter as FilterRow
from msgc.filters.model import Test as TestRow
from msgc.recipients.written_columns import SEPARATOR
from msgc.syntax import expr as ex

Call = Callable[[object], object]

DEFAULTS = ("default", "d")
IS_THERE = {"defined": "is not None", "undefined": "is None", "none": "is None"}


def filter_code(writer: Writer, expr: ex.Filter, scope: Scope) -> Code:
    """Return the code of a filter. Raises CantGenerateError."""
    if expr.name in DEFAULTS:
        return default_code(writer, expr, scope)
    if expr.name not in FILTERS:
        raise CantGenerateError
    target = writer.operand(expr.target, scope)
    if expr.name == "replace" and (made := _replaced(writer, expr, target)):
        return made
    known = KNOWN.get(expr.name)
    if known is None or not target.classes <= known.takes | NONE:
        return _any(writer, expr, target)
    digits = 0 if target.classes <= TEXT else DIGITS
    most = known.most + known.times * max(target.most, digits)
    text, columns = _filtered(writer, expr, known, target)
    made = Code(text, known.makes, columns, most, known.times * target.times)
    writer.spend(target, made)
    return writer.bounded(made)


def _any(writer: Writer, expr: ex.Filter, target: Code) -> Code:
    """Return the code of a filter that is a step, or that is called by its name."""
    row = FILTERS[expr.name]
    arguments, rest = _literals(row, expr)
    if made := list_filter(writer, expr.name, target, arguments):
        return made
    function = writer.body.name(_function(writer.world, expr.name, arguments), expr.name)
    words = ", ".join((target.text, *(literal_code(each).text for each in rest)))
    text = f"{writer.body.helper(short)}({function}({words}))"
    made = made_code(text, target.columns)
    writer.spend(target, made)
    return writer.bounded(made)


def _filtered(
    writer: Writer, expr: ex.Filter, known: Known, target: Code
) -> tuple[str, tuple[str, ...]]:
    """Return the code of what a filter makes, and the columns that it comes from."""
    is_bare = not expr.args and not expr.named
    if known.step is not None and is_bare and target.columns and target.classes <= TEXT:
        column = stepped(writer, known.step, target)
        return value_of(column), (column,)
    return _inline(expr, known, target) or _called(writer, expr, target), target.columns


def _replaced(writer: Writer, expr: ex.Filter, target: Code) -> Code | None:
    arguments, _ = _literals(FILTERS[expr.name], expr)
    old, new = arguments.get("old"), arguments.get("new")
    # An empty text is found between all characters.
    is_plain = isinstance(old, str) and old and isinstance(new, str) and "count" not in arguments
    if not is_plain or not target.classes <= TEXT:
        return None
    assert isinstance(old, str) and isinstance(new, str)
    text, columns = f"{target.text}.replace({old!r}, {new!r})", target.columns
    if columns and _is_plain(old + new):
        column = stepped(writer, replaced, target, old, new)
        text, columns = value_of(column), (column,)
    times = max(len(new), 1)
    made = Code(text, TEXT, columns, times * target.most, times * target.times)
    writer.spend(target, made)
    return writer.bounded(made)


def _is_plain(text: str) -> bool:
    """Tell whether JSON writes a text as it is, and it can stand in a column of many."""
    written = text_literal(text).json
    return written is not None and written == repr(text.encode()) and SEPARATOR not in text


def _inline(expr: ex.Filter, known: Known, target: Code) -> str | None:
    takes_list = expr.name in ("length", "count") and target.classes <= LIST
    if known.inline is None or expr.args or expr.named:
        return None
    if not takes_list and not target.classes <= TEXT:
        return None
    return known.inline.format(target.text)


def _called(writer: Writer, expr: ex.Filter, target: Code) -> str:
    arguments, _ = _literals(FILTERS[expr.name], expr)
    function = _function(writer.world, expr.name, arguments)
    call = f"{writer.body.name(function, expr.name)}({{0}})"
    stays = _stays(expr.name, arguments, function) if target.classes <= TEXT else None
    if stays is None:
        return call.format(target.text)
    name, value = named(writer, target)
    return f"({name} if {stays.format(value, name)} else {call.format(name)})"


def _stays(name: str, arguments: dict[str, object], function: Call) -> str | None:
    if name != "truncate":
        return None if arguments else STAYS.get(name)
    # Arguments that can't be are the reference's to tell.
    if not _takes(function) or "leeway" in arguments or "length" not in arguments:
        raise CantGenerateError
    return f"len({{0}}) <= {arguments['length']}"


def _function(world: World, name: str, arguments: dict[str, object]) -> Call:
    """Return a filter with its arguments; the same one, so that equal calls make one column."""
    # Not by the values: True, 1 and 1.0 are equal.
    key = f"{name} {arguments!r}"
    if key not in world.functions:
        row = FILTERS[name]
        world.functions[key] = (
            Remembered(partial(row.apply, **arguments, locale=world.locale))
            if row.uses_locale
            else partial(row.apply, **arguments)
        )
    return world.functions[key]


def _takes(function: Call) -> bool:
    try:
        function("")
    except FilterError:
        return False
    return True


def _literals(
    row: FilterRow | TestRow, expr: ex.Filter | ex.Test
) -> tuple[dict[str, object], list[object]]:
    """Return the arguments by name, and further ones, which must all be literals."""
    try:
        bound = bind(row, expr.args, dict(expr.named))
    except FilterError:
        raise CantGenerateError from None
    given = [*bound.arguments.values(), *bound.rest]
    values: list[object] = [arg.value for arg in given if isinstance(arg, ex.Const)]
    if len(values) < len(given) or None in values:
        raise CantGenerateError
    if any(isinstance(value, str) and len(value) > LONGEST_WORD for value in values):
        raise CantGenerateError
    named = dict(zip(bound.arguments, values, strict=False))
    return named, values[len(named) :]


def test_code(writer: Writer, expr: ex.Test, scope: Scope) -> Code:
    """Return the code of a test. Raises CantGenerateError."""
    target = writer.operand(expr.target, scope)
    if expr.name in IS_THERE:
        return Code(f"({target.text} {IS_THERE[expr.name]})", TRUTH, target.columns)
    row = TESTS.get(expr.name)
    if row is None:
        raise CantGenerateError
    arguments, rest = _literals(row, expr)
    if rest:
        raise CantGenerateError
    test: Call = partial(row.apply, **arguments)
    writer.spend(target)
    return Code(f"{writer.body.name(test, expr.name)}({target.text})", TRUTH, target.columns)

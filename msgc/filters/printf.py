"""`format`: printf-style patterns (`'%.2f'|format(total)`), with every width bounded."""

from __future__ import annotations

import re

from msgc.filters.conversions import CONVERSION
from msgc.filters.format_ranges import format_type
from msgc.filters.guard import check_size, make_filter
from msgc.filters.limits import MAX_WIDTH
from msgc.filters.model import Filter, FilterError
from msgc.filters.words import STRING, check_number, described, fits_value, word_of

_TAKES: dict[str, tuple[str, ...]] = {
    "s": ("string", "number"),
    **dict.fromkeys("diu", ("number",)),
    **dict.fromkeys("oxX", ("integer",)),
    **dict.fromkeys("eEfFgG", ("number",)),
}
_HELP = "Write such as `%s` for text, `%d` for an integer, `%.2f` for a number, `%%` for `%`."


def _format(value: object, *values: object) -> str:
    pattern = str(value)
    conversions = list(CONVERSION.finditer(pattern))
    for conversion in conversions:
        _check_conversion(conversion)
    wanted = sum(not conversion["percent"] for conversion in conversions)
    if wanted != len(values):
        raise FilterError(f"`format`'s pattern wants {wanted} values, but gets {len(values)}.")
    return _filled(pattern, conversions, values)


def _filled(pattern: str, conversions: list[re.Match[str]], values: tuple[object, ...]) -> str:
    parts, position, waiting = [], 0, iter(values)
    size = len(pattern)
    for conversion in conversions:
        piece = "%" if conversion["percent"] else _converted(conversion, next(waiting))
        size += len(piece)
        check_size("format", size)
        parts += [pattern[position : conversion.start()], piece]
        position = conversion.end()
    return "".join([*parts, pattern[position:]])


def _check_conversion(conversion: re.Match[str]) -> None:
    if conversion["percent"]:
        return
    if conversion["type"] not in _TAKES:
        raise FilterError(f"`format` doesn't know `{conversion[0]}`.", _HELP)
    for number in (conversion["width"], conversion["precision"]):
        # The count of digits comes first: reading very many digits is slow, or refused.
        if number and (len(number) > len(str(MAX_WIDTH)) or int(number) > MAX_WIDTH):
            raise FilterError(f"`format` takes widths and precisions up to {MAX_WIDTH}.")


def _converted(conversion: re.Match[str], value: object) -> str:
    takes = _TAKES[conversion["type"]]
    if not fits_value(takes, value):
        got = described((word_of(value),))
        raise FilterError(f"`{conversion[0]}` in `format` takes {described(takes)}, not {got}.")
    check_number("format", value)
    return conversion[0] % (value,)


FORMAT_FILTERS: tuple[Filter, ...] = (
    make_filter("format", STRING, format_type, _format, variadic=True),
)

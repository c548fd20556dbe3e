"""Arrow's scalar types, each with the reader that turns an array of it into JSON's values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from msgc.recipients.arrow_library import pyarrow
from msgc.recipients.sentences import shown
from msgc.records import dataclass

EPOCH_DAY = date(1970, 1, 1).toordinal()
EPOCH = datetime(1970, 1, 1)
MILLISECONDS_OF_DAY = 86_400_000
PER_SECOND = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}
YEARS, FOUR_DIGITS = "is outside the years 1 to 9999", "Write the year with four digits."
# The calendar comes round: so many years are always so many days.
CYCLE_YEARS, CYCLE_DAYS = 400, 146_097
SECONDS_OF_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A value that can't be taken; `rule` goes on after its column and what is `written`.

    `text` is the value as a rejected row keeps it.
    """

    code: str
    written: str
    rule: str
    help: str
    text: str

    def __str__(self) -> str:
        return self.text


Bad = list[Unreadable]
Decode = Callable[[Any, Bad], list[object]]
"""Turns an Arrow array into plain values, None for null. A value that can't be taken stands there
as an `Unreadable`, and is added to the list."""


def as_they_are(array: Any, bad: Bad) -> list[object]:
    """Read nulls, booleans and integers."""
    values: list[object] = array.to_pylist()
    return values


def texts(array: Any, bad: Bad) -> list[object]:
    """Read text; bytes that aren't UTF-8 cost their own value alone."""
    try:
        return as_they_are(array, bad)
    except UnicodeDecodeError:
        values = array.cast(pyarrow().large_binary()).to_pylist()
        return _each(_text, values, bad)


def floats(array: Any, bad: Bad) -> list[object]:
    """Read floats: those of 32 bits or fewer by their shortest digits, 59.9 and not 59.90000153."""
    if array.type.bit_width == 64:
        return as_they_are(array, bad)
    short = array.cast(pyarrow().float32()).cast(pyarrow().string())
    return [None if digits is None else float(digits) for digits in short.to_pylist()]


def decimals(array: Any, bad: Bad) -> list[object]:
    """Read decimals: whole numbers where the type has no decimal places, else exact floats."""
    values = array.to_pylist()
    if array.type.scale <= 0:
        return [None if value is None else int(value) for value in values]
    return _each(_exact, values, bad)


def dates(array: Any, bad: Bad) -> list[object]:
    """Read dates as ISO 8601 text."""
    pa = pyarrow()
    if array.type.bit_width == 64:
        days = [_days(value) for value in array.cast(pa.int64()).to_pylist()]
    else:
        days = array.cast(pa.int32()).to_pylist()
    return _each(_date, days, bad)


def moments(array: Any, bad: Bad) -> list[object]:
    """Read times with a zone as RFC 3339 text in UTC.

    Parquet keeps the moment and not its zone, and Spark shows it in the session's: UTC alone is the
    same everywhere.
    """
    per_second = PER_SECOND[array.type.unit]
    return [
        None if count is None else _moment(count, per_second, bad)
        for count in array.cast(pyarrow().int64()).to_pylist()
    ]


def uuids(array: Any, bad: Bad) -> list[object]:
    """Read UUIDs as text."""
    return [None if value is None else str(value) for value in array.to_pylist()]


def stored_texts(array: Any, bad: Bad) -> list[object]:
    """Read the text that an extension type stores."""
    return texts(array.storage, bad)


def _each(
    read: Callable[[Any], object | Unreadable], values: Sequence[object], bad: Bad
) -> list[object]:
    return [None if value is None else _kept(read(value), bad) for value in values]


def _kept(value: object | Unreadable, bad: Bad) -> object:
    if isinstance(value, Unreadable):
        bad.append(value)
    return value


def _text(value: bytes) -> object | Unreadable:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError as error:
        rule = f"isn't UTF-8: it has the byte 0x{value[error.start]:02X}"
        help = "Mend the text where it comes from."
        text = value.decode("utf-8", "replace")
        return Unreadable("MSG504", shown(text), rule, help, text)


def _exact(value: Decimal) -> object | Unreadable:
    number = float(value)
    if Decimal(repr(number)) == value:
        return number
    rule = "has more digits than a number of JSON keeps"
    help = "Round it, or store it as text."
    return Unreadable("MSG510", f"the number {value:f}", rule, help, f"{value:f}")


def _days(milliseconds: int | None) -> int | None:
    return None if milliseconds is None else milliseconds // MILLISECONDS_OF_DAY


def _date(days: int) -> object | Unreadable:
    try:
        return date.fromordinal(EPOCH_DAY + days).isoformat()
    except (ValueError, OverflowError):
        return Unreadable("MSG507", "a date", YEARS, FOUR_DIGITS, _far_date(days))


def _moment(count: int, per_second: int, bad: Bad) -> object:
    seconds, rest = divmod(count, per_second)
    try:
        text = (EPOCH + timedelta(seconds=seconds)).isoformat()
    except OverflowError:
        days, second = divmod(seconds, SECONDS_OF_DAY)
        time = (EPOCH + timedelta(seconds=second)).time()
        far = _zoned(f"{_far_date(days)}T{time}", rest, per_second)
        return _kept(Unreadable("MSG507", "a date with a time", YEARS, FOUR_DIGITS, far), bad)
    return _zoned(text, rest, per_second)


def _zoned(text: str, rest: int, per_second: int) -> str:
    """Return a time in UTC with the part of a second that is left."""
    # The 1 in front keeps the zeros behind the point.
    fraction = str(per_second + rest)[1:].rstrip("0")
    return f"{text}.{fraction}Z" if fraction else f"{text}Z"


def _far_date(days: int) -> str:
    """Return a date outside the years 1 to 9999 as ISO 8601 writes it, with the year's sign."""
    cycles, rest = divmod(EPOCH_DAY + days - 1, CYCLE_DAYS)
    near = date.fromordinal(rest + 1)
    return f"{near.year + cycles * CYCLE_YEARS:+05d}-{near:%m-%d}"

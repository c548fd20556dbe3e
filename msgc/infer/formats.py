"""What a format says of a text's length and characters, by the checks of `facts/formats.py`."""

from __future__ import annotations

from msgc.chars import Chars
from msgc.joins import NO_SPACES
from msgc.types import StringType

_DATE = Chars.WORD | Chars.DASH
_PRINTABLE = _DATE | Chars.LINE | Chars.MARK | Chars.PERCENT | Chars.OTHER


def _format(name: str, least: int, most: int | None, chars: Chars) -> StringType:
    return StringType(name, None, least, most, chars, NO_SPACES, solid=True)


FORMAT_TYPES: dict[str, StringType] = {
    "date": _format("date", 10, 10, _DATE),
    # A time has as many fractional digits as one likes.
    "datetime": _format("datetime", 20, None, _DATE | Chars.OTHER),
    "uri": _format("uri", 8, None, _PRINTABLE),
    "uuid": _format("uuid", 36, 36, _DATE),
    # 64 before the @, 255 behind it.
    "email": _format("email", 3, 320, _PRINTABLE),
    "phone": _format("phone", 8, 16, Chars.WORD | Chars.OTHER),
}

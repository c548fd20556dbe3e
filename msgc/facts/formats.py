"""What the named formats mean. All of them judge the form of a text, in ASCII, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MINUTES_A_DAY = 24 * 60
_LAST_MINUTE = _MINUTES_A_DAY - 1
_EMAIL_LOCAL_MAX = 64
_EMAIL_DOMAIN_MAX = 255

# The grammars are long: each is compiled when it is first asked for, not at import.
_compiled = cache(re.compile)


def _ipv6() -> str:
    h16 = "[0-9A-Fa-f]{1,4}"
    octet = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
    ls32 = rf"(?:{h16}:{h16}|(?:{octet}\.){{3}}{octet})"
    # RFC 3986: `::` stands once, and the more groups stand after it, the fewer before it.
    tails = [*(f"(?:{h16}:){{{n}}}{ls32}" for n in range(5, -1, -1)), h16, ""]
    heads = ["", *(f"(?:(?:{h16}:){{0,{n}}}{h16})?" for n in range(7))]
    short = "|".join(f"{head}::{tail}" for head, tail in zip(heads, tails, strict=True))
    return f"(?:(?:{h16}:){{6}}{ls32}|{short})"


# RFC 3986. Characters beyond ASCII aren't part of a URI, so a host or path that has them is refused
# until it is written in Punycode or percent-encoded.
_PLAIN = r"(?:[A-Za-z0-9\-._~!$&'()*+,;=]|%[0-9A-Fa-f]{2})"
_PCHAR = rf"(?:{_PLAIN}|[:@])"
_URI = (
    rf"[Hh][Tt][Tt][Pp][Ss]?://(?:(?:{_PLAIN}|:)*@)?(?:{_PLAIN}+|\[{_ipv6()}\])(?::[0-9]*)?"
    rf"(?:/{_PCHAR}*)*(?:\?(?:{_PCHAR}|[/?])*)?(?:#(?:{_PCHAR}|[/?])*)?"
)
# What nearly all URLs are made of. The grammar takes longer to compile than a catalog to check.
_COMMON_URI = r"https?://[A-Za-z0-9.\-]+(?:/[A-Za-z0-9._~/\-]*)?(?:\?[A-Za-z0-9._~/&=\-]*)?"

# All characters of the grammar. Most texts that aren't a URL have another one.
_URI_CHARACTERS = r"[!#-;=?-Z\[\]_a-z~]+"

_DATE = r"([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_TIME = (
    r"([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9]|60)(?:\.[0-9]+)?"
    r"(?:[Zz]|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))"
)
_UUID = r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
_PHONE = r"\+[1-9][0-9]{6,14}"

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?"
_EMAIL = rf"({_ATOM}(?:\.{_ATOM})*)@({_LABEL}(?:\.{_LABEL})*)"

# RFC 5646, section 2.1. The irregular tags are grandfathered: the grammar lists them one by one.
_PRIVATE = "[xX](?:-[A-Za-z0-9]{1,8})+"
_IRREGULAR = (
    "(?ai)en-gb-oed|i-(?:ami|bnn|default|enochian|hak|klingon|lux|mingo|navajo|pwn|tao|tay|tsu)"
    "|sgn-(?:be-fr|be-nl|ch-de)"
)
_LANGTAG = (
    r"(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8})"
    r"(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
    rf"(?:-[0-9A-WYZa-wyz](?:-[A-Za-z0-9]{{2,8}})+)*(?:-{_PRIVATE})?|{_PRIVATE}"
)


def is_uri(text: str) -> bool:
    """Tell whether the text is an absolute http or https URL with a host (RFC 3986)."""
    if _compiled(_COMMON_URI).fullmatch(text):
        return True
    return all(_compiled(each).fullmatch(text) for each in (_URI_CHARACTERS, _URI))


def is_date(text: str) -> bool:
    """Tell whether the text is a day of the calendar, such as 2026-03-31 (RFC 3339)."""
    match = _compiled(_DATE).fullmatch(text)
    return match is not None and _is_day(*map(int, match.groups()))


def is_date_time(text: str) -> bool:
    """Tell whether the text is a time with its offset (RFC 3339).

    A second 60 is a leap second and stands only where it is 23:59 in UTC.
    """
    day, separator, time = text[:10], text[10:11], text[11:]
    match = _compiled(_TIME).fullmatch(time)
    if match is None or separator not in ("T", "t") or not is_date(day):
        return False
    return match[3] != "60" or _utc_minute(match) == _LAST_MINUTE


def is_uuid(text: str) -> bool:
    """Tell whether the text is a UUID: 8, 4, 4, 4 and 12 hexadecimal digits with hyphens."""
    return _compiled(_UUID).fullmatch(text) is not None


def is_locale(text: str) -> bool:
    """Tell whether the text is a well-formed language tag (RFC 5646), such as pt-BR."""
    return bool(_compiled(_LANGTAG).fullmatch(text) or _compiled(_IRREGULAR).fullmatch(text))


def is_email(text: str) -> bool:
    """Tell whether the text is a plain address `local@domain`, without quotes or comments."""
    match = _compiled(_EMAIL).fullmatch(text)
    if match is None:
        return False
    return len(match[1]) <= _EMAIL_LOCAL_MAX and len(match[2]) <= _EMAIL_DOMAIN_MAX


def is_phone(text: str) -> bool:
    """Tell whether the text is a phone number by E.164's form: `+` and 7 to 15 digits."""
    return _compiled(_PHONE).fullmatch(text) is not None


def _is_day(year: int, month: int, day: int) -> bool:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return day <= _MONTH_LENGTHS[month - 1] + (month == 2 and leap)


def _utc_minute(time: re.Match[str]) -> int:
    minute = int(time[1]) * 60 + int(time[2])
    if time[4] is None:
        return minute
    offset = int(time[5]) * 60 + int(time[6])
    return (minute - offset if time[4] == "+" else minute + offset) % _MINUTES_A_DAY


FORMATS: dict[str, Callable[[str], bool]] = {
    "uri": is_uri,
    "date-time": is_date_time,
    "date": is_date,
    "uuid": is_uuid,
    "locale-bcp47": is_locale,
    "email": is_email,
    "phone": is_phone,
}

PATTERNS = {"phone": rf"^{_PHONE}$", "uuid": rf"^{_UUID}$"}
"""Formats that a pattern (ECMA-262) tells wholly."""

_DESCRIPTIONS = {
    "uri": "an absolute http or https URL, such as https://example.com/a.png",
    "date-time": "a date and time with an offset, such as 2026-03-31T09:30:00Z",
    "date": "a date, such as 2026-03-31",
    "uuid": "a UUID, such as 6f4a2c9e-0d0b-4f57-9d0c-5d8a1f7b3e21",
    "locale-bcp47": "a language tag, such as en, pt-BR or zh-Hans-CN",
    "email": "an email address, such as ann@example.com",
    "phone": "a phone number with + and country code, such as +31612345678",
}


def describe(format: str) -> str:
    """Return words for a format that fit after "wants" or "isn't", with an example."""
    return _DESCRIPTIONS.get(format, f"text in the format {format}")

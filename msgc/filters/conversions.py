"""The conversions of a printf-style pattern."""

from __future__ import annotations

import re

from msgc.late import regex

CONVERSION = regex(
    r"%(?:(?P<percent>%)|(?P<flags>[-+ #0]*)(?P<width>[0-9]*)(?:\.(?P<precision>[0-9]*))?"
    r"(?P<type>.)?)",
    re.S,
)

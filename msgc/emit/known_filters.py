"""The filters for which code is generated: what they make, and how large it can be."""

from __future__ import annotations

from dataclasses import dataclass

from msgc.emit.domain import LIST, NUMBER, SCALAR, TEXT, WHOLE, Classes
from msgc.emit.runtime import lower, trimmed, upper
from msgc.emit.writer import Step


@dataclass(frozen=True, slots=True)
class Known:
    """What a filter makes: its classes, and a text's length as `most + times * L`.

    `inline` is its code for a text where no argument is given, `step` what then does a column of
    texts at once.
    """

    makes: Classes
    takes: Classes = TEXT | WHOLE
    most: int = 0
    times: int = 0
    inline: str | None = None
    step: Step | None = None


# A filter that isn't here is the reference's. Digits of integers count as texts that come in.
DIGITS = 4300
LONGEST_WORD = 1000
FORMATTED = 4000
KNOWN: dict[str, Known] = {
    "upper": Known(TEXT, times=3, inline="{0}.upper()", step=upper),
    "lower": Known(TEXT, times=3, inline="{0}.lower()", step=lower),
    "capitalize": Known(TEXT, times=3, inline="{0}.capitalize()"),
    "title": Known(TEXT, times=3),
    "trim": Known(TEXT, times=1, inline="{0}.strip()", step=trimmed),
    "oneline": Known(TEXT, times=1),
    "plain": Known(TEXT, times=3),
    "truncate": Known(TEXT, times=1),
    "escape": Known(TEXT, times=6),
    "e": Known(TEXT, times=6),
    "striptags": Known(TEXT, times=1),
    "urlencode": Known(TEXT, SCALAR, times=12),
    "string": Known(TEXT, TEXT | NUMBER, times=1),
    "wordcount": Known(WHOLE),
    "length": Known(WHOLE, TEXT | LIST, inline="len({0})"),
    "count": Known(WHOLE, TEXT | LIST, inline="len({0})"),
    "int": Known(WHOLE, TEXT | NUMBER),
    "float": Known(NUMBER, TEXT | NUMBER),
    "round": Known(NUMBER, NUMBER),
    "abs": Known(NUMBER, NUMBER),
    "number": Known(TEXT, NUMBER, FORMATTED),
    "currency": Known(TEXT, NUMBER, FORMATTED),
    "plural": Known(TEXT, WHOLE, FORMATTED),
    "date": Known(TEXT, TEXT, FORMATTED),
    "time": Known(TEXT, TEXT, FORMATTED),
}

# Under which condition a filter without arguments gives a text back as it is. The text is `{0}`
# where it is looked at first, and `{1}` from then on.
STAYS = {
    "oneline": "{0}.isprintable() and '  ' not in {1} and {1}[:1] != ' ' != {1}[-1:]",
    "plain": "not ('*' in {0} or '_' in {1} or '~' in {1} or '`' in {1})",
    "urlencode": "{0}.isalnum() and {1}.isascii()",
}

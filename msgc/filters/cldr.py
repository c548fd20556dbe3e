"""The one door to Babel, which is slow to import and so comes in with the first use."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from types import ModuleType
from typing import Any, NamedTuple

from msgc.late import regex

FALLBACK = "en"

_LOCALE_CODE = regex(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}")


class Babel(NamedTuple):
    """Babel's modules, and Python's time zones, which only formatting by locale needs."""

    core: ModuleType
    dates: ModuleType
    numbers: ModuleType
    zoneinfo: ModuleType


@cache
def babel() -> Babel:
    """Import Babel and return its modules."""
    import zoneinfo

    from babel import core, dates, numbers

    return Babel(core, dates, numbers, zoneinfo)


@lru_cache(maxsize=256)
def locale_of(code: str) -> Any:
    """Return the Babel locale of a code: `nl-XX` falls back to `nl`, unknown ones to `en`."""
    parts = re.split("[-_]", code) if _LOCALE_CODE.fullmatch(code) else []
    for count in range(len(parts), 0, -1):
        found = _known_locale("-".join(parts[:count]))
        if found is not None:
            return found
    return babel().core.Locale(FALLBACK)


def _known_locale(code: str) -> Any:
    core = babel().core
    try:
        return core.Locale.parse(code, sep="-")
    except (ValueError, core.UnknownLocaleError):
        return None

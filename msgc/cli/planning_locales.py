"""Which of a message's texts a row gets, for a plan's counts."""

from __future__ import annotations

from functools import lru_cache

from msgc.pipeline.compiling import LOCALE
from msgc.pipeline.messages import Message

# The text in the file that has no locale of its own.
BASE = "default"
# Different words in a column of locales; a file with more is slower, and counted all the same.
KNOWN_WORDS = 1_024


class Locales:
    """Tells the locale of the file that a row's text comes from: no word of the row itself."""

    def __init__(self, message: Message) -> None:
        self._message = message
        declared = message.variables.fields.get(LOCALE)
        self._default = declared.default if declared else None
        self._named = lru_cache(maxsize=KNOWN_WORDS)(self._name)

    def of(self, written: object) -> str | None:
        """Return the text's locale for what stands in a row's `locale`; None where all have one."""
        if len(self._message.plans) == 1:
            return None
        value = self._default if written is None or written == "" else written
        return self._named(value if isinstance(value, str) else None)

    def _name(self, locale: str | None) -> str:
        plan = self._message.plan_for(locale)
        tags = (tag for tag, each in self._message.plans.items() if each is plan)
        return next(tags) or BASE

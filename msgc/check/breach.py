"""A constraint broken at a place of the payload, and the sentence that says so."""

from __future__ import annotations

from collections.abc import Callable

from msgc.codes import CODES
from msgc.diagnostics import Severity
from msgc.records import dataclass

Path = tuple[str | int, ...]
Check = Callable[[object, Path, list["Breach"]], None]
"""Adds what a value at a path breaks to what is found."""


@dataclass(frozen=True, slots=True)
class Breach:
    """One constraint broken.

    `path` leads to the offending value, to the stray key where `at_key`, to the parent where a
    member is missing. `member` is the name that is missing, or that a stray key is near to. `mend`
    is what surely should stand in place of the value, or of the stray key.
    """

    path: Path
    code: str
    message: str
    help: str | None = None
    at_key: bool = False
    severity: Severity | None = None
    member: str | None = None
    mend: str | int | float | bool | None = None

    @property
    def is_error(self) -> bool:
        """Whether the API refuses the payload for it."""
        return (self.severity or CODES[self.code].severity) == Severity.ERROR


class Unknown:
    """Stands in a payload for what isn't known before there is a row."""

    def ask(self, check: Check, path: Path, found: list[Breach]) -> None:
        """Take notice of a check that what will stand here has to pass."""

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN = Unknown()


class OpenList(list[object]):
    """A list in which entries may be dropped or repeated, so that its length isn't known."""


def named(path: Path) -> str:
    """Name a place in words: `` `url` ``, ``entry 2 of `tags` ``, or `the message`."""
    if not path:
        return "the message"
    last = path[-1]
    if isinstance(last, str):
        return f"`{last}`"
    return f"entry {last + 1} of {named(path[:-1])}"


def json_word(value: object) -> str:
    """Return a JSON value's type in words."""
    if isinstance(value, bool):
        return "true or false"
    words = {str: "text", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return words.get(type(value), "a list" if isinstance(value, list) else "null")


TYPE_WORDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
}


def listed(words: list[str]) -> str:
    """Join words in English: `a, b or c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"

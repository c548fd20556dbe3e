"""JSON Schema's keywords, each a check of a value that adds what it finds broken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgc.check.breach import TYPE_WORDS, Breach, OpenList, Path, json_word, listed, named
from msgc.check.breach import Check as Check
from msgc.check.mends import of_format, of_type
from msgc.check.predicates import is_type
from msgc.facts.formats import FORMATS, describe
from msgc.facts.patterns import ecma
from msgc.nearby import near, surely

Schema = Mapping[str, Any]


def type_(words: tuple[str, ...]) -> Check:
    """The value is of one of JSON's types."""
    wanted = listed([TYPE_WORDS[word] for word in words if word != "null"] or ["null"])

    def check(value: object, path: Path, found: list[Breach]) -> None:
        if not is_type(value, words):
            what = f"{named(path)} takes {wanted}, not {json_word(value)}"
            mend = of_type(value, words)
            found.append(Breach(path, "MSG301", what, f"Write {wanted}.", mend=mend))

    return check


def required(names: list[str]) -> Check:
    """The object has these members."""

    def check(value: object, path: Path, found: list[Breach]) -> None:
        if not isinstance(value, dict):
            return
        for name in names:
            if name not in value:
                what = f"`{name}` is missing in {named(path)}"
                found.append(Breach(path, "MSG302", what, f"Write `{name}`.", member=name))

    return check


def closed(known: tuple[str, ...], code: str) -> Check:
    """The object has no members but these; `code` tells an error from a warning."""

    def check(value: object, path: Path, found: list[Breach]) -> None:
        if not isinstance(value, dict):
            return
        for name in value:
            if name not in known:
                found.append(_stray(name, value, path, known, code))

    return check


def _stray(
    name: str, owner: Mapping[str, object], path: Path, known: tuple[str, ...], code: str
) -> Breach:
    meant = near(name, known)
    sure = surely(name, known)
    mend = None if sure in owner else sure
    words = ", ".join(f"`{word}`" for word in known) or "nothing"
    help = f"Did you mean `{meant}`?" if meant else f"It knows {words}."
    what = f"the API doesn't know `{name}` in {named(path)}"
    return Breach((*path, name), code, what, help, at_key=True, member=meant, mend=mend)


def enum(words: list[object]) -> Check:
    """The value is one of the API's words. Raises ValueError where there are none."""
    if not words:
        raise ValueError("no value is one of no words")
    texts = [str(word) for word in words]
    own = [word for word in words if isinstance(word, str)]

    def check(value: object, path: Path, found: list[Breach]) -> None:
        if not any(value == word and type(value) is type(word) for word in words):
            meant = near(value, texts) if isinstance(value, str) else None
            mend = surely(value, own) if isinstance(value, str) else None
            help = f"Did you mean `{meant}`?" if meant else f"Write {listed(texts)}."
            what = f"{named(path)} can't be `{_shown(value)}`"
            found.append(Breach(path, "MSG304", what, help, mend=mend))

    return check


# Longer values are cut in a sentence; the whole one stands in the file.
MAX_SHOWN = 60


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else json_word(value)
    return text if len(text) <= MAX_SHOWN else text[:MAX_SHOWN] + "…"


def max_length(most: int) -> Check:
    """The text has at most so many code points."""

    def check(value: object, path: Path, found: list[Breach]) -> None:
        if isinstance(value, str) and len(value) > most:
            what = f"{named(path)} is {len(value)} characters long, and may have {most}"
            help = f"Shorten it, or cut it with `| truncate({most})`."
            found.append(Breach(path, "MSG305", what, help))

    return check


def min_length(least: int) -> Check:
    """The text has at least so many code points."""

    def check(value: object, path: Path, found: list[Breach]) -> None:
        if isinstance(value, str) and len(value) < least:
            how = "is empty" if not value else f"is {len(value)} characters long"
            needs = "a text" if least == 1 else f"at least {least}"
            what = f"{named(path)} {how}, and needs {needs}"
            found.append(Breach(path, "MSG306", what, "Write the words, or leave the key out."))

    return check


def minimum(least: float) -> Check:
    """The number is at least so large."""

    def check(value: object, path: Path, found: list[Breach]) -> None:
        if isinstance(value, int | float) and value < least and not isinstance(value, bool):
            what = f"{named(path)} is {value}, and may not be below {least}"
            found.append(Breach(path, "MSG307", what, f"Write {least} or more."))

    return check


def maximum(most: float) -> Check:
    """The number is at most so large."""

    def check(value: object, path: Path, found: list[Breach]) -> None:
        if isinstance(value, int | float) and value > most and not isinstance(value, bool):
            what = f"{named(path)} is {value}, and may not be above {most}"
            found.append(Breach(path, "MSG307", what, f"Write {most} or less."))

    return check


def pattern(text: str) -> Check:
    """The text matches the pattern somewhere, as ECMA-262 reads it."""
    compiled = ecma(text)

    def check(value: object, path: Path, found: list[Breach]) -> None:
        if isinstance(value, str) and compiled.search(value) is None:
            what = f"{named(path)} can't be `{_shown(value)}`: it must match `{text}`"
            found.append(Breach(path, "MSG308", what, "Write only the characters it allows."))

    return check


def format_(name: str) -> Check:
    """The text has the format. Raises KeyError for a format that can't be checked."""
    is_format = FORMATS[name]
    wanted = describe(name)

    def check(value: object, path: Path, found: list[Breach]) -> None:
        if isinstance(value, str) and not is_format(value):
            what = f"{named(path)} can't be `{_shown(value)}`"
            mend = of_format(value, name)
            found.append(Breach(path, "MSG309", what, f"Write {wanted}.", mend=mend))

    return check


def max_items(most: int) -> Check:
    """The list has at most so many entries."""

    def check(value: object, path: Path, found: list[Breach]) -> None:
        if isinstance(value, list) and len(value) > most and not isinstance(value, OpenList):
            what = f"{named(path)} has {len(value)} entries, and may have {most}"
            found.append(Breach(path, "MSG310", what, f"Take {len(value) - most} away."))

    return check


def min_items(least: int) -> Check:
    """The list has at least so many entries."""

    def check(value: object, path: Path, found: list[Breach]) -> None:
        if isinstance(value, list) and len(value) < least and not isinstance(value, OpenList):
            entries = "an entry" if least == 1 else f"{least} entries"
            what = f"{named(path)} has {len(value) or 'no'} entries, and needs {entries}"
            found.append(Breach(path, "MSG310", what, f"Write at least {entries}."))

    return check

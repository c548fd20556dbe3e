"""The data that a `curl` command line posts; its headers are dropped before anything is parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from msgc.lift.shell import Word, commands
from msgc.records import dataclass

_IS_CURL = re.compile(r"(?:.*[/\\])?curl(?:\.exe)?", re.DOTALL)
_LOOKS_LIKE_CURL = re.compile(r"\bcurl(?:\.exe)?\s")
# Options whose next word is a value, by the letter; all others stand alone.
_VALUE_LETTERS = frozenset("AbcCdDeEFHKmoPQrtTuUwxXyYz")
_SECRET_NAMES = (
    *("--header", "--user", "--cookie", "--proxy-header", "--proxy-user", "--oauth2-bearer"),
    *("--cert", "--key", "--pass", "--config", "--cookie-jar"),
)
_OTHER_NAMES = (
    *("--request", "--url", "--user-agent", "--referer", "--output", "--write-out", "--form"),
    *("--data-urlencode", "--max-time", "--connect-timeout", "--retry", "--proxy", "--resolve"),
    *("--cacert", "--aws-sigv4"),
)
_DATA_NAMES = ("--data", "--data-ascii", "--data-binary", "--data-raw", "--json")
_VALUE_NAMES = frozenset((*_SECRET_NAMES, *_OTHER_NAMES, *_DATA_NAMES))
_TAKES_FILES = ("--data", "--data-ascii", "--data-binary", "--json")
_JSON = "--json"


@dataclass(frozen=True, slots=True)
class Posted:
    """What one command posts: the text, and the line it starts on, or why there is none."""

    text: str = ""
    line: int = 1
    fault: str | None = None
    help: str | None = None


@dataclass(frozen=True, slots=True)
class _Option:
    name: str
    value: Word


def looks_like_curl(text: str) -> bool:
    """Tell whether a text is to be read as a command line, not as JSON."""
    return not text.lstrip().startswith(("{", "[")) and _LOOKS_LIKE_CURL.search(text) is not None


def posted(text: str) -> list[Posted]:
    """Return what each `curl` command of a text posts."""
    found = commands(text)
    if found is None:
        what = "a quote of the curl command isn't closed"
        return [Posted(fault=what, help="Copy the whole command, to its last quote.")]
    calls = [tail for words in found if (tail := _after_curl(words)) is not None]
    return [_posted(list(_data(iter(words)))) for words in calls] or [_posted([])]


def _after_curl(words: list[Word]) -> list[Word] | None:
    places = (n for n, word in enumerate(words, 1) if _IS_CURL.fullmatch(word.text))
    place = next(places, None)
    return None if place is None else words[place:]


def _data(words: Iterator[Word]) -> Iterator[_Option]:
    """Yield the options that hold data; every other word is dropped."""
    for word in words:
        if word.text.startswith("--"):
            option = _long(word, words)
        elif word.text.startswith("-"):
            option = _short(word, words)
        else:
            continue
        if option is not None and option.name in _DATA_NAMES:
            yield option


def _long(word: Word, words: Iterator[Word]) -> _Option | None:
    name, is_joined, value = word.text.partition("=")
    if is_joined:
        return _Option(name, replace(word, text=value))
    following = next(words, None) if name in _VALUE_NAMES else None
    return _Option(name, following) if following else None


def _short(word: Word, words: Iterator[Word]) -> _Option | None:
    """Return the option of `-d VALUE`, `-dVALUE` or `-sSd VALUE`."""
    letters = word.text[1:]
    place = next((n for n, letter in enumerate(letters) if letter in _VALUE_LETTERS), None)
    if place is None:
        return None
    joined = letters[place + 1 :]
    value = replace(word, text=joined) if joined else next(words, None)
    return _Option("--data", value) if value and letters[place] == "d" else None


def _posted(options: list[_Option]) -> Posted:
    if not options:
        help = "The payload stands after `-d`, `--data-raw` or `--json`."
        return Posted(fault="the curl command sends no data", help=help)
    for option in options:
        if option.name in _TAKES_FILES and option.value.text.startswith("@"):
            help = "Import the file itself: `msgc import payload.json`."
            return Posted(fault="the curl command takes its data from a file", help=help)
    joint = "" if options[0].name == _JSON else "&"
    return Posted(joint.join(option.value.text for option in options), options[0].value.line)

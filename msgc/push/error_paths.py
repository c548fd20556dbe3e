"""The places that the API's errors name, found in the payload that it refused."""

from __future__ import annotations

import re
from collections.abc import Iterator

Path = tuple[str | int, ...]

# `.body.text`, `$.body.text`, `.receiver.contacts[0]`, `$['body']`, `/body/text`: the first and
# the third were seen, the others are how such places are written elsewhere.
_STEP = re.compile(r"""\[['"]([^'"\]]+)['"]\]|\[(\d+)\]|([^.\[\]/$]+)""")


def place_in(payload: object, text: str) -> Path:
    """Return the way to the place that an error names, as far as the payload has it.

    A field that is missing leads to what lacks it. Nothing else of the text is taken over: an
    error may quote what a payload holds.
    """
    steps: list[str | int] = []
    at = payload
    for word in _words(text):
        if isinstance(at, dict) and word in at:
            steps.append(word)
            at = at[word]
        elif isinstance(at, list) and _is_number(word) and int(word) < len(at):
            steps.append(int(word))
            at = at[int(word)]
        else:
            break
    return tuple(steps)


def _words(text: str) -> Iterator[str]:
    for match in _STEP.finditer(text):
        yield match[1] or match[2] or match[3]


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) < 10

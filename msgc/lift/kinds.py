"""A payload's `body` by its kind's words; None where the words can't say all of it."""

from __future__ import annotations

from collections.abc import Callable

from msgc.facts.shapes import TAG
from msgc.lift.actions import TEXT, lift_actions, lift_cards, lift_rows, with_actions
from msgc.lift.marks import Document, OneLine
from msgc.lift.media import lift_media
from msgc.lift.paths import Tree, copied, has, take
from msgc.vocabulary import BY_TYPE, Form, Kind, Word

_COORDINATES = ("latitude", "longitude")


def lift_body(body: Tree) -> Tree | None:
    """Return the words for a body; None where only the API's form holds it."""
    kind = BY_TYPE[str(body[TAG])]
    rest = copied(body)
    del rest[TAG]
    words: Tree = {}
    # The longest path first: a label is taken out of the metadata that it stands in.
    for word in sorted(kind.words, key=lambda word: -len(word.path)):
        if word.form not in (Form.MEDIA, Form.OF_MEDIA) and has(rest, word.path):
            words.update(_words(take(rest, word.path), word, kind))
    if rest or not any(key in words for key in kind.keys):
        return None
    return {name: words[name] for name in _order(kind) if name in words}


def _order(kind: Kind) -> list[str]:
    names = dict.fromkeys((TEXT, *kind.keys, *(word.name for word in kind.words)))
    return list(names)


def _words(value: object, word: Word, kind: Kind) -> Tree:
    if word.form is Form.MEDIA_LIST:
        return lift_media(value, kind)
    return {word.name: _FORMS[word.form](value)}


def _lift_coordinates(value: object) -> Document:
    assert isinstance(value, dict)
    if set(value) != set(_COORDINATES):
        return value
    return OneLine(tuple(value[name] for name in _COORDINATES))


def _lift_messages(value: object) -> Document:
    assert isinstance(value, list)
    return [lift_body(item) or item for item in value]


def _lift_otp(value: object) -> Document:
    assert isinstance(value, dict)
    return with_actions(value)


def _as_it_is(value: object) -> Document:
    return value


_FORMS: dict[Form, Callable[[object], Document]] = {
    Form.VALUE: _as_it_is,
    Form.ACTIONS: lift_actions,
    Form.COORDINATES: _lift_coordinates,
    Form.ROWS: lift_rows,
    Form.CARDS: lift_cards,
    Form.MESSAGES: _lift_messages,
    Form.OTP: _lift_otp,
}

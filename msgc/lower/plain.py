"""A message without variables, from plain values to its payload: what `plans` does, and no more.

It makes the payload that the plan of the same words stands for, or it raises UnsureError: where
`plans` would report a fault, and where words are written in a rarer way. No place is kept, so that
nothing can be said of a fault.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from msgc.facts.formats import FORMATS
from msgc.facts.shapes import message_shape
from msgc.lower.plain_forms import FORMS, TYPE, Values, file_list, put, with_content_type
from msgc.lower.plain_types import typed
from msgc.syntax.plain_values import UnsureError, Value, asked, is_nothing
from msgc.vocabulary import BODY, BY_KEY, ENVELOPE_WORDS, TEMPLATE, TEXT, Form, Kind, Word

WHOLE = ("body", "template")
UUID = FORMATS["uuid"]


def payload_of(words: Mapping[str, Value], heads: Values) -> dict[str, object]:
    """Return the payload of a message's words, without the file's own keys.

    `heads` is the envelope that the catalog gives to all messages. Raises UnsureError.
    """
    kind = _kind(words)
    tree = {**_over(heads, envelope(words)), **_content(words, kind)}
    payload = typed(tree, message_shape())
    assert isinstance(payload, dict)
    return payload


def envelope(words: Mapping[str, Value]) -> Values:
    """Return the envelope's fields. Raises UnsureError."""
    tree: Values = {}
    for name, value in words.items():
        word = ENVELOPE_WORDS.get(name)
        if word is not None:
            put(tree, word.path, FORMS[word.form](value))
    return tree


def _over(below: Values, above: Values) -> Values:
    """Return two trees merged key by key; what is above wins."""
    merged = {**below, **above}
    for name in below.keys() & above.keys():
        under, over = below[name], above[name]
        if type(under) is dict and type(over) is dict:
            merged[name] = _over(under, over)
    return merged


def _kind(words: Mapping[str, Value]) -> Kind:
    told = [name for name in words if name in BY_KEY and name not in TEXT.keys]
    kinds = {BY_KEY[name].name for name in told}
    if len(kinds) > 1 or any(name in WHOLE and is_nothing(words[name]) for name in told):
        raise UnsureError
    if told:
        return BY_KEY[told[0]]
    if "text" in words:
        return TEXT
    raise UnsureError


@cache
def _words(kind: str) -> dict[str, Word]:
    return {word.name: word for word in _KINDS[kind].words}


_KINDS = {kind.name: kind for kind in BY_KEY.values()}


def _content(words: Mapping[str, Value], kind: Kind) -> Values:
    """Return `body` or `template`."""
    known = _words(kind.name)
    root = ("template",) if kind is TEMPLATE else ("body",)
    tree: Values = {}
    said: Values = {}
    for name, value in words.items():
        if name in ENVELOPE_WORDS:
            continue
        word = known.get(name)
        if word is not None and word.form in (Form.MEDIA, Form.OF_MEDIA):
            said[name] = value
        elif word is not None:
            put(tree, (*root, *word.path), _form(word, kind, value))
        elif name == kind.name:
            _put_whole(tree, name, value)
        else:
            raise UnsureError
    if said:
        _put_media(tree, said, kind)
    return tree if kind in (TEMPLATE, BODY) else _with_type(tree, kind)


def _form(word: Word, kind: Kind, value: Value) -> Value:
    if word.form is Form.MEDIA_LIST and kind.name == "file":
        return file_list(value)
    return _messages(value) if word.form is Form.MESSAGES else FORMS[word.form](value)


def _put_whole(tree: Values, name: str, value: Value) -> None:
    """Put `body: {...}`, `template: {...}`, or `template: ID`."""
    if type(value) is dict:
        put(tree, (name,), value)
    elif name == TEMPLATE.name and type(value) is not list:
        put(tree, (name, "projectId" if asked(value, UUID) else "name"), value)
    else:
        raise UnsureError


def _put_media(tree: Values, said: Values, kind: Kind) -> None:
    """Put the list that holds the one image or file, with what is said of it."""
    main = next((w for w in kind.words if w.form is Form.MEDIA and w.name in said), None)
    if main is None:
        raise UnsureError
    rest = {name: value for name, value in said.items() if name != main.name}
    one: Values = {"mediaUrl": said[main.name], **rest}
    put(tree, ("body", *main.path), [with_content_type(one) if kind.name == "file" else one])


def _with_type(tree: Values, kind: Kind) -> Values:
    put(tree, ("body", TYPE), (kind.type,))
    return tree


def _messages(value: Value) -> Value:
    return [_body(each) for each in value] if type(value) is list else value


def _body(value: Value) -> Value:
    """Return one message of a section."""
    if type(value) is not dict:
        raise UnsureError
    if TYPE in value:
        return value
    kind = _kind(value)
    if kind in (TEMPLATE, BODY):
        raise UnsureError
    return _content(value, kind)["body"]

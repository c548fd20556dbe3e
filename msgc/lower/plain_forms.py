"""What stands beside a word, as `forms` turns it into the API's value, for plain values.

Where `forms` would have something to say, here it isn't sure: UnsureError is raised.
"""

from __future__ import annotations

from collections.abc import Callable

from msgc.facts.content_types import content_type_of
from msgc.facts.formats import FORMATS
from msgc.syntax.plain_values import UnsureError, Value, asked, is_nothing, is_plain, text_of
from msgc.syntax.values import plain_value
from msgc.vocabulary import (
    ACTION_WORDS,
    IDENTIFIER_KEYS,
    PARAMETER_TYPES,
    REPLY_TO_TYPE,
    ROWS_WORD,
    Form,
    Path,
)

Values = dict[str, Value]
TYPE, ACTIONS = "type", "actions"
# A section's keys that no other can be a misspelt form of.
SECTION_KEYS = frozenset({"title", ROWS_WORD, ACTIONS})
_ACTION_PATHS = {
    action.name: {word.name: word.path for word in action.words} for action in ACTION_WORDS.values()
}


def put(tree: Values, path: Path, value: Value) -> None:
    """Put a value at a path; UnsureError where something stands there."""
    for name in path[:-1]:
        below = tree.setdefault(name, {})
        if type(below) is not dict:
            raise UnsureError
        tree = below
    if path[-1] in tree:
        raise UnsureError
    tree[path[-1]] = value


def contacts(value: Value) -> Value:
    """Return `to` as a list of contacts."""
    return [_contact(each) for each in (value if type(value) is list else (value,))]


def _contact(value: Value) -> Value:
    if type(value) is dict or type(value) is list:
        return value
    kind = asked(value, _identifier_key)
    return {"identifierValue": value} | ({"identifierKey": (kind,)} if kind else {})


def _identifier_key(text: str) -> str | None:
    return next((key for name, key in IDENTIFIER_KEYS.items() if FORMATS[name](text)), None)


def reply_to(value: Value) -> Value:
    """Return `replyTo: ID` as a reply to a message."""
    if type(value) is dict or type(value) is list or is_nothing(value):
        return value
    return {"id": value, TYPE: (REPLY_TO_TYPE,)}


def actions(value: Value) -> Value:
    """Return a list of actions as the API has them."""
    return [_action(each) for each in value] if type(value) is list else value


def _action(value: Value) -> Value:
    if type(value) is not dict:
        return _bare_word(text_of(value))
    if TYPE in value:
        return value
    named = [name for name in value if name in ACTION_WORDS]
    if len(named) != 1:
        raise UnsureError
    inner = _inner(value, named[0])
    tag: Values = {TYPE: (named[0],)}
    return {**tag, named[0]: inner} if inner or ACTION_WORDS[named[0]].needs_text else tag


def _bare_word(name: str) -> Values:
    if name not in ACTION_WORDS or ACTION_WORDS[name].needs_text:
        raise UnsureError
    return {TYPE: (name,)}


def _inner(value: Values, name: str) -> Values:
    text, paths = value[name], _ACTION_PATHS[name]
    if type(text) is dict or type(text) is list:
        raise UnsureError
    is_left = is_nothing(text) and not ACTION_WORDS[name].needs_text
    inner: Values = {} if is_left else {"text": text}
    for word, beside in value.items():
        if word == name:
            continue
        if word not in paths:
            raise UnsureError
        put(inner, paths[word], beside)
    return inner


def media_list(value: Value) -> Value:
    """Return `images`: a URL is an entry with that `mediaUrl`."""
    return [_media(each) for each in value] if type(value) is list else value


def _media(value: Value) -> Value:
    return value if type(value) is dict or type(value) is list else {"mediaUrl": value}


def file_list(value: Value) -> Value:
    """Return `files`, each with its content type."""
    if type(value) is not list:
        return value
    entries = map(_media, value)
    return [with_content_type(each) if type(each) is dict else each for each in entries]


def with_content_type(value: Values) -> Values:
    """Return a file's entry with a content type, told by its URL's ending."""
    url = value.get("mediaUrl")
    if "contentType" in value or url is None or type(url) is dict or type(url) is list:
        return value
    kind = asked(url, content_type_of)
    if kind is None:
        raise UnsureError
    return {**value, "contentType": (kind,)}


def _coordinates(value: Value) -> Value:
    if type(value) is not list:
        return value
    if len(value) != 2:
        raise UnsureError
    return {"latitude": value[0], "longitude": value[1]}


def _rows(value: Value) -> Value:
    if type(value) is not list or not value:
        return value
    are_rows = {_is_row(each) for each in value}
    if len(are_rows) > 1:
        raise UnsureError
    if True in are_rows:
        return [{ACTIONS: actions(value)}]
    return [_section(each) for each in value]


def _is_row(value: Value) -> bool:
    if type(value) is not dict:
        return type(value) is not list
    return TYPE in value or not ACTION_WORDS.keys().isdisjoint(value)


def _section(value: Value) -> Value:
    if type(value) is not dict or not SECTION_KEYS.issuperset(value):
        raise UnsureError
    section: Values = {}
    for name, each in value.items():
        if name == "title":
            section[name] = each
        else:
            put(section, (ACTIONS,), actions(each))
    return section


def _cards(value: Value) -> Value:
    return [_with_actions(each) for each in value] if type(value) is list else value


def _with_actions(value: Value) -> Value:
    if type(value) is not dict or ACTIONS not in value:
        return value
    return {**value, ACTIONS: actions(value[ACTIONS])}


def _parameters(value: Value) -> Value:
    if type(value) is not dict:
        return value
    return [_parameter(name, each) for name, each in value.items()]


def _parameter(name: str, value: Value) -> Value:
    if type(value) is list or is_nothing(value):
        raise UnsureError
    if type(value) is dict and value.keys() == {TYPE, "value"} and _is_tag(value[TYPE]):
        return {**value, "key": (name,)}
    return {TYPE: (_tag(value),), "key": (name,), "value": value}


def _is_tag(value: Value) -> bool:
    return type(value) is not dict and type(value) is not list and text_of(value) in PARAMETER_TYPES


def _tag(value: Value) -> str:
    if isinstance(value, dict | list):
        return "object"
    return asked(value, _plain_tag) if is_plain(value) else "string"


def _plain_tag(text: str) -> str:
    read = plain_value(text)
    if type(read) is bool:
        return "boolean"
    return "string" if type(read) is str else "number"


FORMS: dict[Form, Callable[[Value], Value]] = {
    Form.VALUE: lambda value: value,
    Form.CONTACTS: contacts,
    Form.REPLY_TO: reply_to,
    Form.ACTIONS: actions,
    Form.MEDIA_LIST: media_list,
    Form.COORDINATES: _coordinates,
    Form.ROWS: _rows,
    Form.CARDS: _cards,
    Form.OTP: _with_actions,
    Form.PARAMETERS: _parameters,
}

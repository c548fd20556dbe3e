"""A payload's envelope in the language's words, without what the catalog's defaults would add."""

from __future__ import annotations

from collections.abc import Mapping

from msgc.facts.formats import FORMATS
from msgc.facts.shapes import TAG
from msgc.lift.marks import OMIT, Document, has_marks
from msgc.lift.paths import Tree
from msgc.vocabulary import ENVELOPE, IDENTIFIER_KEYS, REPLY_TO_TYPE

_CONNECTOR, _KEY, _VALUE, _ID = "connector", "identifierKey", "identifierValue", "id"
_TO, _FROM, _REPLY_TO = "to", "from", "replyTo"


def without_defaults(tree: Tree, defaults: Mapping[str, object]) -> Tree:
    """Return the tree with `omit` for each field of the defaults that it lacks, at any depth."""
    lacking = {name: OMIT for name in defaults if name not in tree}
    return {**{name: _own(item, defaults.get(name)) for name, item in tree.items()}, **lacking}


def _own(value: object, default: object) -> Document:
    if isinstance(value, dict) and isinstance(default, Mapping):
        return without_defaults(value, default)
    return value


def lift_envelope(fields: Tree) -> Tree:
    """Return the words for the envelope's fields, in the vocabulary's order."""
    words: Tree = {}
    for name, value in fields.items():
        words.update(_words(name, value))
    return {word.name: words[word.name] for word in ENVELOPE if word.name in words}


def _words(name: str, value: Document) -> Tree:
    if name == "receiver" and isinstance(value, dict):
        return {_TO: _lift_contacts(value["contacts"])}
    if name == "sender" and isinstance(value, dict) and set(value) == {_CONNECTOR}:
        connector = value[_CONNECTOR]
        return {_FROM: connector[_VALUE]} if set(connector) == {_VALUE} else {name: value}
    return {name: _lift_reply_to(value) if name == _REPLY_TO else value}


def _lift_contacts(value: object) -> Document:
    assert isinstance(value, list)
    contacts = [_lift_contact(item) for item in value]
    return contacts[0] if len(contacts) == 1 else contacts


def _lift_contact(value: Tree) -> Document:
    address = value.get(_VALUE)
    # The key of an expression hangs on the channel, and literal text with marks becomes one.
    if not isinstance(address, str) or has_marks(address):
        return value
    key = next((key for name, key in IDENTIFIER_KEYS.items() if FORMATS[name](address)), None)
    return address if value == ({_VALUE: address} | ({_KEY: key} if key else {})) else value


def _lift_reply_to(value: Document) -> Document:
    if not isinstance(value, dict) or set(value) != {_ID, TAG} or value[TAG] != REPLY_TO_TYPE:
        return value
    return value[_ID]

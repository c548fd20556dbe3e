"""The words of the envelope and of the kinds, for editors: each by the form of its value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgc.vocabulary import BODY, ENVELOPE, KINDS, TEMPLATE, Form, Kind, Word
from schemas.derive.amend import Schema
from schemas.derive.language_actions import action_list, cards, rows, with_actions
from schemas.derive.language_api import SCALARS, Api, or_expression, types_of
from schemas.derive.language_parts import described, or_scalar
from schemas.derive.language_place import BODY as IN_BODY
from schemas.derive.language_place import ENTRY, MERGED

# What a file's entry needs in the API, and the language infers.
_INFERRED = ("contentType",)
_ENTRIES = (Form.MEDIA, Form.OF_MEDIA)


def envelope_words(api: Api, notes: Any) -> dict[str, Schema]:
    """Return the schema of each word of the envelope."""
    return {word.name: _word(word, api.root, api, notes) for word in ENVELOPE}


def kind_words(api: Api, notes: Any) -> dict[str, dict[str, Schema]]:
    """Return the schemas of each kind's words, its own key among them."""
    body, template = api.member(api.root, "body"), api.member(api.root, "template")
    words = {kind.name: _words(kind, api.branch(body, kind.type), api, notes) for kind in KINDS}
    whole = or_scalar(api.written(api.resolved(template), MERGED))
    words[TEMPLATE.name] = {
        TEMPLATE.name: described(whole, TEMPLATE.name, notes["message"][TEMPLATE.name]),
        **_words(TEMPLATE, template, api, notes),
    }
    content = api.written(api.resolved(body), IN_BODY)
    words[BODY.name] = {BODY.name: described(content, BODY.name, notes["message"][BODY.name])}
    return words


def _words(kind: Kind, root: Schema, api: Api, notes: Any) -> dict[str, Schema]:
    return {word.name: _word(word, root, api, notes) for word in kind.words}


def _word(word: Word, root: Schema, api: Api, notes: Any) -> Schema:
    target = api.member(root, *word.path)
    if word.form in _ENTRIES:
        name = word.name if word.form is Form.OF_MEDIA else "mediaUrl"
        target = api.member(api.items(target), name)
    written = _FORMS[word.form](api, target, notes)
    return described(written, word.name, notes["message"].get(word.name))


def _value(api: Api, target: Schema, notes: Any) -> Schema:
    return api.written(target, MERGED)


def _contacts(api: Api, target: Schema, notes: Any) -> Schema:
    entry = or_scalar(api.written(api.resolved(api.items(target)), ENTRY))
    return {**entry, "type": [*entry["type"], "array"], "items": entry}


def _reply_to(api: Api, target: Schema, notes: Any) -> Schema:
    return or_scalar(api.written(api.resolved(target), MERGED))


def _actions(api: Api, target: Schema, notes: Any) -> Schema:
    return action_list(api, target)


def _media_list(api: Api, target: Schema, notes: Any) -> Schema:
    entry = or_scalar(api.written(api.resolved(api.items(target)), ENTRY))
    required = [name for name in entry["required"] if name not in _INFERRED]
    url = entry["properties"]["mediaUrl"]
    held = {key: url[key] for key in ("if", "else") if key in url}
    whole = api.written(target, MERGED)
    return {**whole, "items": {**entry, "required": required, **held}}


def _coordinates(api: Api, target: Schema, notes: Any) -> Schema:
    whole = api.written(target, MERGED)
    pair = [whole["properties"][name] for name in ("latitude", "longitude")]
    return {**whole, "type": ["array", *whole["type"]], "items": pair, "minItems": 2, "maxItems": 2}


def _rows(api: Api, target: Schema, notes: Any) -> Schema:
    return rows(api, target)


def _cards(api: Api, target: Schema, notes: Any) -> Schema:
    return cards(api, target)


def _messages(api: Api, target: Schema, notes: Any) -> Schema:
    typed = or_expression(types_of(api.resolved(target)), api.errors)
    return {**typed, "items": {"$ref": "#/definitions/section.message"}}


def _otp(api: Api, target: Schema, notes: Any) -> Schema:
    return with_actions(api, target, api.written(target, MERGED))


def _parameters(api: Api, target: Schema, notes: Any) -> Schema:
    whole = api.written(target, MERGED)
    value = {"description": notes["parameter"], "type": [*SCALARS, "object"]}
    return {**whole, "type": ["object", *whole["type"]], "additionalProperties": value}


_FORMS: dict[Form, Callable[[Api, Schema, Any], Schema]] = {
    Form.VALUE: _value,
    Form.CONTACTS: _contacts,
    Form.REPLY_TO: _reply_to,
    Form.ACTIONS: _actions,
    Form.MEDIA: _value,
    Form.OF_MEDIA: _value,
    Form.MEDIA_LIST: _media_list,
    Form.COORDINATES: _coordinates,
    Form.ROWS: _rows,
    Form.CARDS: _cards,
    Form.MESSAGES: _messages,
    Form.OTP: _otp,
    Form.PARAMETERS: _parameters,
}

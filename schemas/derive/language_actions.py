"""Actions, a list's rows and sections, and a carousel's cards, for editors."""

from __future__ import annotations

from typing import Any

from msgc.vocabulary import ACTIONS, ROWS_WORD, Action
from schemas.derive.amend import Schema
from schemas.derive.language_api import EXPRESSION, Api, or_expression, structure, types_of
from schemas.derive.language_parts import Case, choice, described, has
from schemas.derive.language_place import ENTRY

TAG = "type"
ACTION = {"$ref": "#/definitions/action"}
SECTION = {"$ref": "#/definitions/list.section"}
_WORDS = [action.name for action in ACTIONS]


def action_definitions(api: Api, notes: Any) -> dict[str, Schema]:
    """Return the definitions `action` and `list.section`."""
    return {"action": _action(api, notes), "list.section": _section(api, notes)}


def action_list(api: Api, schema: Schema) -> Schema:
    """Return the schema of a list of actions where the API has one, `schema`."""
    return _list(api, schema, ACTION)


def rows(api: Api, schema: Schema) -> Schema:
    """Return the schema of a list's rows or sections; the first row makes all of them rows."""
    plain = _list(api, schema, ACTION)
    del plain["items"]
    row = {"anyOf": [{"type": "string"}, has(TAG, *_WORDS)]}
    return plain | {
        "if": {"type": "array", "contains": row},
        "then": {"items": ACTION},
        "else": {"items": SECTION},
    }


def cards(api: Api, schema: Schema) -> Schema:
    """Return the schema of a carousel's cards."""
    return _list(api, schema, with_actions(api, api.items(schema)))


def with_actions(api: Api, schema: Schema, written: Schema | None = None) -> Schema:
    """Return a mapping's schema whose `actions` are the language's."""
    out = written or api.written(schema, ENTRY)
    actions = {"actions": action_list(api, api.member(schema, "actions"))}
    return {**out, "properties": {**out["properties"], **actions}}


def _list(api: Api, schema: Schema, items: Schema) -> Schema:
    whole = api.resolved(schema)
    notes = {key: whole[key] for key in ("description",) if key in whole}
    return {**notes, **or_expression(types_of(whole), api.errors), "items": items}


def _action(api: Api, notes: Any) -> Schema:
    bare = [action.name for action in ACTIONS if not action.needs_text]
    cases: list[Case] = [(has(TAG), api.written(_api_action(api), ENTRY))]
    cases += [(_only(action.name), _sugar(action, api, notes)) for action in ACTIONS]
    return {
        "title": "action",
        "description": notes["actions"]["entry"],
        "type": ["object", "string"],
        "pattern": f"^({'|'.join(bare)})$|{EXPRESSION}",
        "patternErrorMessage": notes["errors"]["action"],
        "defaultSnippets": [{"label": name, "body": name} for name in bare],
        "allOf": choice(cases, _undecided(api, notes)),
    }


def _only(name: str) -> Schema:
    return {**has(name), "not": {"required": [TAG]}}


def _undecided(api: Api, notes: Any) -> Schema:
    members = {**_words(api, notes), TAG: _tag(api), **structure()}
    return {
        "properties": members,
        "additionalProperties": False,
        "if": {"type": "object"},
        "then": has(*_WORDS),
    }


def _words(api: Api, notes: Any) -> Schema:
    return {action.name: _label(action, api, notes) for action in ACTIONS}


def _tag(api: Api) -> Schema:
    return api.written(api.member(_api_action(api), TAG), ENTRY.below())


def _api_action(api: Api) -> Schema:
    return api.items(
        api.member(api.branch(api.member(api.root, "body"), "text"), "text", "actions")
    )


def _own(action: Action, api: Api) -> Schema:
    return api.member(api.branch(_api_action(api), action.name), action.name)


def _label(action: Action, api: Api, notes: Any) -> Schema:
    text = api.written(api.member(_own(action, api), "text"), ENTRY.below())
    if not action.needs_text:
        text = {**text, "type": [*text["type"], "null"]}
    return described(text, action.name, notes["actions"][action.name])


def _sugar(action: Action, api: Api, notes: Any) -> Schema:
    own = _own(action, api)
    members = {action.name: _label(action, api, notes)}
    for word in action.words:
        member = api.written(api.member(own, *word.path), ENTRY.below())
        note = notes["actions"].get(word.name) if len(word.path) > 1 else None
        members[word.name] = described(member, word.name, note)
    names = [word.name for word in action.words]
    required = [name for name in api.resolved(own).get("required", []) if name in names]
    return {
        "required": required,
        "properties": {**members, **structure()},
        "additionalProperties": False,
    }


def _section(api: Api, notes: Any) -> Schema:
    listed = api.member(api.branch(api.member(api.root, "body"), "list"), "list", "items")
    entry = api.items(listed)
    whole = with_actions(api, entry)
    found = described(whole["properties"]["actions"], ROWS_WORD, notes["list"][ROWS_WORD])
    # An action's word makes an entry a row; they are here to be offered in an empty entry.
    members = {**whole["properties"], ROWS_WORD: found, **_words(api, notes)}
    return {"title": "section", **whole, "properties": members}

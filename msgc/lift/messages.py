"""A payload as the text of a message file."""

from __future__ import annotations

from collections.abc import Mapping

from msgc.facts.shapes import message_shape
from msgc.lift.envelope import lift_envelope, without_defaults
from msgc.lift.kinds import lift_body
from msgc.lift.paths import Tree
from msgc.lift.structure import Path, holds_null, structured
from msgc.lift.template import lift_template
from msgc.lift.writer import write

BODY, TEMPLATE = "body", "template"
SAMPLE = "imported"


def message_text(payload: Tree, defaults: Mapping[str, object], channel: str | None) -> str:
    """Return the text of the message file that compiles to the payload.

    `payload` is one that `verify` finds no errors in, and `unwritable` None. `defaults` are the
    catalog's, as a tree of the API's fields; of it only the names count. `channel` is written
    where it is given.
    """
    envelope = {name: item for name, item in payload.items() if name not in (BODY, TEMPLATE)}
    head: Tree = {} if channel is None else {"channel": channel}
    return write(
        (
            {**head, "samples": {SAMPLE: {}}},
            lift_envelope(without_defaults(envelope, defaults)),
            _content(payload),
        )
    )


def unwritable(payload: Tree) -> Path | None:
    """Return the place of what no message file can hold, None where there is nothing such.

    It is a null inside an entry of a template's list that has a key `if` or `for` of its own.
    """
    template = payload.get(TEMPLATE)
    found = structured(template, message_shape().member(TEMPLATE), (TEMPLATE,))
    return next((path for path, entry in found if holds_null(entry)), None)


def _content(payload: Tree) -> Tree:
    nulls: Tree = {name: None for name in (BODY, TEMPLATE) if _is_null(payload, name)}
    body, template = payload.get(BODY), payload.get(TEMPLATE)
    if isinstance(body, dict):
        return {**_body(body), **nulls}
    assert isinstance(template, dict)
    return {**lift_template(template), **nulls}


def _is_null(payload: Tree, name: str) -> bool:
    return name in payload and payload[name] is None


def _body(body: Tree) -> Tree:
    is_plain = next(structured(body, message_shape().member(BODY)), None) is None
    return (lift_body(body) if is_plain else None) or {BODY: body}

"""The conditions in the derived schemas say exactly what the API's unions say."""

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from openapi_schema_validator import OAS30Validator
from payloads import BODIES, TEMPLATE, TO, URL, checker, faults, message, text

from schemas.derive.amend import amend
from schemas.derive.files import ERRATA, OPENAPI, load

SCHEMAS = amend(load(OPENAPI)["components"]["schemas"], load(ERRATA))
TEMPLATE_WITH_ALL = {
    **TEMPLATE,
    "attachments": [{"mediaUrl": URL, "filename": "a.png"}],
    "utmParameters": [{"key": "a", "value": "b"}, {"key": "c", "reference": "channel_name"}],
    "parameters": [
        {"type": "string", "key": "s", "value": "x"},
        {"type": "timeslotList", "key": "t", "value": {"timeslots": []}},
    ],
    "settings": {"disallowMmLite": None},
}
LINKS = [{"type": "link", "link": {"text": "x", "url": url}} for url in (URL, "{{code}}")]
VALUES = {**BODIES, "links": text(actions=LINKS), "template": TEMPLATE_WITH_ALL}


def _stock(component: str) -> OAS30Validator:
    reference = {"$ref": f"#/components/schemas/{component}"}
    schema = {"allOf": [reference], "components": {"schemas": SCHEMAS}}
    return OAS30Validator(schema, format_checker=checker)


STOCK = {component: _stock(component) for component in ("Body", "Template")}


def _children(value: Any) -> list[tuple[Any, Any]]:
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, list) else []


def _places(value: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    for key, child in _children(value):
        found += [(value, key), *_places(child)]
    return found


@settings(max_examples=200, deadline=None)
@given(data=st.data(), kind=st.sampled_from(sorted(VALUES)))
def test_says_what_the_unions_say(data: st.DataObject, kind: str) -> None:
    value = copy.deepcopy(VALUES[kind])
    holder, key = data.draw(st.sampled_from(_places(value)))
    change = data.draw(st.sampled_from(["drop", "null", "text", "object", "list", "add"]))
    if change == "drop":
        del holder[key]
    elif change == "add":
        holder.update(typo=1) if isinstance(holder, dict) else holder.append(1)
    else:
        holder[key] = {"null": None, "text": "x", "object": {}, "list": []}[change]
    if kind == "template":
        component, whole = "Template", {"receiver": TO, "template": value}
    else:
        component, whole = "Body", message(body=value)
    assert STOCK[component].is_valid(value) == (faults("create-message", whole) == [])

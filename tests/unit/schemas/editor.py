"""Messages as an editor reads them (YAML 1.2's core schema), and what the schema says of them."""

import json
import re
from collections.abc import Iterator
from typing import Any, ClassVar

import yaml
from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError

from msgc.diagnostics import pointer
from schemas.derive.files import LANGUAGE

SCHEMA: dict[str, Any] = json.loads(LANGUAGE.read_text(encoding="utf-8"))
VALIDATOR = Draft7Validator(SCHEMA)


class Core(yaml.SafeLoader):
    """YAML 1.2's core schema: `NO`, `12:30`, `0612` and dates aren't YAML 1.1's."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), first)


def _whole_number(loader: Core, node: yaml.ScalarNode) -> int:
    return int(node.value)


Core.add_constructor("tag:yaml.org,2002:int", _whole_number)


def faults(text: str) -> list[str]:
    """Return where the schema finds something wrong, as JSON pointers."""
    message = yaml.load(text, Loader=Core)
    found = (place for error in VALIDATOR.iter_errors(message) for place in _places(error))
    return sorted(set(found))


def _places(error: ValidationError) -> Iterator[str]:
    for part in error.context or ():
        yield from _places(part)
    if error.validator == "additionalProperties" and error.validator_value is False:
        for name in error.instance.keys() - error.schema.get("properties", {}).keys():
            yield pointer([*error.absolute_path, name])
    elif not error.context:
        yield pointer(error.absolute_path)


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema with its reference followed."""
    while "$ref" in schema:
        schema = SCHEMA["definitions"][schema["$ref"].removeprefix("#/definitions/")]
    return schema

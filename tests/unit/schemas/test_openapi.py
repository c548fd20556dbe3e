"""The transcribed API is a valid OpenAPI document that tools can work with."""

from collections.abc import Iterator
from typing import Any

import pytest
import regress
from openapi_schema_validator import OAS30Validator, oas30_format_checker
from openapi_spec_validator import OpenAPIV30SpecValidator

from schemas.derive.files import OPENAPI, load

API = load(OPENAPI)
METHODS = ("get", "post", "put", "patch", "delete")


def _operations() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    for item in API["paths"].values():
        for method in METHODS:
            if method in item:
                yield item[method]["operationId"], item, item[method]


OPERATIONS = list(_operations())
SUCCESSES = [
    (name, code, media, content)
    for name, _, operation in OPERATIONS
    for code, response in operation["responses"].items()
    if code.startswith("2")
    for media, content in response["content"].items()
]


def _walk(node: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        yield path, node
        for key, value in node.items():
            yield from _walk(value, f"{path}/{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _walk(value, f"{path}/{index}")


PATTERNS = sorted(
    {node["pattern"] for _, node in _walk(API) if isinstance(node.get("pattern"), str)}
)


def test_is_valid() -> None:
    assert [error.message for error in OpenAPIV30SpecValidator(API).iter_errors()] == []


@pytest.mark.parametrize("pattern", PATTERNS)
def test_patterns_are_legal_in_unicode_mode(pattern: str) -> None:
    regress.Regex(pattern, "u")


@pytest.mark.parametrize(("name", "code", "media", "content"), SUCCESSES)
def test_examples_fit(name: str, code: str, media: str, content: dict[str, Any]) -> None:
    schema = {"allOf": [content["schema"]], "components": API["components"]}
    validator = OAS30Validator(schema, format_checker=oas30_format_checker)
    assert [error.message for error in validator.iter_errors(content["example"])] == []


def test_every_operation_has_a_success() -> None:
    assert {name for name, *_ in SUCCESSES} == {name for name, *_ in OPERATIONS}
    assert len(OPERATIONS) == 8


@pytest.mark.parametrize(("name", "item", "operation"), OPERATIONS)
def test_operations_are_whole(name: str, item: dict[str, Any], operation: dict[str, Any]) -> None:
    assert {"401", "403", "429", "500", "503"} <= operation["responses"].keys()
    assert operation["description"] and operation["summary"]
    assert operation.get("requestBody", {"required": True})["required"] is True


def test_path_parameters_are_declared() -> None:
    parameters = API["components"]["parameters"]
    for path, item in API["paths"].items():
        found = [parameters[entry["$ref"].rsplit("/", 1)[1]] for entry in item["parameters"]]
        assert all(entry["in"] == "path" and entry["required"] for entry in found)
        assert sorted(f"{{{entry['name']}}}" for entry in found) == sorted(
            step for step in path.split("/") if step.startswith("{")
        )


def test_the_key_is_demanded() -> None:
    (scheme,) = API["security"][0]
    declared = API["components"]["securitySchemes"][scheme]
    assert (declared["type"], declared["in"], declared["name"]) == (
        "apiKey",
        "header",
        "Authorization",
    )


def test_schemas_and_properties_are_described() -> None:
    schemas = API["components"]["schemas"]
    bare = [name for name, schema in schemas.items() if "description" not in schema]
    for path, node in _walk(schemas):
        listed = node.get("properties", {}) if not path.endswith("/properties") else {}
        for name, schema in listed.items():
            if "$ref" not in schema and "description" not in schema:
                bare.append(f"{path}/{name}")
    assert bare == []

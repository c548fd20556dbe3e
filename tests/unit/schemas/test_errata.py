"""The errata fit the API, and the open objects are all of them."""

from collections.abc import Iterator
from typing import Any

import pytest

from schemas.derive.amend import CHANGES, ErratumError, amend
from schemas.derive.bundle import bundles
from schemas.derive.files import ERRATA, OPENAPI, load
from schemas.derive.merge import merged

SCHEMAS = load(OPENAPI)["components"]["schemas"]
ROWS = load(ERRATA)
KEYS = {"id", "title", "at", "hold", "reason", "source", "sure", "severity"}


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_rows_are_whole(row: dict[str, Any]) -> None:
    assert set(row) == KEYS
    assert row["sure"] in ("high", "medium", "low")
    assert row["severity"] in ("error", "warning")
    assert set(row["hold"]) <= set(CHANGES)


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_only_warnings_warn(row: dict[str, Any]) -> None:
    assert (row["severity"] == "warning") == (set(row["hold"]) == {"warn"})


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_every_row_changes_what_is_derived(row: dict[str, Any]) -> None:
    without = [other for other in ROWS if other is not row]
    try:
        derived = bundles(amend(SCHEMAS, without))
    except ValueError:
        return  # the API can't be derived without this row
    assert derived != bundles(amend(SCHEMAS, ROWS))


def test_ids_are_unique() -> None:
    assert len({row["id"] for row in ROWS}) == len(ROWS)


def test_the_published_api_stays_as_it_is() -> None:
    before = repr(SCHEMAS)
    amend(SCHEMAS, ROWS)
    assert repr(SCHEMAS) == before


@pytest.mark.parametrize(
    ("place", "change"),
    [
        ("Nowhere", {"set": {}}),
        ("TypeText/properties/nothing", {"set": {}}),
        ("TypeText/properties/text/properties/actions", {"set": {}}),
        ("TypeText/required/first", {"set": {}}),
        ("TypeText", {"mend": {}}),
    ],
)
def test_a_row_that_does_not_fit_is_refused(place: str, change: dict[str, Any]) -> None:
    with pytest.raises(ErratumError):
        amend(SCHEMAS, [{"id": "x", "title": "x", "at": [place], "hold": change}])


def _open_objects(name: str, seen: set[str]) -> Iterator[str]:
    if name not in seen:
        seen.add(name)
        yield from _open_within(SCHEMAS[name], name, seen)


def _open_within(schema: dict[str, Any], path: str, seen: set[str]) -> Iterator[str]:
    if "$ref" in schema:
        yield from _open_objects(schema["$ref"].rsplit("/", 1)[1], seen)
        return
    if "properties" in schema and "additionalProperties" not in schema:
        yield path
    for key, value in schema.get("properties", {}).items():
        yield from _open_within(value, f"{path}/properties/{key}", seen)
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield from _open_within(schema[key], f"{path}/{key}", seen)
    for key in ("allOf", "oneOf", "anyOf"):
        for index, part in enumerate(schema.get(key, [])):
            yield from _open_within(part, f"{path}/{key}/{index}", seen)


def test_open_objects_are_all_named() -> None:
    (row,) = [row for row in ROWS if row["id"] == "open-object"]
    found = set(_open_objects("CreateMessage", set()))
    tags = {path for path in found if path.endswith("/allOf/0")}
    assert set(row["at"]) == found - tags
    # What a union's parts share is its tag alone; its branches judge the other keys.
    assert all("oneOf" in merged(SCHEMAS[path.split("/")[0]]) for path in tags)

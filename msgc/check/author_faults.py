"""What keeps an author's JSON Schema from being used, found before there is a value to check."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from msgc.check.author_schema import schema_fault
from msgc.facts.patterns import ecma
from msgc.infer.json_schema import KEYWORDS

# JSON Schema 2020-12, "Core": where a schema holds others: as one, as a list, by names.
ONE = (
    *("items", "contains", "not", "if", "then", "else", "additionalProperties", "propertyNames"),
    *("unevaluatedItems", "unevaluatedProperties", "contentSchema"),
)
LISTED = ("allOf", "anyOf", "oneOf", "prefixItems")
NAMED = ("properties", "patternProperties", "$defs", "dependentSchemas")
# Those that are held against the same value as the schema itself.
SAME_VALUE = ("not", "if", "then", "else", "allOf", "anyOf", "oneOf")

Schema = Mapping[str, object]


def fault_of(schema: Schema) -> str | None:
    """Return why no value can be checked by a schema, None where each can."""
    for part in _parts(schema):
        found = _bad_form(part) or _empty_enum(part) or _unclear_pattern(part)
        if found or (found := _lost_reference(part, schema)):
            return found
    if any(_leads_back(part, schema, ()) for part in _parts(schema)):
        return "a `$ref` in it leads back to itself"
    return schema_fault(schema)


def _parts(schema: object) -> Iterator[Schema]:
    """Yield a schema and those that it holds, at any depth."""
    if isinstance(schema, Mapping):
        yield schema
        for inner in _held(schema, (*ONE, *LISTED, *NAMED)):
            yield from _parts(inner)


def _held(schema: Schema, words: tuple[str, ...]) -> Iterator[object]:
    for word in words:
        value = schema.get(word)
        if word in LISTED:
            yield from value if isinstance(value, list) else ()
        elif word in NAMED:
            yield from value.values() if isinstance(value, Mapping) else ()
        else:
            yield value


def _bad_form(schema: Schema) -> str | None:
    bad = (word for word, value in schema.items() if not KEYWORDS.get(word, _any)(value))
    word = next(bad, None)
    return f"its `{word}` can't be `{schema[word]}`" if word else None


def _any(value: object) -> bool:
    return True


def _empty_enum(schema: Schema) -> str | None:
    return "its `enum` is empty, so that no value fits" if schema.get("enum") == [] else None


def _unclear_pattern(schema: Schema) -> str | None:
    named = schema.get("patternProperties")
    texts = [schema.get("pattern"), *(named if isinstance(named, Mapping) else ())]
    unclear = next((each for each in texts if isinstance(each, str) and _is_unclear(each)), None)
    if unclear is None:
        return None
    return f"the pattern `{unclear}` can be read in two ways; write `\\[` for a bracket in brackets"


def _is_unclear(pattern: str) -> bool:
    """Tell whether `re` only warns of a pattern that isn't ours to read: `[[:alpha:]]`."""
    try:
        ecma(pattern)
    except ValueError:
        with warnings.catch_warnings():
            warnings.simplefilter("error", FutureWarning)
            try:
                re.compile(pattern)
            except FutureWarning:
                return True
            except (re.error, OverflowError, RecursionError):
                return False
    return False


def _lost_reference(schema: Schema, root: Schema) -> str | None:
    reference = schema.get("$ref")
    if not isinstance(reference, str) or _target(reference, root) is not None:
        return None
    return f"its `$ref` is `{reference}`, which isn't there; write one as `#/$defs/NAME`"


def _target(reference: str, root: Schema) -> object:
    """Return the schema that a reference means; None where there is none within the root."""
    pointer = unquote(reference.removeprefix("#"))
    if not reference.startswith("#"):
        return None
    if pointer and not pointer.startswith("/"):
        return next((part for part in _parts(root) if part.get("$anchor") == pointer), None)
    found: object = root
    for step in pointer.split("/")[1:]:
        found = _step(found, step.replace("~1", "/").replace("~0", "~"))
    return found if isinstance(found, Mapping | bool) else None


def _step(value: object, step: str) -> object:
    if isinstance(value, list):
        is_index = step.isdecimal() and step.isascii() and int(step) < len(value)
        return value[int(step)] if is_index else None
    return value.get(step) if isinstance(value, Mapping) else None


def _leads_back(schema: object, root: Schema, above: tuple[int, ...]) -> bool:
    """Tell whether checking one value by a schema would never end."""
    if not isinstance(schema, Mapping):
        return False
    if id(schema) in above:
        return True
    reference = schema.get("$ref")
    target = _target(reference, root) if isinstance(reference, str) else None
    inner = (*_held(schema, SAME_VALUE), target)
    return any(_leads_back(each, root, (*above, id(schema))) for each in inner)

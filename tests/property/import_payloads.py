"""Payloads drawn from the derived schemas; most of them are valid."""

from typing import Any

from hypothesis import strategies as st

from msgc.facts.files import CREATE_MESSAGE, load_schema
from tests.property.import_texts import anything, keys, numbers, texts

ROOT: Any = load_schema(CREATE_MESSAGE)
MAX_LEVELS = 3

FORMATS = {
    "uri": st.sampled_from(
        (
            "https://example.com/a.png",
            "https://example.com/b.PDF?x=1#y",
            "http://example.com/%7B%7Bc",
            "https://example.com/d",
        )
    ),
    "uuid": st.sampled_from(
        ("ce6a2fd6-b2fa-4f5a-a2cd-f3bd15883318", "12345678-1234-1234-1234-123456789012")
    ),
    "date-time": st.sampled_from(("2026-01-01T00:00:00Z", "2026-03-31T09:30:00.5+02:00")),
    "locale-bcp47": st.sampled_from(("en", "no", "pt-BR")),
}
PATTERNS = {"^[a-zA-Z0-9\\-_ ]+$": st.sampled_from(("orders", "no", "1_000", "- -", " a", "1e5"))}
PATHS = {
    "identifierValue": st.sampled_from(
        ("+31612345678", "ann@example.com", "0612345678", "+1", "null", "{{ a }}@b.c")
    ),
    "identifierKey": st.sampled_from(("phonenumber", "emailaddress", "x")),
    "projectId": FORMATS["uuid"] | texts,
    "contentType": st.sampled_from(("image/png", "application/pdf", "{{")),
    "currency": st.sampled_from(("EUR", "yes", "1.5", "{{a")),
    "url": st.sampled_from(("https://example.com/{{code}}", "{{ url }}", "https://example.com/")),
    "label": st.sampled_from(("More", "{% if %}", "a\nb")),
    "username": st.sampled_from(("info", "a.b+c/d")),
}


def resolved(schema: Any) -> Any:
    while "$ref" in schema:
        schema = ROOT["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    return schema


@st.composite
def values(draw: st.DrawFn, schema: Any, level: int = 0, name: str = "") -> Any:
    schema = resolved(schema)
    if "enum" in schema:
        return draw(st.sampled_from(schema["enum"]))
    words = schema.get("type", "object")
    words = [words] if isinstance(words, str) else list(words)
    if "null" in words and draw(st.integers(0, 4)) == 0:
        return None
    word = next(each for each in words if each != "null")
    if word == "object":
        return draw(objects(schema, level))
    if word == "array":
        least = schema.get("minItems", 0)
        count = least + (0 if level > MAX_LEVELS * 2 else draw(st.integers(0, 2)))
        return [draw(values(schema["items"], level + 1)) for _ in range(count)]
    return draw(scalars(schema, word, name))


def scalars(schema: Any, word: str, name: str) -> st.SearchStrategy[Any]:
    if word == "string":
        if "format" in schema:
            return FORMATS[schema["format"]]
        return PATTERNS.get(schema.get("pattern", ""), PATHS.get(name, texts))
    if word == "boolean":
        return st.booleans()
    least, most = schema.get("minimum"), schema.get("maximum")
    whole = st.integers(least, most)
    if word == "number":
        return whole | numbers if least is None else whole | st.floats(least, most)
    return whole | st.integers(1, 9).map(float)


@st.composite
def objects(draw: st.DrawFn, schema: Any, level: int) -> Any:
    result: dict[str, Any] = {}
    parts = [schema]
    branches = {b["if"]["properties"]["type"]["const"]: b for b in tagged(schema)}
    if branches:
        tag = draw(st.sampled_from(sorted(branches)))
        parts = [resolved(branches[tag]["then"])]
    elif "properties" not in schema and "if" in schema:
        parts = [schema[draw(st.sampled_from(("then", "else")))]]
    for part in parts:
        required = part.get("required", ())
        for name, inner in part.get("properties", {}).items():
            if name in required or (level < 2 * MAX_LEVELS and draw(st.integers(0, 2)) == 0):
                result[name] = draw(values(inner, level + 1, name))
        result.update(draw(extra(part)))
    for name in demanded(schema, result):
        result[name] = draw(values(schema["properties"][name], level + 1, name))
    return result


def demanded(schema: Any, result: dict[str, Any]) -> list[str]:
    """The members that an `if` on other members asks for, and that aren't there yet."""
    if "if" not in schema or "properties" not in schema:
        return []
    condition = schema["if"]
    names = condition["required"] if "required" in condition else condition["not"]["required"]
    holds = all(name in result for name in names) == ("required" in condition)
    part = schema["then"] if holds else schema.get("else", {})
    return [name for name in part.get("required", ()) if name not in result]


def tagged(schema: Any) -> list[Any]:
    branches = [branch for branch in schema.get("allOf", ()) if "then" in branch]
    return [b for b in branches if "const" in b["if"]["properties"].get("type", ())]


def extra(part: Any) -> st.SearchStrategy[dict[str, Any]]:
    rule = part.get("additionalProperties")
    if rule is True:
        return st.dictionaries(keys, anything, max_size=3)
    if isinstance(rule, dict):
        return st.dictionaries(keys, texts, max_size=3)
    is_open = any("additionalProperties" in row for row in part.get("x-warn", ()))
    if not is_open:
        return st.just({})
    known = set(part.get("properties", ()))
    stray = st.dictionaries(keys, anything, min_size=1, max_size=2)
    stray = stray.map(lambda each: {k: v for k, v in each.items() if k not in known})
    return st.integers(0, 5).flatmap(lambda n: stray if n == 0 else st.just({}))


@st.composite
def envelopes(draw: st.DrawFn) -> dict[str, Any]:
    """The fields around a body or template; the receiver is always there."""
    names = [name for name in ROOT["properties"] if name not in ("body", "template")]
    chosen = [name for name in names if name == "receiver" or draw(st.integers(0, 3)) == 0]
    return {name: draw(values(ROOT["properties"][name], 1, name)) for name in chosen}


@st.composite
def payloads(draw: st.DrawFn) -> dict[str, Any]:
    """Payloads of every kind, most of them valid."""
    result = draw(envelopes())
    kinds = ("template", "body") if draw(st.integers(0, 3)) == 0 else ("body", "template")
    part = resolved(ROOT["properties"][kinds[0]])
    result[kinds[0]] = draw(values({**part, "type": "object"}, 1))
    if draw(st.integers(0, 3)) == 0:
        result[kinds[1]] = None
    return result

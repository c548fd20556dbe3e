"""Types of variables as declared, of expressions, and of messages that declare none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from msgc.infer.declared import read_variables
from msgc.infer.formats import FORMAT_TYPES
from msgc.infer.scope import row_scope
from msgc.infer.sketch import infer_variables
from msgc.infer.types_of import new_inference
from msgc.source import SourceFile
from msgc.syntax.jinja import parse_scalar
from msgc.syntax.nodes import Mapping, Scalar, Style
from msgc.syntax.yaml_nodes import parse_yaml
from msgc.texts import ROW_STRING, words_type
from msgc.types import (
    BooleanType,
    Field,
    IntegerType,
    ListType,
    NumberType,
    ObjectType,
    StringType,
    Type,
    UnknownType,
    may_be_missing,
    may_omit,
    present,
)

VARS = """\
s: string
n: integer
f: number
b: boolean
d: date
o: {x: string, y: optional integer}
l: [string]
items: [{name: string, count: integer}]
m: optional string
w: string = x
mo: {optional: {x: string}}
"""


def declared(text: str) -> tuple[dict[str, Field], list[str]]:
    tree, found = parse_yaml(SourceFile("vars", text))
    assert found == [] and isinstance(tree, Mapping)
    variables, found = read_variables(tree)
    return dict(variables.fields), [each.code for each in found]


def parsed(text: str):
    source = SourceFile("t", text)
    expr, found = parse_scalar(Scalar(text, Style.QUOTED, source.span(0, len(text))))
    assert found == []
    return expr


def inferred(text: str) -> tuple[Type, list[str]]:
    inference = new_inference()
    fields, _ = declared(VARS)
    kind = inference.type_of(parsed(text), row_scope(ObjectType(fields=fields), {}))
    return kind, [each.code for each in inference.found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a: string", Field(ROW_STRING)),
        ("a: phone", Field(FORMAT_TYPES["phone"])),
        ("a: optional integer", Field(IntegerType(), optional=True)),
        ("a: integer = 3", Field(IntegerType(), default=3)),
        ("a: number = 3", Field(NumberType(), default=3)),
        ("a: boolean = false", Field(BooleanType(), default=False)),
        ("a: string = 3", Field(ROW_STRING, default="3")),
        ("a: \"string = ''\"", Field(ROW_STRING, default="")),
        ("a: [integer]", Field(ListType(IntegerType()))),
        ("a: {b: string}", Field(ObjectType(fields={"b": Field(ROW_STRING)}))),
        ("a: {optional: [string]}", Field(ListType(ROW_STRING), optional=True)),
        ("a: {type: string}", Field(ROW_STRING)),
        ("a: {type: string, maxLength: 3}", Field(replace(ROW_STRING, max_length=3))),
        ("a: {enum: [x, y]}", Field(words_type(("x", "y")))),
        ("a: {type: integer, minimum: 1}", Field(IntegerType(minimum=1))),
        ("a: {type: string, default: x}", Field(ROW_STRING, default="x")),
        ("a: {type: strong}", Field(ObjectType(fields={"type": Field(UnknownType())}))),
        ("a: {title: string}", Field(ObjectType(fields={"title": Field(ROW_STRING)}))),
        (
            "a: {properties: {b: {type: string}}, required: [b], additionalProperties: false}",
            Field(ObjectType(fields={"b": Field(ROW_STRING)})),
        ),
    ],
)
def test_declarations(text: str, wanted: Field) -> None:
    fields, _ = declared(text)
    assert fields == {"a": wanted}


def test_a_schema_with_null_may_be_missing() -> None:
    inner = "{type: object, properties: {b: {type: [integer, 'null']}}, required: [b]}"
    fields, codes = declared(f"a: {{type: [string, 'null'], maxLength: 3}}\nc: {inner}")
    assert codes == []
    assert fields["a"].optional and isinstance(fields["a"].type, StringType)
    kind = fields["c"].type
    assert isinstance(kind, ObjectType) and kind.fields["b"].optional and not fields["c"].optional


def test_a_schema_stays_on_its_type() -> None:
    fields, _ = declared('a: {type: string, pattern: "^x"}')
    assert fields["a"].type.schema == {"type": "string", "pattern": "^x"}


@pytest.mark.parametrize(
    "text",
    [
        "a: text",
        "a-b: string",
        "_a: string",
        "a: [string, integer]",
        "a: integer = x",
        "loop: string",
        "a: []",
        "a: date = soon",
        "a: [x]",
        "a: {b: x}",
        "a:",
        "none: string",
        "a: optional",
        'a: "string = a\\0"',
        "a: {type: string, maxLength: 3, default: abcd}",
        "a: {type: integer, minimum: 3, default: 1}",
        "a: {properties: {b: {type: string, enum: [x], default: y}}}",
    ],
)
def test_faulty_declarations(text: str) -> None:
    assert declared(text)[1] == ["MSG124"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("{{ s }}", StringType),
        ("{{ n }}", IntegerType),
        ("{{ n + 1 }}", IntegerType),
        ("{{ n + f }}", NumberType),
        ("{{ n / 2 }}", NumberType),
        ("{{ n // 2 }}", IntegerType),
        ("{{ s ~ n }}", StringType),
        ("{{ n > 1 }}", BooleanType),
        ("{{ o.x }}", StringType),
        ("{{ items[0].count }}", IntegerType),
        ("{{ l | length }}", IntegerType),
        ("{{ l | join }}", StringType),
        ("{{ f | number }}", StringType),
        ("{{ s if b else 'x' }}", StringType),
        ("a{{ s }}", StringType),
        ("{{ l }}", ListType),
        ("{{ o }}", ObjectType),
        ("{{ [n, 1] }}", ListType),
        ("{{ not s }}", BooleanType),
    ],
)
def test_types(text: str, wanted: type[Type]) -> None:
    kind, codes = inferred(text)
    assert type(present(kind)) is wanted
    assert codes == [] or "items[0]" in text


@pytest.mark.parametrize(
    ("text", "missing", "omit"),
    [
        ("{{ m }}", True, False),
        ("{{ o.y }}", True, False),
        ("{{ mo.x }}", True, False),
        ("{{ m | default('x') }}", False, False),
        ("{{ m | default(omit) }}", False, True),
        ("{{ mo.x | default('x') }}", False, False),
        ("{{ w }}", False, False),
        ("{{ 'x' if b }}", True, False),
        ("{{ m if m else 'x' }}", False, False),
        ("{{ m or 'x' }}", False, False),
        ("{{ s and m }}", True, False),
    ],
)
def test_what_may_be_missing(text: str, missing: bool, omit: bool) -> None:
    kind, codes = inferred(text)
    assert (may_be_missing(kind), may_omit(kind), codes) == (missing, omit, [])


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("x{{ m }}", ["MSG212"]),
        ("{% if m %}{{ m }}{% endif %}", []),
        ("{% if m is defined %}{{ m }}{% endif %}", []),
        ("{% if not m %}{{ m }}{% endif %}", ["MSG212"]),
        ("{% if not m %}x{% else %}{{ m }}{% endif %}", []),
        ("{% if m and b %}{{ m }}{% endif %}", []),
        ("{% if m or b %}{{ m }}{% endif %}", ["MSG212"]),
        ("{% if mo.x %}{{ mo.x }}{% endif %}", []),
        ("{% if mo %}{{ mo.x }}{% endif %}", []),
        ("{{ 'x' if m and m > 'a' else 'y' }}", []),
        ("{% for m in l %}{{ m }}{% endfor %}", []),
        ("{% for i in items %}{{ i.name }}{{ loop.index }}{% endfor %}", []),
        ("{% for i in items %}{{ i.gone }}{% endfor %}", ["MSG204"]),
        ("x{{ f }}", ["MSG208"]),
        ("{{ gone }}", ["MSG203"]),
        ("{{ gone.a.b | upper }}", ["MSG203"]),
        ("{{ s + n }}", ["MSG207"]),
        ("{{ (s + n) + 1 }}", ["MSG207"]),
        ("{{ s == n }}", ["MSG207"]),
        ("{{ s == m }}", []),
        ("{{ n == f }}", []),
        ("{{ s | gone }}", ["MSG205"]),
        ("{{ s is gone }}", ["MSG205"]),
        ("{{ l | upper }}", ["MSG206"]),
        ("{{ b | string }}", ["MSG206"]),
        ("{{ b | default(false) | string }}", ["MSG206"]),
        ("{{ s | truncate }}", []),
        ("{{ b }}", []),
    ],
)
def test_findings(text: str, codes: list[str]) -> None:
    assert inferred(text)[1] == codes


@pytest.mark.parametrize(
    ("text", "names", "codes"),
    [
        ("{{ a }} {{ b | upper }} {{ 'x' if c == 'y' else 'z' }}", {"a", "b", "c"}, []),
        ("{{ a.b }}", {"a"}, ["MSG211"]),
        ("{% for i in a %}{{ i }}{% endfor %}", {"a"}, ["MSG211"]),
        ("{% if a %}x{% endif %}", {"a"}, ["MSG211"]),
        ("{{ 'x' if a else 'y' }}", {"a"}, ["MSG211"]),
        ("{{ brand }} {{ locale }} {{ omit }} {{ a }}", {"a"}, []),
        ("{{ a | default('x') }}", {"a"}, []),
    ],
)
def test_inferred_variables(text: str, names: set[str], codes: list[str]) -> None:
    variables, found = infer_variables([parsed(text)], ["brand"])
    assert (set(variables.fields), [each.code for each in found]) == (names, codes)


@pytest.mark.parametrize(
    ("text", "needed", "optional"),
    [
        ("{{ a | default('x') }} {{ b | d }} {{ c }}", (), {"a", "b"}),
        ("{{ a | default('x') }} {{ b | d }}", ("b",), {"a"}),
        ("{% if a is defined %}{{ a }}{% endif %}", (), {"a"}),
        ("{% if a is not none or b is undefined %}x{% endif %}", (), {"a", "b"}),
        ("{{ a | upper | default('x') }} {{ b is number }} {{ 'x' | default(c) }}", (), set()),
        ("{% for a in l %}{{ a | default('x') }}{% endfor %}{{ a }}", (), set()),
    ],
)
def test_variables_that_are_asked_whether_they_are_missing(
    text: str, needed: tuple[str, ...], optional: set[str]
) -> None:
    variables, _ = infer_variables([parsed(text)], [], needed)
    assert {name for name, each in variables.fields.items() if each.optional} == optional


def test_the_lines_to_add_can_be_pasted() -> None:
    expr = parsed(
        "{{ o.id }}{% for i in o.items %}{{ i.name }}{% endfor %}{% if v %}{{ s }}{% endif %}"
        "{% if l is defined %}{% for i in l %}{{ i }}{% endfor %}{% endif %}{{ n | default('x') }}"
    )
    _, found = infer_variables([expr], [])
    assert found[0].help is not None
    lines = found[0].help.partition("vars:\n")[2]
    fields, codes = declared("\n".join(line.strip() for line in lines.splitlines()))
    assert (list(fields), codes) == (["o", "v", "s", "l", "n"], [])
    assert [name for name, each in fields.items() if each.optional] == ["l", "n"]

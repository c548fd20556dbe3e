"""Files to plans: literals by schema, layers, shorthands."""

from __future__ import annotations

from pathlib import Path

import pytest

from msgc.check.abstract import abstract
from msgc.check.kinds import Kinds
from msgc.infer.scope import row_scope
from msgc.lower.context import Context
from msgc.lower.includes import Includes
from msgc.lower.plans import lower
from msgc.plan import Plan, expressions
from msgc.source import SourceFile
from msgc.syntax.expr import walk
from msgc.syntax.nodes import Mapping
from msgc.syntax.yaml_nodes import parse_yaml
from msgc.types import Field, ObjectType, StringType

ROOT = Path(__file__).parents[3]


def lowered(*layers: str, channel: str = "any", files: dict[str, str] | None = None):
    """Lower texts as layers, the outermost first; returns the plan and the codes of faults."""
    trees = []
    for number, text in enumerate(layers):
        tree, found = parse_yaml(SourceFile(f"{number}.msg.yaml", text))
        assert found == [] and isinstance(tree, Mapping)
        trees.append(tree)
    variables = ObjectType(fields={"name": Field(StringType()), "mail": Field(StringType("email"))})
    context = Context(channel, row_scope(variables, {}), True)
    sources = {path: SourceFile(path, text) for path, text in (files or {}).items()}
    plan = lower(trees, context, Includes(sources.get, lambda: list(sources)).bind)
    return plan, [each.code for each in context.found]


def payload(*layers: str, **more):
    plan, codes = lowered(*layers, **more)
    assert isinstance(plan, Plan)
    assert codes == []
    return abstract(plan.payload, Kinds())


TO = "to: a@b.nl\n"


@pytest.mark.parametrize(
    ("text", "name", "wanted"),
    [
        ("reference: 0042", "reference", "0042"),
        ("reference: yes", "reference", "yes"),
        ("reference: 'null'", "reference", "null"),
        ('reference: ""', "reference", ""),
        ("validity: 60", "validity", 60),
        ("validity: 6e1", "validity", 60),
        ("validity: 60.0", "validity", 60),
        ("validity: -1", "validity", -1),
        ("capFrequency: true", "capFrequency", True),
        ("shortLinks: null", "shortLinks", None),
        ("tags: [1, true, 1.0]", "tags", ["1", "true", "1.0"]),
        ("meta: {extraInformation: {a: 1, b: '1', c: 01}}", "meta", None),
    ],
)
def test_literals(text: str, name: str, wanted: object) -> None:
    value = payload(f"{TO}text: Hi\n{text}\n")[name]
    if name == "meta":
        value, wanted = value["extraInformation"], {"a": 1, "b": "1", "c": "01"}
    assert value == wanted
    assert type(value) is type(wanted)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("validity: '60'", "MSG114"),
        ("validity: 6O", "MSG114"),
        ("validity: 0x10", "MSG114"),
        ("validity: 1_000", "MSG114"),
        ("validity: +5", "MSG114"),
        ("validity: 1.", "MSG114"),
        ("validity: .inf", "MSG114"),
        ("validity: 1.5", "MSG114"),
        ("validity: " + "9" * 5000, "MSG114"),
        ("capFrequency: True", "MSG114"),
        ("capFrequency: yes", "MSG114"),
        ("capFrequency: 1", "MSG114"),
        ("capFrequency: 'true'", "MSG114"),
        ("reference:", "MSG115"),
        ("reference: ~", "MSG115"),
        ("reference: null", "MSG115"),
        ("reference: [a]", "MSG113"),
        ("tags: a", "MSG113"),
        ("meta: a", "MSG113"),
        ("refrence: a", "MSG110"),
    ],
)
def test_faults_of_literals(text: str, code: str) -> None:
    assert lowered(f"{TO}text: Hi\n{text}\n")[1] == [code]


def test_layers_merge_by_the_apis_fields() -> None:
    base = TO + "text: Pick\nbutton: Go\ntags: [a]\nmeta: {extraInformation: {a: 1, b: 2}}\n"
    own = "metadata: {button: {label: Mine}}\ntags: [b]\nmeta: {extraInformation: {b: 3}}\n"
    own += "list: [{reply: A}]\n"
    found = payload(base, own)
    assert found["body"]["list"]["metadata"] == {"button": {"label": "Mine"}}
    assert found["tags"] == ["b"]
    assert found["meta"] == {"extraInformation": {"a": 1, "b": 3}}


def test_members_stand_in_the_apis_order() -> None:
    found = payload("validity: 1\ntags: [a]\ntext: Hi\nreference: r\n" + TO)
    assert list(found) == ["receiver", "reference", "body", "tags", "validity"]


@pytest.mark.parametrize(
    ("value", "channel", "key"),
    [
        ("+31612345678", "any", "phonenumber"),
        ("a@b.nl", "whatsapp", "emailaddress"),
        ("u-1", "whatsapp", None),
        ("'{{ name }}'", "whatsapp", "phonenumber"),
        ("'{{ name }}'", "any", None),
        ("'{{ mail }}'", "whatsapp", "emailaddress"),
    ],
)
def test_identifier_keys(value: str, channel: str, key: str | None) -> None:
    (contact,) = payload(f"to: {value}\ntext: Hi\n", channel=channel)["receiver"]["contacts"]
    assert contact.get("identifierKey") == key


def test_omit_in_an_upper_layer_takes_away() -> None:
    found = payload(TO + "reference: r\ntext: Hi\n", 'reference: "{{ omit }}"\n')
    assert "reference" not in found


def test_included_expressions_keep_their_own_place() -> None:
    plan, codes = lowered(
        TO + 'text: |\n  {% include "_f.txt" %}\n', files={"_f.txt": "Hi {{ name }}\n"}
    )
    assert codes == []
    names = {part.span.source.name for expr in expressions(plan.payload) for part in walk(expr)}
    assert names == {"0.msg.yaml", "_f.txt"}


def test_a_fallback_takes_the_envelope() -> None:
    plan, codes = lowered(TO + "reference: r\ntext: Hi\nfallback: {template: t, locale: en}\n")
    assert codes == []
    found = abstract(plan.fallback, Kinds())
    assert (found["reference"], found["template"]) == ("r", {"name": "t", "locale": "en"})
    assert "body" not in found

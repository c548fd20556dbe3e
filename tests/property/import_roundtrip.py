"""Compiles a message file's text, and compares payloads as JSON."""

from typing import Any

from msgc.check.kinds import Kinds
from msgc.check.types import check_types
from msgc.emit.reference import Reference
from msgc.infer.scope import row_scope
from msgc.infer.types_of import new_inference
from msgc.lower.context import Context
from msgc.lower.plans import lower
from msgc.source import SourceFile
from msgc.syntax.expr import Expr
from msgc.syntax.nodes import Mapping
from msgc.syntax.yaml_nodes import parse_yaml
from msgc.template import FileName, read_template
from msgc.types import ObjectType


def compiled(text: str, defaults: str = "", declared: bool = False) -> Any:
    """Return the payload of a message file without variables; a finding fails the test."""
    template, found = read_template(SourceFile("m.msg.yaml", text), FileName("m", None))
    assert not found, (text, found)
    layers = [template.root]
    if defaults:
        root, _ = parse_yaml(SourceFile("msgc.yaml", defaults))
        assert isinstance(root, Mapping)
        layers.insert(0, root)
    scope = row_scope(ObjectType(), {})
    context = Context("whatsapp", scope, declared)
    plan = lower(layers, context, _no_includes)
    assert plan is not None and not context.found, (text, context.found)
    inference = new_inference()
    check_types(plan.payload, scope, inference, Kinds())
    assert not inference.found, (text, inference.found)
    return Reference(plan.payload).compile({}, "en")


def _no_includes(expr: Expr) -> tuple[Expr, list[Any]]:
    return expr, []


def same(left: Any, right: Any) -> bool:
    """Tell whether two values are equal as JSON: 1 and 1.0 are, 1 and true aren't."""
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(left[k], right[k]) for k in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    return left == right

"""What lowering needs to know of a message besides its words."""

from __future__ import annotations

from dataclasses import field

from msgc.diagnostics import Diagnostic, Fix, finding
from msgc.infer.scope import Scope
from msgc.infer.types_of import new_inference
from msgc.records import dataclass
from msgc.source import Span
from msgc.syntax.jinja import is_template, parse_scalar
from msgc.syntax.nodes import Mapping, Node, Scalar, Sequence
from msgc.types import ObjectType, StringType, Type, present

WHATSAPP = "whatsapp"


@dataclass(frozen=True, slots=True)
class Context:
    """The channel, the variables in scope (None: none are declared), and the faults so far."""

    channel: str
    scope: Scope
    declared: bool
    found: list[Diagnostic] = field(default_factory=list)

    def report(
        self, code: str, message: str, span: Span, help: str | None = None, fix: Fix | None = None
    ) -> None:
        """Add a finding."""
        self.found.append(finding(code, message, span, help=help, fix=fix))

    def type_of(self, scalar: Scalar) -> Type | None:
        """Return the type of a value that is Jinja, None for literal text.

        Its faults are left to the check of the whole message.
        """
        if not is_template(scalar.value):
            return None
        expr, _ = parse_scalar(scalar)
        kind = present(new_inference().type_of(expr, self.scope))
        return StringType() if not self.declared and not isinstance(kind, ObjectType) else kind


def shape_word(node: Node) -> str:
    """Return what the author wrote, in a word."""
    return {Scalar: "a single value", Sequence: "a list", Mapping: "a mapping"}[type(node)]

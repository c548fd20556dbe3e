"""What writers of single expressions need of the writer of all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from msgc.emit.domain import Classes
from msgc.emit.shapes import Scope
from msgc.emit.source import Body, Code
from msgc.emit.world import World
from msgc.syntax import expr as ex

Step = Callable[..., Sequence[str]]
"""Makes a column of a text's, and maybe of literal arguments."""


class Writer(Protocol):
    """What is needed of the writer of expressions."""

    body: Body
    world: World

    def code(self, expr: ex.Expr, scope: Scope) -> Code: ...
    def operand(self, expr: ex.Expr, scope: Scope, classes: Classes | None = None) -> Code: ...
    def bounded(self, code: Code) -> Code: ...
    def spend(self, *codes: Code) -> None: ...


def named(writer: Writer, code: Code) -> tuple[str, str]:
    """Return a name for a value, and the value where it stands first, which gives it the name."""
    if code.is_name:
        return code.text, code.text
    name = writer.body.fresh("t")
    return name, f"({name} := {code.text})"


def stepped(writer: Writer, step: Step, target: Code, *arguments: str) -> str:
    """Return the column that a step makes of a text's."""
    words = ", ".join((writer.body.each(target), *map(repr, arguments)))
    return writer.body.column(f"{writer.body.helper(step)}({words})")

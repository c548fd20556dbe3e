"""The allow-list over Jinja's syntax tree: what isn't in the table isn't in the language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from msgc.diagnostics import Diagnostic, finding
from msgc.late import Late
from msgc.source import Span
from msgc.syntax.expr import (
    Binary,
    Branch,
    Broken,
    Choice,
    Compare,
    Concat,
    Const,
    DictOf,
    Expr,
    Field,
    Filter,
    For,
    If,
    Include,
    Item,
    Join,
    ListOf,
    Logic,
    Name,
    Slice,
    Test,
    Text,
    Unary,
)
from msgc.syntax.jinja_nodes import (
    ARITHMETIC,
    LOGIC,
    REFUSED,
    UNARY,
    first_child,
    is_unicode,
    made_names,
    name_of,
    offset_of,
    target_names,
)
from msgc.syntax.jinja_spans import Locate, Spans
from msgc.syntax.jinja_tokens import Token

if TYPE_CHECKING:
    from jinja2 import nodes
else:
    nodes = Late("jinja2.nodes")


class Allowed:
    """Turns Jinja's nodes into expressions; what it refuses is in `found`."""

    def __init__(self, tokens: Sequence[Token], locate: Locate) -> None:
        self.found: list[Diagnostic] = []
        self._spans = Spans(tokens, locate)
        self._nothing = locate(0, 0)

    def join(self, body: list[nodes.Node], span: Span | None = None) -> Join:
        """Return the text that a list of Jinja's nodes writes."""
        parts: list[Expr] = []
        for node in body:
            inner = node.nodes if isinstance(node, nodes.Output) else [node]
            parts += [self.expr(part) for part in inner]
        if span is None:
            span = parts[0].span.to(parts[-1].span) if parts else self._nothing
        return Join(span, tuple(parts))

    def expr(self, node: nodes.Node) -> Expr:
        """Return one of Jinja's nodes as an expression."""
        handler = _HANDLERS.get(name_of(node))
        if handler is None:
            return self._refuse(node, *REFUSED.get(name_of(node), ("this isn't allowed", "")))
        return handler(self, node)

    def _refuse(self, node: nodes.Node, what: str, help: str) -> Expr:
        inner = (self.expr(child).span for child in first_child(node))
        span = self._spans.around(offset_of(node), *inner)
        self.found.append(finding("MSG202", what, span, help=help or None))
        return Broken(span, made_names(node))

    def text(self, node: nodes.TemplateData) -> Expr:
        return Text(self._spans.at(node.lineno), node.data)

    def const(self, node: nodes.Const) -> Expr:
        span = self._spans.at(node.lineno)
        if isinstance(node.value, str) and not is_unicode(node.value):
            self.found.append(finding("MSG201", "the text holds half a character", span))
            return Broken(span)
        return Const(span, node.value)

    def name(self, node: nodes.Name) -> Expr:
        return Name(self._spans.at(node.lineno), node.name)

    def field(self, node: nodes.Getattr) -> Expr:
        name_span = self._spans.at(node.lineno, 1)
        if node.attr.startswith("_"):
            return self._underscore(name_span)
        target = self.expr(node.node)
        return Field(target.span.to(name_span), target, node.attr, name_span)

    def item(self, node: nodes.Getitem) -> Expr:
        target = self.expr(node.node)
        if isinstance(node.arg, nodes.Slice):
            return self._slice(node, target, node.arg)
        index = self.expr(node.arg)
        if isinstance(index, Const) and isinstance(index.value, str):
            if index.value.startswith("_"):
                return self._underscore(index.span)
            span = self._spans.closed(target.span.to(index.span), "]")
            return Field(span, target, index.value, index.span)
        return Item(self._spans.closed(target.span.to(index.span), "]"), target, index)

    def _slice(self, node: nodes.Getitem, target: Expr, arg: nodes.Slice) -> Expr:
        parts = [self.expr(p) if p is not None else None for p in (arg.start, arg.stop, arg.step)]
        span = self._spans.around(node.lineno, target.span, *(p.span for p in parts if p))
        return Slice(self._spans.closed(span, "]"), target, *parts)

    def _underscore(self, span: Span) -> Expr:
        what = "a field whose name begins with `_` can't be read"
        self.found.append(finding("MSG202", what, span, help="Give the field another name."))
        return Broken(span)

    def filter(self, node: nodes.Filter) -> Expr:
        if node.node is None:
            return self._refuse(node, *REFUSED["FilterBlock"])
        target = self.expr(node.node)
        args, named = self._arguments(node)
        name_span = self._spans.at(node.lineno)
        spans = (target.span, *(e.span for e in (*args, *dict(named).values())))
        span = self._spans.around(node.lineno, *spans)
        if args or named:
            span = self._spans.closed(span, ")")
        return Filter(span, target, node.name, name_span, args, named)

    def test(self, node: nodes.Test) -> Expr:
        target = self.expr(node.node)
        args, named = self._arguments(node)
        negated = self._spans.token(node.lineno, 1).text == "not"
        name_span = self._spans.at(node.lineno, 2 if negated else 1)
        spans = (target.span, name_span, *(e.span for e in (*args, *dict(named).values())))
        span = self._spans.around(node.lineno, *spans)
        if self._spans.token(node.lineno, 3 if negated else 2).text == "(":
            span = self._spans.closed(span, ")")
        return Test(span, target, node.name, name_span, args, named)

    def _arguments(
        self, node: nodes.Filter | nodes.Test
    ) -> tuple[tuple[Expr, ...], tuple[tuple[str, Expr], ...]]:
        if node.dyn_args is not None or node.dyn_kwargs is not None:
            self._refuse(node, "`*` and `**` arguments aren't allowed", "Write each argument.")
        named = tuple((str(pair.key), self.expr(pair.value)) for pair in node.kwargs)
        return tuple(self.expr(arg) for arg in node.args), named

    def unary(self, node: nodes.UnaryExpr) -> Expr:
        operand = self.expr(node.node)
        span = self._spans.balanced(self._spans.around(node.lineno, operand.span))
        return Unary(span, UNARY[name_of(node)], operand)

    def arithmetic(self, node: nodes.BinExpr) -> Expr:
        left, right = self.expr(node.left), self.expr(node.right)
        span = self._spans.balanced(self._spans.around(node.lineno, left.span, right.span))
        return Binary(span, ARITHMETIC[name_of(node)], left, right)

    def logic(self, node: nodes.BinExpr) -> Expr:
        left, right = self.expr(node.left), self.expr(node.right)
        span = self._spans.balanced(self._spans.around(node.lineno, left.span, right.span))
        return Logic(span, LOGIC[name_of(node)], left, right)

    def concat(self, node: nodes.Concat) -> Expr:
        parts = tuple(self.expr(part) for part in node.nodes)
        return Concat(parts[0].span.to(parts[-1].span), parts)

    def compare(self, node: nodes.Compare) -> Expr:
        left = self.expr(node.expr)
        rest = tuple((operand.op, self.expr(operand.expr)) for operand in node.ops)
        span = self._spans.balanced(left.span.to(rest[-1][1].span))
        return Compare(span, left, rest)

    def choice(self, node: nodes.CondExpr) -> Expr:
        test, then = self.expr(node.test), self.expr(node.expr1)
        other = self.expr(node.expr2) if node.expr2 is not None else None
        return Choice(then.span.to((other or test).span), test, then, other)

    def list_of(self, node: nodes.List | nodes.Tuple) -> Expr:
        items = tuple(self.expr(item) for item in node.items)
        span = self._spans.around(node.lineno, *(item.span for item in items))
        return ListOf(self._spans.closed(span, "]"), items)

    def dict_of(self, node: nodes.Dict) -> Expr:
        items = tuple((self.expr(pair.key), self.expr(pair.value)) for pair in node.items)
        span = self._spans.around(node.lineno, *(value.span for _, value in items))
        return DictOf(self._spans.closed(span, "}"), items)

    def if_(self, node: nodes.If) -> Expr:
        arms = [node, *node.elif_]
        branches = tuple(Branch(self.expr(arm.test), self.join(arm.body)) for arm in arms)
        otherwise = self.join(node.else_) if node.else_ else None
        return If(self._spans.at(node.lineno).to(branches[0].test.span), branches, otherwise)

    def for_(self, node: nodes.For) -> Expr:
        items = self.expr(node.iter)
        test = self.expr(node.test) if node.test is not None else None
        span = self._spans.at(node.lineno).to(items.span)
        if node.recursive:
            return self._refuse(node, "a loop can't be recursive", "Write the loops one by one.")
        otherwise = self.join(node.else_) if node.else_ else None
        return For(span, target_names(node.target), items, test, self.join(node.body), otherwise)

    def include(self, node: nodes.Include) -> Expr:
        path = node.template
        if not (isinstance(path, nodes.Const) and isinstance(path.value, str)):
            help = 'Write a path below `templates/` in quotes: `{% include "_footer.txt" %}`.'
            return self._refuse(node, "an include names its file literally", help)
        path_span = self._spans.at(path.lineno)
        return Include(self._spans.at(node.lineno).to(path_span), path.value, path_span, None)


_HANDLERS: dict[str, Callable[[Allowed, Any], Expr]] = {
    "TemplateData": Allowed.text,
    "Const": Allowed.const,
    "Name": Allowed.name,
    "Getattr": Allowed.field,
    "Getitem": Allowed.item,
    "Filter": Allowed.filter,
    "Test": Allowed.test,
    "Concat": Allowed.concat,
    "Compare": Allowed.compare,
    "CondExpr": Allowed.choice,
    "List": Allowed.list_of,
    "Tuple": Allowed.list_of,
    "Dict": Allowed.dict_of,
    "If": Allowed.if_,
    "For": Allowed.for_,
    "Include": Allowed.include,
    **dict.fromkeys(UNARY, Allowed.unary),
    **dict.fromkeys(ARITHMETIC, Allowed.arithmetic),
    **dict.fromkeys(LOGIC, Allowed.logic),
}

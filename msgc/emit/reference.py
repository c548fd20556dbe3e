"""What compile means: evaluate, verify, dump. Every faster way has to give the same bytes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import field
from typing import Any

from msgc.check.breach import Breach, Path
from msgc.check.rules.engine import Rules
from msgc.check.verifying import breaches
from msgc.emit.breaks import without_final_break
from msgc.evaluate.compiled import compiled, loop_rounds
from msgc.evaluate.values import MISSING, OMIT, Env, EvalError, missing, truth, written
from msgc.infer.written import wanted_words
from msgc.plan import Array, Hole, Object, PlanNode, Region, Static
from msgc.records import dataclass
from msgc.syntax.expr import Expr, Join

Origins = dict[Path, PlanNode | Region]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a row has no payload: what its payload breaks, or an expression that fails at a path.

    `origins` are those of the payload that breaks something.
    """

    breaches: tuple[Breach, ...] = ()
    origins: Origins = field(default_factory=dict)
    error: EvalError | None = None
    path: Path = ()


class Reference:
    """Compiles rows with one payload's plan; expressions are read once."""

    def __init__(self, payload: Object, rules: Rules = ()) -> None:
        self._payload = payload
        self._rules = rules
        self._functions: dict[int, Callable[[Env], Any]] = {}

    def payload(self, row: dict[str, object], locale: str) -> object:
        """Return the payload of a row, whatever it breaks; EvalError where it has none."""
        return self._value(self._payload, Env(row, locale), (), None)

    def compile(self, row: dict[str, object], locale: str) -> object | Failure:
        """Return the payload of a row, verified, or why it has none.

        `row` is typed, with the catalog's constants in it; `locale` is what filters format for.
        """
        origins: Origins = {}
        try:
            payload = self._value(self._payload, Env(row, locale), (), origins)
        except EvalError as error:
            return Failure(error=error, path=next(reversed(origins), ()))
        found = breaches(payload, self._rules)
        broken = tuple([breach for breach in found if breach.is_error])
        return Failure(broken, origins) if broken else payload

    def origins(self, row: dict[str, object], locale: str) -> Origins:
        """Return which node of the plan each place of a row's payload comes from."""
        origins: Origins = {}
        try:
            self._value(self._payload, Env(row, locale), (), origins)
        except EvalError:
            return origins
        return origins

    def _value(self, node: PlanNode, env: Env, path: Path, origins: Origins | None) -> object:
        if origins is not None:
            origins[path] = node
        if isinstance(node, Static):
            return node.value
        if isinstance(node, Hole):
            return self._fill(node, env)
        if isinstance(node, Array):
            return self._array(node, env, path, origins)
        return self._object(node, env, path, origins)

    def _object(self, node: Object, env: Env, path: Path, origins: Origins | None) -> object:
        result: dict[str, object] = {}
        for member in node.members:
            value = self._value(member.value, env, (*path, member.name), origins)
            if value is not OMIT:
                result[member.name] = value
            elif member.required and isinstance(member.value, Object):
                result[member.name] = {}
        return OMIT if node.made and not result else result

    def _array(self, node: Array, env: Env, path: Path, origins: Origins | None) -> object:
        result: list[object] = []
        for item in node.items:
            if isinstance(item, Region):
                self._region(item, env, path, result, origins)
            else:
                self._append(item, env, path, result, origins)
        return OMIT if node.items and not result and node.may_be_left_out else result

    def _append(
        self, node: PlanNode, env: Env, path: Path, result: list[object], origins: Origins | None
    ) -> None:
        value = self._value(node, env, (*path, len(result)), origins)
        if value is not OMIT:
            result.append(value)

    def _region(
        self, region: Region, env: Env, path: Path, result: list[object], origins: Origins | None
    ) -> None:
        if region.loop is None:
            condition = self._function(region.condition)
            if truth(condition(env)):
                self._append(region.body, env, path, result, origins)
            return
        for inner in self._rounds(region)(env):
            self._append(region.body, inner, path, result, origins)

    def _function(self, expr: Expr | None) -> Callable[[Env], Any]:
        if expr is None:
            return lambda env: True
        if id(expr) not in self._functions:
            self._functions[id(expr)] = compiled(expr)
        return self._functions[id(expr)]

    def _rounds(self, region: Region) -> Callable[[Env], list[Env]]:
        assert region.loop is not None
        if id(region) not in self._functions:
            self._functions[id(region)] = loop_rounds(region.loop, region.condition)
        return self._functions[id(region)]

    def _fill(self, hole: Hole, env: Env) -> object:
        value = self._function(hole.expr)(env)
        if value is OMIT:
            return value
        if value is MISSING:
            raise missing(hole.expr.span)
        if isinstance(hole.expr, Join):
            return without_final_break(value) if hole.is_block else value
        return fitted(value, hole)


WORDS = {str: "string", bool: "boolean", int: "integer", float: "number", list: "array"}


def fitted(value: object, hole: Hole) -> object:
    """Return a whole expression's value as the field takes it; EvalError where it doesn't.

    A string field takes an integer's digits; text is never read as anything else.
    """
    word = WORDS.get(type(value), "object")
    if not hole.wants or word in hole.wants or (word == "integer" and "number" in hole.wants):
        return value
    if "string" in hole.wants:
        return written(value, hole.expr.span)
    if word == "number" and "integer" in hole.wants and float(str(value)).is_integer():
        return int(float(str(value)))
    what = f"the field takes {wanted_words(hole.wants)}, which `{hole.expr.span.text}` isn't"
    raise EvalError(what, hole.expr.span, "MSG209")


def dump(payload: object) -> bytes:
    """Return a payload as one line of JSON: compact, UTF-8, keys in the payload's order."""
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def dump_indented(payload: object) -> str:
    """Return a payload as the text of a file in `build/`."""
    return json.dumps(payload, ensure_ascii=False, indent=2, allow_nan=False) + "\n"

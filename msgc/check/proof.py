"""The API's schemas over a payload in which something isn't known yet.

For each keyword at each place it tells whether every row keeps it. The schemas are the same that
`check/schema.py` reads for whole payloads; a keyword that isn't known here raises when it is met.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgc.check.breach import Path, Unknown, named
from msgc.check.keyword_proofs import PROOFS, Proof
from msgc.check.possible import OpenDict, is_open, kind_of
from msgc.check.predicates import predicate
from msgc.check.rules.model import Judgement
from msgc.check.schema import ANNOTATIONS, PAIRED
from msgc.check.urls import Pieces
from msgc.facts.files import CREATE_MESSAGE, load_schema

Schema = Mapping[str, Any]
NO_PIECES: Pieces = {}


def schema_judgements(
    value: object, pieces: Pieces = NO_PIECES, everything: bool = False
) -> Iterator[Judgement]:
    """Yield what each keyword of the API's schema says of each place that isn't known yet.

    With `everything` also of what is known; `pieces` are the types of what is written in texts.
    """
    schema = load_schema(CREATE_MESSAGE)
    yield from _Walk(schema, pieces, everything).node(schema, value, (), True)


class _Walk:
    """One walk of a schema and a value, side by side.

    `sure` tells whether the schema surely applies: where a condition isn't known, what fails
    may fail.
    """

    def __init__(self, root: Schema, pieces: Pieces, everything: bool) -> None:
        self._root = root
        self._pieces = pieces
        self._everything = everything

    def node(self, schema: Schema, value: object, path: Path, sure: bool) -> Iterator[Judgement]:
        """Yield the judgements of a schema on a value and on all below it."""
        if not self._everything and not is_open(value):
            return
        for word in schema:
            if word in PROOFS:
                yield self._keyword(word, schema, value, path, sure)
            elif word in _STRUCTURE:
                yield from _STRUCTURE[word](self, schema, value, path, sure)
            elif word not in (*ANNOTATIONS, *PAIRED, "x-warn"):
                raise ValueError(f"the schema's keyword {word!r} isn't known")

    def _keyword(
        self, word: str, schema: Schema, value: object, path: Path, sure: bool
    ) -> Judgement:
        proof: Proof = PROOFS[word](schema[word], value, self._pieces)
        holds = None if proof.holds is False and not sure else proof.holds
        return Judgement(
            path,
            proof.code,
            word,
            holds,
            f"{named(path)} {proof.told}" if proof.told else "",
            proof.help,
            reach=proof.reach,
            argument=schema[word],
        )

    def reference(
        self, schema: Schema, value: object, path: Path, sure: bool
    ) -> Iterator[Judgement]:
        name = schema["$ref"].removeprefix("#/$defs/")
        yield from self.node(self._root["$defs"][name], value, path, sure)

    def properties(
        self, schema: Schema, value: object, path: Path, sure: bool
    ) -> Iterator[Judgement]:
        if isinstance(value, dict):
            for name, part in schema["properties"].items():
                if name in value:
                    yield from self.node(part, value[name], (*path, name), sure)
        elif isinstance(value, Unknown):
            yield Judgement(path, "MSG303", "properties", None, "may have members of its own")

    def additional(
        self, schema: Schema, value: object, path: Path, sure: bool
    ) -> Iterator[Judgement]:
        rule = schema["additionalProperties"]
        if not isinstance(value, dict) or not isinstance(rule, dict):
            return
        for name in value:
            if name not in schema.get("properties", ()):
                yield from self.node(rule, value[name], (*path, name), sure)

    def items(self, schema: Schema, value: object, path: Path, sure: bool) -> Iterator[Judgement]:
        if isinstance(value, list):
            for index, entry in enumerate(value):
                yield from self.node(schema["items"], entry, (*path, index), sure)
        elif isinstance(value, Unknown):
            yield Judgement(path, "MSG301", "items", None, "may have entries of any kind")

    def all_of(self, schema: Schema, value: object, path: Path, sure: bool) -> Iterator[Judgement]:
        for part in schema["allOf"]:
            yield from self.node(part, value, path, sure)

    def condition(
        self, schema: Schema, value: object, path: Path, sure: bool
    ) -> Iterator[Judgement]:
        outcome = None if _may_lack(value, schema["if"]) else predicate(schema["if"])(value)
        if outcome is not False:
            yield from self.node(schema.get("then", {}), value, path, sure and outcome is True)
        if outcome is not True:
            yield from self.node(schema.get("else", {}), value, path, sure and outcome is False)

    def never(self, schema: Schema, value: object, path: Path, sure: bool) -> Iterator[Judgement]:
        outcome = None if _may_lack(value, schema["not"]) else predicate(schema["not"])(value)
        holds = None if outcome is None else not outcome
        yield Judgement(path, "MSG302", "not", holds, schema["x-error"]["message"])

    def required(
        self, schema: Schema, value: object, path: Path, sure: bool
    ) -> Iterator[Judgement]:
        for name in schema["required"]:
            if isinstance(value, dict):
                maybe = isinstance(value, OpenDict) and name in value.maybe
                holds = None if maybe else name in value
                yield Judgement(path, "MSG302", "required", holds, f"may lack `{name}`")
            elif kind_of(value) is not None:
                yield Judgement(path, "MSG302", "required", None, f"may lack `{name}`")


def _may_lack(value: object, condition: Schema) -> bool:
    """Tell whether a condition looks at members that may not be there."""
    if not isinstance(value, OpenDict) or not value.maybe:
        return False
    named = {*condition.get("required", ()), *condition.get("properties", ())}
    return not named or bool(named & value.maybe)


Structure = Callable[[_Walk, Schema, object, Path, bool], Iterator[Judgement]]
_STRUCTURE: dict[str, Structure] = {
    "$ref": _Walk.reference,
    "properties": _Walk.properties,
    "additionalProperties": _Walk.additional,
    "items": _Walk.items,
    "allOf": _Walk.all_of,
    "if": _Walk.condition,
    "not": _Walk.never,
    "required": _Walk.required,
}

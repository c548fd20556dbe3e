"""A message's plan as data, to be kept: its rows' types, and the programs that rows have had."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgc.check.quick_schema import quick_predicate
from msgc.emit.portable import NotPortableError, program_document
from msgc.facts.patterns import ecma
from msgc.pipeline.messages import Message
from msgc.pipeline.specialising import LOCALE, Specialised
from msgc.plan import Plan
from msgc.recipients.leaves import FORMAT_KEYS
from msgc.types import (
    BooleanType,
    Field,
    IntegerType,
    ListType,
    NumberType,
    ObjectType,
    OptionalType,
    StringType,
    Type,
    present,
)
from msgc.warm.plans import EVERY

Document = dict[str, object]


def plan_document(message: Message, specialised: Specialised) -> Document:
    """Return a message's plan as data. Raises NotPortableError where it can't be kept."""
    plans = message.plans.values()
    if len({plan.fallback is None for plan in plans}) != 1:
        raise NotPortableError
    programs = _programs(message, specialised)
    if not programs:
        raise NotPortableError
    return {"fields": _fields(message.variables), "programs": programs}


def _programs(message: Message, specialised: Specialised) -> Document:
    """Return a pair of programs, payload's and fallback's, for each locale of rows."""
    if len(message.plans) == 1 and not specialised.uses_locale():
        pair = _pair(message.plan_for(None), specialised, "")
        return {EVERY: pair} if pair else {}
    pairs = {tag: _pair(message.plan_for(tag), specialised, tag) for tag in _locales(message)}
    return {tag: pair for tag, pair in pairs.items() if pair}


def _locales(message: Message) -> list[str]:
    declared = message.variables.fields.get(LOCALE)
    kind = present(declared.type) if declared else None
    words = (kind.enum or ()) if isinstance(kind, StringType) else ()
    return list(dict.fromkeys(("", *message.locales, *words)))


def _pair(plan: Plan, specialised: Specialised, locale: str) -> list[object] | None:
    """Return the programs of a plan, None where rows haven't had them."""
    made: list[object] = [None, None]
    for place, root in enumerate((plan.payload, plan.fallback)):
        if root is None:
            continue
        program = specialised.known(root, locale)
        if program is None:
            return None
        try:
            made[place] = program_document(program)
        except NotPortableError:
            return None
    return made


def _fields(kind: ObjectType) -> Mapping[str, Document]:
    if kind.open:
        raise NotPortableError
    return {name: _field(field) for name, field in kind.fields.items()}


def _field(field: Field) -> Document:
    made = _spec(present(field.type))
    if field.optional or isinstance(field.type, OptionalType):
        made["optional"] = True
    if field.default is not None:
        made["default"] = field.default
    return made


def _spec(kind: Type) -> Document:
    """Return a type as data: `kind`, its limits, what it holds, and the author's schema."""
    made = _unruled(kind)
    if kind.schema is not None:
        made["schema"] = bare(kind.schema, kind)
        if quick_predicate(bare(kind.schema, kind)) is None:
            raise NotPortableError
    return made


def bare(schema: Mapping[str, Any], kind: Type) -> Document:
    """Return a schema without the formats that the type checks, and with its type's name."""
    kind, made = present(kind), dict(schema)
    if isinstance(kind, StringType):
        made.setdefault("type", "string")
        if kind.format is not None:
            made.pop("format", None)
    if isinstance(kind, ListType) and isinstance(made.get("items"), dict):
        made["items"] = bare(made["items"], kind.item)
    if isinstance(kind, ObjectType) and isinstance(made.get("properties"), dict):
        parts, fields = made["properties"], kind.fields
        made["properties"] = {n: bare(p, fields[n].type) for n, p in parts.items() if n in fields}
    return made


def _unruled(kind: Type) -> Document:
    if isinstance(kind, StringType):
        return _string(kind)
    if isinstance(kind, IntegerType | NumberType):
        return _limited(kind.word, kind.minimum, kind.maximum)
    if isinstance(kind, BooleanType):
        return {"kind": "boolean"}
    if isinstance(kind, ListType) and not isinstance(kind.item, OptionalType):
        return {**_limited("list", kind.min_items, kind.max_items), "item": _spec(kind.item)}
    if isinstance(kind, ObjectType):
        return {"kind": "object", "fields": _fields(kind)}
    raise NotPortableError


def _string(kind: StringType) -> Document:
    made = _limited("string", kind.min_length, kind.max_length)
    if kind.format is not None:
        made["format"] = FORMAT_KEYS.get(kind.format, kind.format)
    if kind.pattern is not None:
        made["pattern"] = ecma(kind.pattern).pattern
    if kind.enum is not None:
        made["enum"] = list(kind.enum)
    return made


def _limited(kind: str, least: float | None, most: float | None) -> Document:
    limits = {"min": least, "max": most}
    return {"kind": kind, **{name: each for name, each in limits.items() if each is not None}}

"""What a row must hold in one version of a message and not in the other."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator

from msgc.infer.scope import LOCALE
from msgc.pipeline.review.inclusion import takes_all
from msgc.pipeline.review.model import VariableChange
from msgc.recipients.row_schema import Schema, json_schema
from msgc.records import dataclass
from msgc.types import Field, ListType, ObjectType, OptionalType, Type, present

# What of a type's schema stands on lines of its own, or takes no value away.
ELSEWHERE = ("properties", "items", "required", "description", "title", "default", "examples")
ENTRY = "[]"


@dataclass(frozen=True, slots=True)
class Fact:
    """What is asked of a variable: its type's word, its limits, whether a row has to hold it."""

    word: str
    needed: bool
    keywords: Schema
    default: object = None


def variable_changes(
    before: ObjectType, after: ObjectType, used: Container[str]
) -> Iterator[VariableChange]:
    """Yield what is asked of a row differently, by dotted paths; `[]` is a list's entry.

    Breaking is what a row that did doesn't do for any more: a variable that it needs now, one that
    is no longer used, and one that takes less than it took. `used` are the variables that the
    earlier version wrote somewhere; `locale` needn't be declared to be used.
    """
    old, new = dict(_facts(before, "")), dict(_facts(after, ""))
    for path in dict.fromkeys((*old, *new)):
        if _parent(path) and ((_parent(path) in old) != (_parent(path) in new)):
            continue
        if path not in new and not _parent(path) and (path not in used or path == LOCALE):
            what = f"({old[path].word}) is no longer declared; rows may hold it or not"
            yield VariableChange(path, what, False)
        else:
            yield from _change(path, old.get(path), new.get(path))


def _parent(path: str) -> str:
    if path.endswith(ENTRY):
        return path.removesuffix(ENTRY)
    return path.rpartition(".")[0]


def _facts(kind: ObjectType, prefix: str) -> Iterator[tuple[str, Fact]]:
    for name, field in kind.fields.items():
        path, inner = prefix + name, present(field.type)
        yield path, _fact(field)
        yield from _inner(inner, path)


def _inner(kind: Type, path: str) -> Iterator[tuple[str, Fact]]:
    if isinstance(kind, ListType):
        yield path + ENTRY, _fact(Field(kind.item))
        yield from _inner(present(kind.item), path + ENTRY)
    elif isinstance(kind, ObjectType):
        yield from _facts(kind, f"{path}.")


def _fact(field: Field) -> Fact:
    kind = present(field.type)
    schema = json_schema(ObjectType(fields={"it": Field(kind)}))["properties"]
    assert isinstance(schema, dict)
    keywords = {name: each for name, each in schema["it"].items() if name not in ELSEWHERE}
    may_lack = field.optional or field.default is not None or isinstance(field.type, OptionalType)
    return Fact(kind.word, not may_lack, keywords, field.default)


def _change(path: str, old: Fact | None, new: Fact | None) -> Iterator[VariableChange]:
    if old is None and new is not None:
        yield _added(path, new)
    elif new is None and old is not None:
        what = f"({old.word}) is no longer used, so what rows hold there is no longer sent"
        yield VariableChange(path, what if old.needed else f"{what}, if they hold it", True)
    elif old is not None and new is not None:
        yield from _of_need(path, old, new)
        yield from _of_type(path, old, new)


def _added(path: str, new: Fact) -> VariableChange:
    if new.needed:
        return VariableChange(path, f"({new.word}) is needed now", True)
    told = "" if new.default is None else f", else {_written(new.default)}"
    return VariableChange(path, f"({new.word}) may be given now{told}", False)


def _of_need(path: str, old: Fact, new: Fact) -> Iterator[VariableChange]:
    if new.needed and not old.needed:
        yield VariableChange(path, f"({new.word}) is needed now, and could be missing", True)
    elif old.needed and not new.needed:
        yield VariableChange(path, f"({new.word}) is no longer needed", False)
    elif old.default != new.default:
        told = f"is {_written(new.default)} where it is missing, was {_written(old.default)}"
        yield VariableChange(path, told, False)


def _of_type(path: str, old: Fact, new: Fact) -> Iterator[VariableChange]:
    is_narrower = not takes_all(new.keywords, old.keywords)
    if not is_narrower and takes_all(old.keywords, new.keywords):
        return
    names = list(dict.fromkeys((*old.keywords, *new.keywords)))
    changed = [name for name in names if old.keywords.get(name) != new.keywords.get(name)]
    told = ", ".join(_said(name, old.keywords, new.keywords) for name in changed)
    what = "takes less than it took" if is_narrower else "takes more than it took"
    yield VariableChange(path, f"{what}: {told}", is_narrower)


def _said(name: str, old: Schema, new: Schema) -> str:
    if name not in new:
        return f"no {name} (was {_written(old[name])})"
    was = f" (was {_written(old[name])})" if name in old else ""
    return f"{name} {_written(new[name])}{was}"


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)

"""What can be written at a place: variables and their fields, filters, tests, files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgc.filters import FILTERS, TESTS, usage
from msgc.infer.scope import OMIT_NAME, Scope, field_type
from msgc.pipeline.editing import source_of
from msgc.pipeline.editing_places import Place, Wanted, place_at
from msgc.pipeline.editing_scopes import scope_at
from msgc.pipeline.editing_types import described_type
from msgc.pipeline.projects import Project
from msgc.records import dataclass
from msgc.source import Span
from msgc.template import split_name
from msgc.types import ListType, ObjectType, Type, UnknownType, present
from msgc.vocabulary import ENDING

_STEP = re.compile(r"([A-Za-z_]\w*)(\[[^\]]*\])?")


@dataclass(frozen=True, slots=True)
class Completion:
    """Words that can be written at `span`, what they are, and what is told of them."""

    label: str
    kind: Wanted
    detail: str
    span: Span


def completions_at(
    project: Project, buffers: Mapping[Path, str], path: Path, offset: int
) -> list[Completion]:
    """Return what can be written at an offset of a file that is open.

    Where nothing of ours can be, as in words or among YAML's keys, there are none.
    """
    source = source_of(project, path)
    place = place_at(source.text, offset) if source else None
    if source is None or place is None:
        return []
    span = Span(source, place.start, place.end)
    words = _words(project, buffers, path, place)
    return [Completion(label, place.wanted, detail, span) for label, detail in words]


def _words(
    project: Project, buffers: Mapping[Path, str], path: Path, place: Place
) -> Iterable[tuple[str, str]]:
    if place.wanted is Wanted.FILTER:
        return [(name, usage(row)) for name, row in sorted(FILTERS.items())]
    if place.wanted is Wanted.TEST:
        return [(name, usage(row)) for name, row in sorted(TESTS.items())]
    if place.wanted is Wanted.MESSAGE:
        return [(name, "") for name in _bases(project, path)]
    if place.wanted is Wanted.FILE:
        return [(name, "") for name in project.files.text_files()]
    scope = scope_at(project, buffers, path, place)
    return _names(scope, place) if scope else []


def _bases(project: Project, path: Path) -> list[str]:
    """Return the files that a message can extend: all but itself, and those of a locale."""
    names = [project.catalog.name_of(each) for each in project.files.message_files()]
    known = ((name, split_name(name)) for name in names if path.name.endswith(ENDING))
    own = project.catalog.name_of(path)
    return [n.removesuffix(ENDING) for n, split in known if split and not split.locale and n != own]


def _names(scope: Scope, place: Place) -> list[tuple[str, str]]:
    if not place.owner:
        kinds = {name: kind for name, kind in scope.names.items() if name != OMIT_NAME}
        return [*((n, described_type(k)) for n, k in kinds.items()), (OMIT_NAME, "drops the field")]
    owner = _owner_type(scope, place.owner)
    if not isinstance(owner, ObjectType):
        return []
    return [(name, described_type(field_type(each))) for name, each in owner.fields.items()]


def _owner_type(scope: Scope, owner: str) -> Type:
    """Return the type of `order.items[0]`, as it is known in a scope."""
    kind: Type = ObjectType()
    for number, match in enumerate(_STEP.finditer(owner)):
        name, index = match[1], match[2]
        kind = scope.names.get(name, UnknownType()) if number == 0 else _field(kind, name)
        if index:
            bare = present(kind)
            kind = bare.item if isinstance(bare, ListType) else UnknownType()
    return present(kind)


def _field(kind: Type, name: str) -> Type:
    bare = present(kind)
    known = bare.fields.get(name) if isinstance(bare, ObjectType) else None
    return known.type if known else UnknownType()

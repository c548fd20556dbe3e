"""Selectors: `orders/shipped`, `orders/*`, `kind:list`, `tag:orders`; and paths."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from msgc.catalog import TEMPLATES
from msgc.nearby import near
from msgc.pipeline.messages import Message
from msgc.pipeline.projects import Project
from msgc.pipeline.testing import TEST_ENDING
from msgc.pipeline.testing.places import message_file
from msgc.plan import Array, Static
from msgc.vocabulary import ENDING

KIND = "kind:"
TAG = "tag:"


class SelectionError(Exception):
    """A selector that finds no message."""

    def __init__(self, selector: str) -> None:
        super().__init__(selector)
        self.selector = selector


def select(
    project: Project, selectors: Sequence[str | Path], exclude: Sequence[str] = ()
) -> list[str]:
    """Return the names that any selector finds (all without selectors), less the excluded ones.

    A `Path` is one of a message's files, of what it extends, of its tests, or a folder of messages.
    Raises SelectionError for a selector that finds nothing.
    """
    names = list(project.paths())
    found = _found(project, names, selectors) if selectors else set(names)
    dropped = {name for name in found for each in exclude if _matches(project, name, each)}
    return [name for name in names if name in found - dropped]


def _found(project: Project, names: list[str], selectors: Sequence[str | Path]) -> set[str]:
    found: set[str] = set()
    for selector in selectors:
        if isinstance(selector, Path):
            matching = _at(project, names, selector.resolve())
        else:
            matching = {name for name in names if _matches(project, name, selector)}
        if not matching:
            raise SelectionError(str(selector))
        found |= matching
    return found


def _at(project: Project, names: list[str], place: Path) -> set[str]:
    """Return the messages of a file, or below a folder."""
    if place.is_dir():
        paths = project.paths()
        return {name for name in names if paths[name].resolve().is_relative_to(place)}
    file = message_file(place) if place.name.endswith(TEST_ENDING) else place
    return {name for name in names if file in map(Path.resolve, project.sources(name))}


def meant_by(selector: str, names: Collection[str]) -> str | None:
    """Return the message that a selector is nearly the name of, or a path to, else None."""
    path = Path(selector).as_posix().rpartition(f"{TEMPLATES}/")[2]
    name = path.removesuffix(ENDING).removesuffix(TEST_ENDING)
    return name if name in names else near(name, names)


def _matches(project: Project, name: str, selector: str) -> bool:
    if selector.startswith(KIND):
        return project.message(name).kind == selector.removeprefix(KIND)
    if selector.startswith(TAG):
        return selector.removeprefix(TAG) in tags_of(project.message(name))
    return fnmatchcase(name, selector)


def tags_of(message: Message) -> set[str]:
    """Return the literal tags of a message, in any locale."""
    lists = (plan.payload.get("tags") for plan in message.plans.values())
    items = (item for each in lists if isinstance(each, Array) for item in each.items)
    return {str(item.value) for item in items if isinstance(item, Static)}

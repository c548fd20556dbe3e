"""Selectors: `orders/shipped`, `orders/*`, `kind:list`, `tag:orders`."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from msgc.pipeline.messages import Message
from msgc.pipeline.projects import Project
from msgc.plan import Array, Static

KIND = "kind:"
TAG = "tag:"


class SelectionError(Exception):
    """A selector that finds no message."""

    def __init__(self, selector: str) -> None:
        super().__init__(selector)
        self.selector = selector


def select(project: Project, selectors: Sequence[str], exclude: Sequence[str] = ()) -> list[str]:
    """Return the names that any selector finds (all without selectors), less the excluded ones.

    Raises SelectionError for a selector that finds nothing.
    """
    names = list(project.paths())
    found = _found(project, names, selectors) if selectors else set(names)
    dropped = {name for name in found for each in exclude if _matches(project, name, each)}
    return [name for name in names if name in found - dropped]


def _found(project: Project, names: list[str], selectors: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for selector in selectors:
        matching = {name for name in names if _matches(project, name, selector)}
        if not matching:
            raise SelectionError(selector)
        found |= matching
    return found


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

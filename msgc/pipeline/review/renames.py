"""Messages that are there under another name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from msgc.pipeline.projects import Project
from msgc.pipeline.review.contents import content_of
from msgc.pipeline.review.model import MessageChange, Status


def with_names(
    changes: Sequence[MessageChange], before: Project, after: Project
) -> list[MessageChange]:
    """Return changes in which a message that is gone, and one that is new and the same as it, name
    each other; what both send isn't shown then.
    """
    found = dict(_renamed(changes, before, after))
    found |= {new: old for old, new in found.items()}
    return [
        replace(each, other_name=found[each.name], pictures=()) if each.name in found else each
        for each in changes
    ]


def _renamed(
    changes: Sequence[MessageChange], before: Project, after: Project
) -> Iterator[tuple[str, str]]:
    left = [each for each in changes if each.status is Status.ADDED and each.compiles]
    for gone in changes:
        if gone.status is not Status.REMOVED or not gone.compiled or not left:
            continue
        content = content_of(before, gone.name)
        same = (new for new in left if content == content_of(after, new.name))
        if new := next(same, None):
            left.remove(new)
            yield gone.name, new.name

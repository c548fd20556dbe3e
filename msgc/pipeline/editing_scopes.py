"""The names that are known at a place, whatever is half written there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from msgc.infer.scope import Scope
from msgc.pipeline.editing import messages_of, overlaid, own_message
from msgc.pipeline.editing_places import Place
from msgc.pipeline.editing_seen import seen_in
from msgc.pipeline.messages import Message, scope_of
from msgc.pipeline.projects import Project
from msgc.syntax import expr as ex
from msgc.syntax import nodes

# A name that every expression knows stands for the one that is being written.
STAND_IN = "locale"
# How many of the messages that share a file are read whole: the others tell what they declare.
MOST_READ = 5


def scope_at(
    project: Project, buffers: Mapping[Path, str], path: Path, place: Place
) -> Scope | None:
    """Return the names that are known at a place of an open file, None where nothing is.

    In a file that is no message's own, variables are those that all messages know that share it.
    """
    trial = {**buffers, path: place.with_words(STAND_IN)}
    tried = overlaid(project.catalog.root, trial, project)
    own = own_message(tried, path)
    names = [own] if own else messages_of(tried, path)
    messages = [tried.message(name) for name in names[:MOST_READ]]
    if not messages:
        return None
    found = ((each, seen) for each in messages if (seen := _seen_at(each, path, place)))
    message, scope = next(found, (messages[0], scope_of(messages[0], messages[0].variables)))
    known = [*(each.variables.fields for each in messages), *_declared(tried, names[MOST_READ:])]
    return _without(scope, {n for n in message.variables.fields if any(n not in k for k in known)})


def _seen_at(message: Message, path: Path, place: Place) -> Scope | None:
    for seen in seen_in(message, path):
        is_there = seen.expr.span.start == place.owner_start
        if is_there and isinstance(seen.expr, ex.Name) and seen.expr.name == STAND_IN:
            return seen.scope
    return None


def _declared(project: Project, names: list[str]) -> Iterator[Collection[str]]:
    """Yield the variables of each message that declares some, as they stand in its files."""
    for name in names:
        roots = (project.files.template(path)[0].root for path in project.sources(name))
        declared = [node for root in roots if isinstance(node := root.get("vars"), nodes.Mapping)]
        if declared:
            yield {entry.key.value for node in declared for entry in node}


def _without(scope: Scope, names: set[str]) -> Scope:
    kept = {name: kind for name, kind in scope.names.items() if name not in names}
    return replace(scope, names=kept)

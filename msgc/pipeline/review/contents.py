"""What a message is, wherever it is written: two that are equal send the same to every row."""

from __future__ import annotations

import json
from collections.abc import Iterator

from msgc.check.templates.findings import TEMPLATE
from msgc.lock.model import Lock, LockedProject, LockedTemplate
from msgc.pipeline.locking import lock_file, sends_template
from msgc.pipeline.messages import Message
from msgc.pipeline.projects import Project
from msgc.pipeline.review.shapes import shape
from msgc.plan import Object, Static, expressions
from msgc.records import dataclass
from msgc.syntax.expr import Name, walk


@dataclass(frozen=True, slots=True)
class Content:
    """A message without its places in files.

    `sent` decides what a row is sent: plans by locale, the constants that they use, what the lock
    holds of their templates, and of a message with errors its files. On `judged` hang the samples'
    payloads, the limits, and all findings but those of reading the files.
    """

    sent: object
    judged: object


def content_of(project: Project, name: str) -> Content:
    """Return the content of a message."""
    message = project.message(name)
    plans = {tag: shape((p.payload, p.fallback)) for tag, p in message.plans.items()}
    files = () if message.is_sound else tuple(_written(project, name))
    sent = (plans, _constants(message), _lock_facts(project, message), files)
    return Content(sent, _judged(message))


def used_names(message: Message) -> set[str]:
    """Return the names that stand in a message's expressions: variables, constants, loops' own."""
    exprs = (part for root in message.roots for expr in expressions(root) for part in walk(expr))
    return {part.name for part in exprs if isinstance(part, Name)}


def _constants(message: Message) -> dict[str, str]:
    constants = message.config.constants
    used = used_names(message) & constants.keys()
    return {name: json.dumps(constants[name], default=str) for name in used}


def _judged(message: Message) -> object:
    config = message.config
    samples = [(s.name, s.locale, shape(s.entry.value)) for s in message.samples.values()]
    # The repr holds what equality leaves out: an author's own schema, and patterns.
    variables = (repr(message.variables), message.declared)
    rules = (message.channel, config.rules, config.limits, config.units, config.window)
    return (samples, variables, rules, config.assume, message.catalog_locales)


def _written(project: Project, name: str) -> Iterator[object]:
    """Yield what stands in the files of a message that has errors: there may be no plan of it."""
    for path in project.sources(name):
        template = project.files.template(path)[0]
        yield shape(template.root) if template.is_readable else template.source.text


def _lock_facts(project: Project, message: Message) -> object:
    """Return what the lock holds of a message's templates; of all where a row tells which."""
    file = lock_file(project.catalog.root) if sends_template(message) else None
    if file is None or file.lock is None:
        return file is None
    return [_facts_of(root, file.lock) for root in message.roots]


def _facts_of(root: Object, lock: Lock) -> object:
    node = root.get(TEMPLATE)
    if not isinstance(node, Object):
        return None
    id, name = node.get("projectId"), node.get("name")
    if isinstance(id, Static):
        found = lock.project(str(id.value))
        return found and _project(found[1])
    if isinstance(name, Static):
        return [(own, each_id, _template(t)) for own, each_id, t in lock.named(str(name.value))]
    return {id: _project(each) for id, each in lock.projects.items()}


def _project(project: LockedProject) -> object:
    return project.is_complete, {id: _template(each) for id, each in project.templates.items()}


def _template(each: LockedTemplate) -> object:
    """Return what a message is held to; the answer's other fields are kept for people."""
    asked = {key: (v.type, v.limit) for key, v in (each.variables or {}).items()}
    known = (each.variables is not None, asked)
    return (each.status, each.category, each.name, each.default_locale, each.locales, known)

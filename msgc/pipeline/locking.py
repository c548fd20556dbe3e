"""The catalog's `msgc.lock`: read once for each state of the file, and held against messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgc.check.rules.model import Rule
from msgc.diagnostics import Diagnostic, with_context
from msgc.late import Late
from msgc.lock import FILE
from msgc.pipeline.messages import Message
from msgc.plan import Object, Static, roots_of
from msgc.syntax.decode import decode

# Most catalogs have no lock.
if TYPE_CHECKING:
    from msgc.check.templates import findings, lock, rules
    from msgc.lock import document
else:
    findings = Late("msgc.check.templates.findings")
    lock, rules = Late("msgc.check.templates.lock"), Late("msgc.check.templates.rules")
    document = Late("msgc.lock.document")

CHANNEL, TEMPLATE = "whatsapp", "template"
# A session looks at one catalog, or at a few.
CATALOGS = 8


def lock_file(root: Path) -> document.LockFile | None:
    """Return the lock of the catalog at `root`, None where it has none. Raises OSError."""
    path = root / FILE
    try:
        state = path.stat()
    except FileNotFoundError:
        return None
    # The file is read again when it has changed, and not for each of a thousand messages.
    return _read(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=CATALOGS)
def _read(path: Path, changed: int, size: int) -> document.LockFile:
    source, found = decode(FILE, path.read_bytes(), path)
    if not found:
        return document.read_lock(source)
    faults = [replace(each, code=document.INVALID, help=document.REWRITE) for each in found]
    return document.LockFile(source, None, None, faults)


def locked(root: Path, message: Message) -> list[Diagnostic]:
    """Return what is wrong with a message's templates by the catalog's lock; none without a lock.

    The faults of the lock itself are told with each message that needs it.
    """
    file = lock_file(root) if sends_template(message) else None
    if file is None:
        return []
    found = [d for each in _checked(file, message) for d in each.found]
    return with_context([*file.found, *found], message_name=message.name)


def rules_of_lock(root: Path, message: Message) -> tuple[Rule, ...]:
    """Return what a message's templates ask that only a row can tell."""
    file = lock_file(root) if sends_template(message) else None
    if file is None or file.lock is None:
        return ()
    found: dict[str, Rule] = {}
    for plan in message.plans.values():
        for payload in roots_of(plan):
            asked = rules.lock_rules(payload, file.lock, message.kinds)
            found.update({rule.name: rule for rule in asked})
    return tuple(found.values())


def lock_of(root: Path, message: Message) -> Path | None:
    """Return the lock's path where it decides which rows a message has payloads for."""
    path = root / FILE
    return path if sends_template(message) and path.exists() else None


def not_checked(root: Path, message: Message) -> list[findings.NotChecked]:
    """Return the checks of a message's templates that couldn't be made, and why."""
    file = lock_file(root) if sends_template(message) else None
    return [] if file is None else [n for each in _checked(file, message) for n in each.not_checked]


def _checked(file: document.LockFile, message: Message) -> Iterator[findings.LockFindings]:
    if file.lock is None:
        return
    for plan in message.plans.values():
        for payload in roots_of(plan):
            yield lock.check_templates(payload, file.lock, message.kinds.holes)


def sends_template(message: Message) -> bool:
    """Tell whether a message, or its fallback, is a template that its platform must approve."""
    return message.channel == CHANNEL and any(True for _ in _templates(message))


def _templates(message: Message) -> Iterator[Object]:
    for plan in message.plans.values():
        for payload in roots_of(plan):
            template = payload.get(TEMPLATE)
            if isinstance(template, Object):
                yield template


def named_by(messages: Iterable[Message]) -> tuple[list[str], list[str]]:
    """Return the ids of the projects that messages name, and the platform names of templates."""
    templates = [each for message in messages for each in _templates(message)]
    return _texts(templates, "projectId"), _texts(templates, "name")


def _texts(templates: Iterable[Object], field: str) -> list[str]:
    values = (template.get(field) for template in templates)
    return sorted({str(v.value) for v in values if isinstance(v, Static) and v.value})

"""One message in two versions of its catalog: whether it differs, and how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from msgc.diagnostics import Diagnostic, has_errors
from msgc.pipeline.messages import Message
from msgc.pipeline.projects import OF_YAML, Project
from msgc.pipeline.review.contents import content_of, used_names
from msgc.pipeline.review.findings import finding_changes
from msgc.pipeline.review.limits import limit_changes
from msgc.pipeline.review.model import MessageChange, Picture, Status, VariableChange
from msgc.pipeline.review.pictures import pictures_of
from msgc.pipeline.review.shots import further_ways, shots_of
from msgc.pipeline.review.variables import variable_changes

Files = tuple[str, ...]


def change_of(name: str, old: Project, new: Project, files: Files) -> MessageChange | None:
    """Return how a message that both versions have differs; None where it surely doesn't.

    `files` are the changed files that reach it. A change of them that nothing comes of, a comment
    or another order of keys, is none; one that no sample shows is told as such.
    """
    before, after = content_of(old, name), content_of(new, name)
    if before == after and _are_read_alike(name, old, new):
        return None
    change = _told(name, old, new, files)
    return change if change.is_told or before.sent != after.sent else None


def one_sided(name: str, project: Project, status: Status, files: Files) -> MessageChange:
    """Return a message that is added or removed, as the one version that has it sends it."""
    shots, found = shots_of(project, name), _own_findings(project, name)
    is_new = status is Status.ADDED
    pictures = pictures_of({}, shots) if is_new else pictures_of(shots, {})
    findings = finding_changes((), found) if is_new else finding_changes(found, ())
    told = MessageChange(name, status, files, tuple(pictures), findings=tuple(findings))
    compiles = _compiles(project, name)
    return replace(told, compiled=not is_new and compiles, compiles=is_new and compiles)


def _are_read_alike(name: str, old: Project, new: Project) -> bool:
    """Tell whether all findings are the same where contents are: those of samples and limits hang
    on the contents, and on comments that silence some.
    """
    messages = old.message(name), new.message(name)
    settings = finding_changes(old.config.found, new.config.found)
    own = finding_changes(*(each.found for each in messages))
    return not any((*settings, *own, *(each.ignores.comments for each in messages)))


def _told(name: str, old: Project, new: Project, files: Files) -> MessageChange:
    messages = old.message(name), new.message(name)
    readable = _is_readable(old) and _is_readable(new)
    found = (_own_findings(each, name) for each in (old, new))
    return MessageChange(
        *(name, Status.CHANGED, files),
        pictures=tuple(_pictures(name, old, new)) if readable else (),
        variables=tuple(_variables(*messages)) if readable else (),
        limits=tuple(limit_changes(*messages)) if readable else (),
        findings=tuple(finding_changes(*found)) if readable else (),
        compiled=_compiles(old, name),
        compiles=_compiles(new, name),
    )


def _pictures(name: str, old: Project, new: Project) -> Iterator[Picture]:
    ways = further_ways(old.message(name), new.message(name))
    return pictures_of(*(shots_of(each, name, ways) for each in (old, new)))


def _variables(old: Message, new: Message) -> Iterator[VariableChange]:
    """Yield nothing where a version has errors: what it uses isn't known then."""
    if old.is_sound and new.is_sound:
        yield from variable_changes(old.variables, new.variables, used_names(old))


def _is_readable(project: Project) -> bool:
    """Tell whether `msgc.yaml` can be read: without its defaults messages aren't what they are."""
    return not any(d.is_error and d.code.startswith(OF_YAML) for d in project.config.found)


def _compiles(project: Project, name: str) -> bool:
    return project.message(name).is_sound and not has_errors(project.findings(name))


def _own_findings(project: Project, name: str) -> list[Diagnostic]:
    """Return a message's findings without those of the settings, which are the catalog's."""
    settings = project.ruled(project.config.found)
    return [found for found in project.findings(name) if found not in settings]

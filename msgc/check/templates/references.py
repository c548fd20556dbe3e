"""Which template of the lock a message means: its project, and the version of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgc.check.templates.findings import TEMPLATE, Kinds, LockFindings, Path, values_of
from msgc.lock.model import LATEST, Lock, LockedProject, LockedTemplate
from msgc.nearby import near
from msgc.plan import Object, PlanNode
from msgc.records import dataclass
from msgc.source import Span

UNKNOWN = "MSG490"
NOT_SENDABLE = "MSG492"
RENEW = "Run `msgc lock`, which writes down the account's templates."


@dataclass(frozen=True, slots=True)
class Reference:
    """A template of the lock, and the words of the message that name it."""

    id: str
    template: LockedTemplate
    span: Span
    path: Path

    @property
    def shown(self) -> str:
        """How sentences name the template."""
        return f"the template `{self.template.name or self.id}`"


def references(
    node: Object, lock: Lock, kinds: Kinds, findings: LockFindings
) -> Iterator[Reference]:
    """Yield the templates that a message can mean, one for each value that names it."""
    field = "name" if node.get("projectId") is None else "projectId"
    named, at = node.get(field), (TEMPLATE, field)
    values = values_of(named, kinds)
    if named is None:
        return
    if values is None:
        findings.leave("which template is sent is known only with a row", named.span, at)
        return
    for value in values:
        candidates = _candidates(field, value, lock, named.span, findings)
        if candidates is not None:
            yield from _versions(node, candidates, named.span, kinds, findings)


@dataclass(frozen=True, slots=True)
class _Candidates:
    """The versions of a project, or the templates of a name; `words` name them in sentences."""

    templates: Mapping[str, LockedTemplate]
    is_complete: bool
    words: str
    path: Path


def _candidates(
    field: str, value: str, lock: Lock, span: Span, findings: LockFindings
) -> _Candidates | None:
    if field == "name":
        return _of_name(value, lock, span, findings)
    found = lock.project(value)
    if found is None:
        what = f"`msgc.lock` has no project `{value}`"
        findings.report(UNKNOWN, what, span, (TEMPLATE, field), _meant(value, lock.projects))
        return None
    words = f"the project `{found[1].name or found[0]}`"
    return _Candidates(found[1].templates, found[1].is_complete, words, (TEMPLATE, field))


def _of_name(name: str, lock: Lock, span: Span, findings: LockFindings) -> _Candidates | None:
    templates = {id: template for _, id, template in lock.named(name)}
    names = [template.name for _, _, template in lock.templates()]
    at = (TEMPLATE, "name")
    if templates:
        return _Candidates(templates, _is_whole(lock, templates), f"the template `{name}`", at)
    if None in names:
        what = f"`msgc.lock` doesn't hold the names of all templates, so `{name}` may be one"
        findings.leave(what, span, at)
    else:
        known = [each for each in names if each]
        help = _meant(name, known)
        findings.report(UNKNOWN, f"`msgc.lock` has no template `{name}`", span, at, help)
    return None


def _is_whole(lock: Lock, templates: Mapping[str, LockedTemplate]) -> bool:
    owners = (each for each in lock.projects.values() if each.templates.keys() & templates.keys())
    return all(each.is_complete for each in owners)


def _meant(value: str, known: Mapping[str, LockedProject] | list[str]) -> str:
    meant = near(value, known)
    return f"Did you mean `{meant}`? Otherwise: {_lower(RENEW)}" if meant else RENEW


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _versions(
    node: Object, of: _Candidates, span: Span, kinds: Kinds, findings: LockFindings
) -> Iterator[Reference]:
    written = node.get("version")
    versions = (LATEST,) if written is None else values_of(written, kinds)
    if versions is None:
        where = _span(written, span)
        findings.leave("which version is sent is known only with a row", where, _VERSION)
        return
    for version in versions:
        if version == LATEST:
            yield from _latest(of, span, findings)
        else:
            yield from _exact(version, of, _span(written, span), findings)


_VERSION = (TEMPLATE, "version")


def _span(node: PlanNode | None, otherwise: Span) -> Span:
    return node.span if node is not None else otherwise


def _exact(
    version: str, of: _Candidates, span: Span, findings: LockFindings
) -> Iterator[Reference]:
    id = next((id for id in of.templates if id.lower() == version.lower()), None)
    if id is not None:
        reference = Reference(id, of.templates[id], span, _VERSION)
        _check_status(reference, findings)
        yield reference
    elif of.is_complete:
        known = _known_versions(of.templates)
        findings.report(UNKNOWN, f"{of.words} has no version `{version}`", span, _VERSION, known)
    else:
        what = f"`msgc.lock` doesn't hold all versions of {of.words}, so `{version}` may be one"
        findings.leave(what, span, _VERSION)


def _known_versions(templates: Mapping[str, LockedTemplate]) -> str:
    if not templates:
        return RENEW
    known = ", ".join(
        f"`{id}` ({each.status or 'status unknown'})" for id, each in templates.items()
    )
    return f"`msgc.lock` has {known}. {RENEW}"


def _check_status(reference: Reference, findings: LockFindings) -> None:
    status = reference.template.status
    usable = reference.template.is_usable
    if usable is False:
        what = f"{reference.shown} is `{status}`, so it can't be sent"
        findings.report(NOT_SENDABLE, what, reference.span, reference.path, _ACTIVATE)
    elif usable is None:
        said = "doesn't tell its status" if status is None else f"has the status `{status}` for it"
        what = f"whether {reference.shown} can be sent isn't known: `msgc.lock` {said}"
        findings.leave(what, reference.span, reference.path)


_ACTIVATE = "Name a version that is active, or activate this one and run `msgc lock` again."


def _latest(of: _Candidates, span: Span, findings: LockFindings) -> Iterator[Reference]:
    """Yield what `latest` (or no version at all) means, where that is beyond doubt."""
    active = [id for id, each in of.templates.items() if each.is_usable]
    unsure = [id for id, each in of.templates.items() if each.is_usable is None]
    if not of.is_complete or len(active) + len(unsure) > 1:
        what = f"which version of {of.words} is the latest can't be told from `msgc.lock`"
        findings.leave(what, span, of.path)
    elif active or unsure:
        id = (active or unsure)[0]
        reference = Reference(id, of.templates[id], span, of.path)
        _check_status(reference, findings)
        yield reference
    else:
        states = {each.status for each in of.templates.values()}
        said = f": it is {' or '.join(f'`{each}`' for each in sorted(map(str, states)))}"
        what = f"{of.words} has no active version{said if states else ''}"
        findings.report(NOT_SENDABLE, what, span, of.path, _NONE_ACTIVE)


_NONE_ACTIVE = "Activate a version in the account, then run `msgc lock` again."

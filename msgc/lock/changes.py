"""What has changed in the account since `msgc.lock` was written, one sentence for each change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgc.lock.approvals import dicts
from msgc.lock.model import (
    Lock,
    LockedProject,
    LockedTemplate,
    LockedVariable,
    plain_locale,
    same_locale,
)
from msgc.records import dataclass

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One change, in a sentence; `path` leads to its place in the lock that has fallen behind."""

    path: Path
    what: str


def changes(old: Lock, new: Lock) -> Iterator[Change]:
    """Yield what is different in the projects that both hold.

    A project that only one of them holds isn't looked at: a saved answer is of one project.
    """
    for id, project in old.projects.items():
        other = new.project(id)
        if other is not None:
            yield from _project(("projects", id), project, other[1])


def gone(id: str) -> Change:
    """Return the change of a project that the account has no more."""
    return Change(("projects", id), f"the account has no project `{id}` any more")


def _project(path: Path, old: LockedProject, new: LockedProject) -> Iterator[Change]:
    for id, template in old.templates.items():
        at = (*path, "templates", id)
        if id in new.templates:
            yield from _template(at, shown(id, template), template, new.templates[id])
        elif new.is_complete and template.status != "draft":
            yield Change(at, f"{shown(id, template)} is gone from the account")
    for id, template in new.templates.items():
        # A draft that somebody is working on changes nothing that can be sent.
        if id not in old.templates and template.is_usable is not False:
            yield Change(path, f"the project has a new template, {shown(id, template)}")


def shown(id: str, template: LockedTemplate) -> str:
    """Return a template's name on the platform, or its id where that isn't known."""
    return f"`{template.name or id}`"


def _template(path: Path, name: str, old: LockedTemplate, new: LockedTemplate) -> Iterator[Change]:
    words = (
        ("status", "is", old.status, new.status),
        ("category", "is in the category", old.category, new.category),
        ("name", "is called", old.name, new.name),
        ("defaultLocale", "has the default locale", old.default_locale, new.default_locale),
    )
    for field, verb, before, now in words:
        if now is not None and now != before:
            yield Change((*path, field), f"{name} {verb} `{now}` now{_was(before)}")
    yield from _locales((*path, "locales"), name, old.locales, new.locales)
    yield from _variables((*path, "variables"), name, old.variables, new.variables)
    yield from _words(path, name, _content(old), _content(new))


def _words(
    path: Path, name: str, old: dict[str, list[object]], new: dict[str, list[object]]
) -> Iterator[Change]:
    for tag in sorted(old.keys() & new.keys()):
        if old[tag] != new[tag]:
            yield Change(path, f"the words of {name} in `{tag}` have changed")


def _was(before: object) -> str:
    return "" if before is None else f"; it was `{before}`"


Locales = Mapping[str, str | None]


def _locales(path: Path, name: str, old: Locales | None, new: Locales | None) -> Iterator[Change]:
    if new is None:
        return
    for tag, approval in (old or {}).items():
        now = next((each for each in new if same_locale(each, tag)), None)
        if now is None:
            yield Change((*path, tag), f"{name} has the locale `{tag}` no more")
        elif new[now] is not None and new[now] != approval:
            what = f"{name} is `{new[now]}` in `{tag}` now{_was(approval)}"
            yield Change((*path, tag), what)
    for tag in new:
        if not any(same_locale(tag, each) for each in old or ()):
            yield Change(path, f"{name} has a new locale, `{tag}`")


Variables = Mapping[str, LockedVariable]


def _variables(
    path: Path, name: str, old: Variables | None, new: Variables | None
) -> Iterator[Change]:
    if new is None:
        return
    for key, variable in (old or {}).items():
        if key not in new:
            yield Change((*path, key), f"{name} has the variable `{key}` no more")
        else:
            yield from _variable(
                (*path, key), f"the variable `{key}` of {name}", variable, new[key]
            )
    for key in new:
        if key not in (old or {}):
            yield Change(path, f"{name} has a new variable, `{key}`")


def _variable(path: Path, name: str, old: LockedVariable, new: LockedVariable) -> Iterator[Change]:
    if new.type is not None and new.type != old.type:
        yield Change((*path, "type"), f"{name} is of the type `{new.type}` now{_was(old.type)}")
    if new.limit != old.limit:
        now = "has no limit now" if new.limit is None else f"may have {new.limit} characters now"
        was = "" if old.limit is None else f"; it was {old.limit}"
        yield Change((*path, "limit"), f"{name} {now}{was}")


def _content(template: LockedTemplate) -> dict[str, list[object]]:
    """Return the blocks of each locale, without the ids that each save makes anew."""
    found: dict[str, list[object]] = {}
    for part in dicts(template.rest.get("platformContent")):
        tag = str(part.get("locale") or template.default_locale)
        found.setdefault(plain_locale(tag), []).append(_without_ids(part.get("blocks")))
    return found


def _without_ids(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_ids(each) for key, each in value.items() if key != "id"}
    return [_without_ids(each) for each in value] if isinstance(value, list) else value

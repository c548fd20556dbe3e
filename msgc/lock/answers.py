"""Saved answers of the API to a lock: channel templates by page, by themselves, and projects."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field

from msgc.lock.approvals import PLATFORM, Entry, dicts, locales_of, word_of
from msgc.lock.model import Lock, LockedProject, LockedTemplate, LockedVariable
from msgc.records import dataclass

PAGE = "results"
NEXT = "nextPageToken"
OF_TEMPLATES = ("projectId", "platformContent", "deployments", "variables", "defaultLocale")
OF_PROJECTS = (
    "activeCount",
    "pendingCount",
    "supportedPlatforms",
    "approvedTemplateChannelGroupIds",
)
PROJECT_TYPE = "channelTemplate"
# The API's own name is the first one; the others are what a copy of it may call it.
LIMIT_NAMES = ("characterLimit", "charLimit", "maxLength", "maxCharacters")
# Fields that may hold what gives access to an account; they never go into a file.
SECRET = re.compile(r"(?i)(access|api|signing|private)[-_]?key|secret|password|token|authorization")
ACCESS_KEY = re.compile(r"(?i)^\s*(AccessKey|Bearer)\s")


class AnswerError(Exception):
    """An answer that can't be made part of a lock: one sentence."""


class NoProjectError(AnswerError):
    """An answer that doesn't tell whose templates it holds."""


@dataclass(slots=True)
class Answers:
    """Gathers answers; `project` is that of templates which don't name theirs."""

    project: str | None = None
    _templates: dict[str, dict[str, LockedTemplate]] = field(default_factory=dict)
    _projects: dict[str, Entry] = field(default_factory=dict)
    _has_end: dict[str, bool] = field(default_factory=dict)

    def add(self, document: object) -> None:
        """Add an answer: a page of entries, one entry, or a list of answers.

        Raises AnswerError for what is none of these, and for a template without a project.
        """
        if isinstance(document, list):
            for each in document:
                self.add(each)
        elif not isinstance(document, dict):
            raise AnswerError("an answer of the API is an object, or a list of them")
        elif isinstance(document.get(PAGE), list):
            self._page(document)
        else:
            self._entry(document)

    def _page(self, page: Entry) -> None:
        entries = dicts(page[PAGE])
        owners = {self._entry(each) for each in entries} - {None}
        if not entries and self.project is None:
            raise NoProjectError("the answer is empty, and doesn't tell whose templates it lacks")
        for owner in owners or {self.project}:
            if owner is not None:
                self._templates.setdefault(owner, {})
                self._has_end[owner] = self._has_end.get(owner, False) or not page.get(NEXT)

    def _entry(self, entry: Entry) -> str | None:
        """Add one entry and return the project it belongs to, None for a project itself."""
        if _is_project(entry):
            self.add_project(entry)
            return None
        id = _id(entry)
        owner = entry.get("projectId") or self.project
        if not isinstance(owner, str):
            raise NoProjectError(f"the answer doesn't say of which project the template `{id}` is")
        self._templates.setdefault(owner, {})[id] = template_of(entry)
        return owner

    def add_project(self, entry: Entry) -> str:
        """Add what is told of a project itself, and return its id. Raises AnswerError."""
        id = _id(entry)
        self._projects[id] = entry
        return id

    def lock(self) -> Lock:
        """Return what has been gathered; a project is in it once a page or a template of it is."""
        return Lock({id: self._project(id, found) for id, found in self._templates.items()})

    def _project(self, id: str, templates: Mapping[str, LockedTemplate]) -> LockedProject:
        entry = self._projects.get(id, {})
        name = entry.get("name")
        rest = {key: value for key, value in entry.items() if key not in ("id", "name")}
        shown = name if isinstance(name, str) else None
        return LockedProject(templates, self._has_end.get(id, False), shown, kept(rest))


def _id(entry: Entry) -> str:
    id = entry.get("id")
    if not isinstance(id, str) or not id:
        raise AnswerError("an entry of the answer has no `id`: is it an answer of the API?")
    return id


def _is_project(entry: Entry) -> bool:
    if any(name in entry for name in OF_TEMPLATES):
        return False
    return entry.get("type") == PROJECT_TYPE or any(name in entry for name in OF_PROJECTS)


def template_of(entry: Entry) -> LockedTemplate:
    """Read one channel template; what isn't there or isn't of its type stays unknown."""
    variables = _variables(entry.get("variables"))
    locale = entry.get("defaultLocale")
    status = entry.get("status")
    read = {"id", "projectId"}
    read |= {"status"} if isinstance(status, str) else set()
    read |= {"defaultLocale"} if isinstance(locale, str) else set()
    read |= set() if variables is None else {"variables"}
    return LockedTemplate(
        word_of(status),
        _category(entry) or _deployment(entry, "whatsappCategory"),
        _deployment(entry, "whatsappTemplateName"),
        locale if isinstance(locale, str) else None,
        locales_of(entry),
        variables,
        kept({key: value for key, value in entry.items() if key not in read}),
    )


def _deployment(entry: Entry, key: str) -> str | None:
    values = [
        each.get("value")
        for each in dicts(entry.get("deployments"))
        if each.get("key") == key and each.get("platform", PLATFORM) in (PLATFORM, None)
    ]
    found = {value for value in values if isinstance(value, str) and value}
    return found.pop() if len(found) == 1 else None


def _category(entry: Entry) -> str | None:
    """Return the category that the platform holds a template for, where all locales agree.

    The deployment's is the one that was asked for; the platform may have changed it since.
    """
    info = entry.get("platformInfo")
    parts = dicts(list(info.values())) if isinstance(info, dict) else []
    found = {value for part in parts if isinstance(value := part.get("category"), str) and value}
    return found.pop() if len(found) == 1 else None


def _variables(value: object) -> dict[str, LockedVariable] | None:
    """Read the variables; None where there is no list of them, or one has no key."""
    if not isinstance(value, list):
        return None
    keyed = {each["key"]: each for each in dicts(value) if isinstance(each.get("key"), str)}
    if len(keyed) != len(value):
        return None
    return {str(key): _variable(each) for key, each in keyed.items()}


def _variable(entry: Entry) -> LockedVariable:
    limits = {name: value for name in LIMIT_NAMES if _is_limit(value := entry.get(name))}
    kind = entry.get("type")
    name = next(iter(limits), None)
    read = {"key", name} | ({"type"} if isinstance(kind, str) else set())
    rest = kept({key: value for key, value in entry.items() if key not in read})
    limit = limits[name] if name else None
    return LockedVariable(
        kind if isinstance(kind, str) else None, limit if isinstance(limit, int) else None, rest
    )


def _is_limit(value: object) -> bool:
    # 0 stands for no limit: nothing could be sent that fits it.
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def kept(entry: Entry) -> dict[str, object]:
    """Return the fields of an entry without those that may hold a secret, at any depth."""
    return {key: _kept(value) for key, value in entry.items() if not _is_secret(key, value)}


def _kept(value: object) -> object:
    if isinstance(value, dict):
        return kept(value)
    return [_kept(each) for each in value] if isinstance(value, list) else value


def _is_secret(key: str, value: object) -> bool:
    return SECRET.search(key) is not None or (
        isinstance(value, str) and ACCESS_KEY.match(value) is not None
    )

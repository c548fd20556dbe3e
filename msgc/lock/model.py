"""What is known of the account's templates; what an answer lacks is None, and nothing is claimed.

The fields are those of the API's channel templates; `rest` keeps, as they were, those of an answer
that aren't read here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from msgc.records import dataclass

# The version that stands for whichever template of a project is the active one.
LATEST = "latest"
APPROVED = "approved"
# An answer whose parts contradict each other about a locale's approval.
MIXED = "mixed"
ACTIVE_WORDS = ("active", APPROVED)
REFUSED_WORDS = ("draft", "pending", "in_review", "in_appeal", "rejected", "inactive")
PAUSED_WORDS = ("paused", "disabled", "archived", "deleted", "pending_deletion")


@dataclass(frozen=True, slots=True)
class LockedVariable:
    """A template's variable: the type of its parameter, and how many characters it may have."""

    type: str | None = None
    limit: int | None = None
    rest: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LockedTemplate:
    """One version of a project's template; `name` and `category` are the platform's.

    `locales` are by their tag as the answer writes it, each with the word for its approval.
    """

    status: str | None = None
    category: str | None = None
    name: str | None = None
    default_locale: str | None = None
    locales: Mapping[str, str | None] | None = None
    variables: Mapping[str, LockedVariable] | None = None
    rest: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_usable(self) -> bool | None:
        """Whether its status lets it be sent; None where that isn't known."""
        return is_usable(self.status)


@dataclass(frozen=True, slots=True)
class LockedProject:
    """A project's templates by id; `is_complete` tells that no page of its answer is missing."""

    templates: Mapping[str, LockedTemplate] = field(default_factory=dict)
    is_complete: bool = True
    name: str | None = None
    rest: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lock:
    """The account's projects by id."""

    projects: Mapping[str, LockedProject] = field(default_factory=dict)

    def project(self, id: str) -> tuple[str, LockedProject] | None:
        """Return a project and its id as the account writes it (case doesn't count in UUIDs)."""
        return next(
            ((key, each) for key, each in self.projects.items() if key.lower() == id.lower()), None
        )

    def named(self, name: str) -> Iterator[tuple[str, str, LockedTemplate]]:
        """Yield the templates of a platform name, with their projects' ids and their own."""
        for project, template_id, template in self.templates():
            if template.name == name:
                yield project, template_id, template

    def templates(self) -> Iterator[tuple[str, str, LockedTemplate]]:
        """Yield every template, with its project's id and its own."""
        for id, project in self.projects.items():
            for template_id, template in project.templates.items():
                yield id, template_id, template


def is_usable(word: str | None) -> bool | None:
    """Tell whether a status or an approval lets a template be sent; None where it isn't known."""
    if word in ACTIVE_WORDS:
        return True
    return False if word in (*REFUSED_WORDS, *PAUSED_WORDS) else None


def same_locale(left: str, right: str) -> bool:
    """Tell whether two tags name one locale: `pt_BR` is `pt-br`."""
    return plain_locale(left) == plain_locale(right)


def plain_locale(tag: str) -> str:
    """Return a locale's tag as all ways to write it come down to: `pt-br`."""
    return tag.replace("_", "-").lower()

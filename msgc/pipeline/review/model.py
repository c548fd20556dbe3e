"""What differs between two versions of a catalog, as plain data."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import NamedTuple

from msgc.diagnostics import Diagnostic
from msgc.pipeline.testing.values import Change
from msgc.records import dataclass


class Status(StrEnum):
    """What has become of a message, or of one of its pictures."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Key(NamedTuple):
    """Which payload of a message: a sample's, in a locale (None: none named), or its fallback's."""

    sample: str
    locale: str | None
    is_fallback: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a bubble: its part (`text`, `button`, ...) and its words.

    `pointers` lead to the values of the payload that it shows; `indent` is how far from its frame
    it is drawn, in spaces that aren't sent.
    """

    part: str
    text: str
    pointers: tuple[str, ...] = ()
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """A line before and after; None where there is none."""

    before: Line | None
    after: Line | None

    @property
    def is_same(self) -> bool:
        """Whether people see the same."""
        return (
            self.before is not None
            and self.after is not None
            and (self.before.part, self.before.text) == (self.after.part, self.after.text)
        )


@dataclass(frozen=True, slots=True)
class Picture:
    """One payload before and after; None where it isn't sent.

    `hidden` are changes that no bubble shows; `is_blank_only` tells that people see none;
    `row_changed` that the sample itself isn't the one that it was.
    """

    key: Key
    before: dict[str, object] | None
    after: dict[str, object] | None
    pairs: tuple[Pair, ...] = ()
    hidden: tuple[Change, ...] = ()
    is_blank_only: bool = False
    row_changed: bool = False

    @property
    def status(self) -> Status:
        """What has become of it."""
        if self.before is None:
            return Status.ADDED
        return Status.REMOVED if self.after is None else Status.CHANGED


@dataclass(frozen=True, slots=True)
class VariableChange:
    """What a row must hold differently: the variable's dotted path, and the change in words."""

    path: str
    what: str
    is_breaking: bool


@dataclass(frozen=True, slots=True)
class LimitChange:
    """A limit gained or lost at a place, or one that some rows may break from now on."""

    pointer: str
    code: str
    what: str
    change: str
    is_fallback: bool = False


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A finding gained (`is_gained`) or lost."""

    found: Diagnostic
    is_gained: bool


@dataclass(frozen=True, slots=True)
class MessageChange:
    """What differs of one message. `files` are the changed files that reach it.

    `compiled` and `compiles` tell whether anything could be made of it before, and can be now;
    `other_name` is what one that is removed is called now, or one that is added was called.
    """

    name: str
    status: Status
    files: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    variables: tuple[VariableChange, ...] = ()
    limits: tuple[LimitChange, ...] = ()
    findings: tuple[FindingChange, ...] = ()
    compiled: bool = True
    compiles: bool = True
    other_name: str | None = None

    @property
    def losses(self) -> tuple[str, ...]:
        """What is breaking of the message as a whole, in sentences."""
        if self.status is Status.REMOVED:
            renamed = f": it is `{self.other_name}` now" if self.other_name else ""
            return (f"the message is gone{renamed}",)
        lost = self.status is Status.CHANGED and self.compiled and not self.compiles
        return ("it can't be compiled any more",) if lost else ()

    @property
    def breaks(self) -> tuple[str, ...]:
        """What is breaking, in sentences: rows or commands that did won't do."""
        told = (f"`{each.path}` {each.what}" for each in self.variables if each.is_breaking)
        return (*self.losses, *told)

    @property
    def is_told(self) -> bool:
        """Whether anything can be said of how it differs."""
        parts = (self.pictures, self.variables, self.limits, self.findings)
        is_other = self.status is not Status.CHANGED or self.compiled is not self.compiles
        return is_other or any(parts)


@dataclass(frozen=True, slots=True)
class Review:
    """Two versions of a catalog compared; `files` are those that differ, of all that matter.

    `findings` are those of the catalog's own settings.
    """

    before: str
    after: str
    files: tuple[str, ...] = ()
    messages: tuple[MessageChange, ...] = ()
    findings: tuple[FindingChange, ...] = field(default=())

    @property
    def breaks(self) -> tuple[str, ...]:
        """What is breaking of the catalog's own settings, in sentences: with an error in them
        no message is compiled.
        """
        return tuple(e.found.message for e in self.findings if e.is_gained and e.found.is_error)

    @property
    def is_breaking(self) -> bool:
        """Whether a row that did for a message doesn't do for it any more."""
        return bool(self.breaks) or any(message.breaks for message in self.messages)

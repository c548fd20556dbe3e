"""What rows say of their recipients' windows, as a plan takes it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from msgc.diagnostics import Diagnostic
from msgc.push.plan_findings import bad_contact, bad_moment, moment_to_come
from msgc.source import SourceFile, Span

# Clocks of two machines may differ by this much.
SKEW = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class WindowFields:
    """Which fields of a row tell when its recipient last wrote, and the contact's id.

    They are dotted paths, None for what no field tells.
    """

    last_inbound: str | None = None
    contact: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that there are."""
        return tuple(each for each in (self.last_inbound, self.contact) if each is not None)


@dataclass(frozen=True, slots=True)
class WindowNote:
    """What a row tells; `last_inbound` is in seconds since 1970."""

    last_inbound: float | None = None
    contact: str | None = None
    found: tuple[Diagnostic, ...] = ()


class WindowReader:
    """Reads the fields of rows at a time (aware); `rows` is their file's name in findings."""

    def __init__(self, fields: WindowFields, rows: str, now: datetime) -> None:
        self._fields = fields
        self._place: Span = SourceFile(rows, "").span()
        self._latest = now + SKEW

    def read(self, row: int, values: tuple[object, ...]) -> WindowNote:
        """Return what the values of a row's fields say, in the order of `WindowFields.names`."""
        named = dict(zip(self._fields.names, values, strict=False))
        moment, late = self._moment(named.get(self._fields.last_inbound or ""))
        contact, wrong = self._contact(named.get(self._fields.contact or ""))
        found = tuple(replace(each, row=row) for each in (late, wrong) if each is not None)
        return WindowNote(moment, contact, found)

    def _moment(self, value: object) -> tuple[float | None, Diagnostic | None]:
        if value is None or value == "":
            return None, None
        field = self._fields.last_inbound or ""
        moment = _time(value)
        if moment is None:
            return None, bad_moment(field, self._place)
        if moment > self._latest:
            return None, moment_to_come(field, self._place)
        return moment.timestamp(), None

    def _contact(self, value: object) -> tuple[str | None, Diagnostic | None]:
        if value is None or value == "":
            return None, None
        if isinstance(value, str):
            return value.strip(), None
        return None, bad_contact(self._fields.contact or "", self._place)


def _time(value: object) -> datetime | None:
    """Return an aware time, None for what isn't one."""
    try:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None

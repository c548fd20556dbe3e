"""What a preview shows: a catalog's messages, and one of them for one row, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from msgc.check.breach import Path
from msgc.records import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Lines of a file, from 1; `last` is the last of them."""

    file: str
    line: int
    last: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a text, from `start` (code points) to the next one: where it is written."""

    start: int
    place: Place
    is_data: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A finding as a preview tells it; `path` leads to the part of the payload that it concerns.

    `is_fallback` tells that the part is one of the fallback's.
    """

    code: str
    severity: str
    message: str
    help: str | None = None
    place: Place | None = None
    path: Path | None = None
    is_fallback: bool = False


@dataclass(frozen=True, slots=True)
class Limit:
    """A limited part: how much is used, how much any row can reach (None: no bound), of what.

    `used` is None where the part couldn't be made whole.
    """

    path: Path
    what: str
    used: int | None
    most: int | None
    limit: int
    unit: str
    code: str

    @property
    def state(self) -> str:
        """`over` where the limit is broken, `risky` where some row may break it, else `fine`."""
        if self.used is not None and self.used > self.limit:
            return "over"
        return "risky" if self.most is None or self.most > self.limit else "fine"


@dataclass(frozen=True, slots=True)
class Picture:
    """One payload with what is known of its parts, each by its path; `json` is how it is sent."""

    payload: Mapping[str, object]
    json: str = "{}"
    places: Mapping[Path, Place] = field(default_factory=dict)
    stretches: Mapping[Path, tuple[Stretch, ...]] = field(default_factory=dict)
    limits: tuple[Limit, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """What a message is shown for: a sample's name or a row's number, and a locale."""

    message: str
    sample: str | None = None
    row: int | None = None
    locale: str | None = None


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file that a message is made of."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A message shown for one row: its pictures, its findings, its files, and what can be chosen.

    `rows` names the file of recipients where there is one. `row_json` is the row as it was read;
    `made_up` tells that no sample was there to be shown.
    """

    choice: Choice
    kind: str | None
    description: str
    samples: tuple[str, ...]
    locales: tuple[str, ...]
    rows: str | None = None
    row_json: str = "{}"
    made_up: bool = False
    main: Picture | None = None
    fallback: Picture | None = None
    notes: tuple[Note, ...] = ()
    files: tuple[SourceText, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """A message in the catalog's list; the counts are None until they are known."""

    name: str
    kind: str | None = None
    errors: int | None = None
    warnings: int | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """The catalog: its name, its messages, and what is wrong with its settings."""

    name: str
    messages: tuple[Listed, ...]
    notes: tuple[Note, ...] = ()

"""A frame around each part of a picture: its way to the source, its limits, its findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field

from msgc.check.breach import Path
from msgc.diagnostics import pointer
from msgc.preview.elements import NOTHING, Child, Html, element
from msgc.preview.meters import meters
from msgc.preview.model import Note, Picture, Place, Stretch
from msgc.records import dataclass


@dataclass(frozen=True, slots=True)
class Frame:
    """What the parts of one picture are drawn with.

    `name` begins the ids of its parts, `files` are the numbers of the files that are shown beside
    it, whose lines' ids begin with `lines`. `told` are the findings that have been drawn, `drawn`
    the parts.
    """

    picture: Picture
    name: str
    lines: str
    files: Mapping[str, int]
    told: set[int] = field(default_factory=set)
    drawn: set[Path] = field(default_factory=set)

    def part(self, path: Path, look: str, what: str, *children: Child, tag: str = "div") -> Html:
        """Return a part as a box that leads to its line; below it stand limits and findings.

        They are those of the part and of all that is in it. `look` is its class, `what` names it
        for those who can't see it.
        """
        self.drawn.add(path)
        notes = self._notes(path)
        worst = "error" if any(note.severity == "error" for note in notes) else "warning"
        classes = f"part {look}{f' has-{worst}' if notes else ''}"
        box = element(tag, {"class": classes}, children, self.way(path, what))
        inside = meters([each for each in self.picture.limits if _is_in(each.path, path)])
        framed = {"class": "framed", "id": self.id(path)}
        return element("div", framed, box, inside, note_list(notes))

    def id(self, path: Path) -> str:
        """Return the id of a part."""
        return f"{self.name}{pointer(path)}"

    def around(self, path: Path) -> str:
        """Return the id of what has been drawn of a path, or of the nearest part around it."""
        return self.id(self.nearest(path))

    def nearest(self, path: Path) -> Path:
        """Return a path, or the nearest around it that has been drawn; empty where none has."""
        while path and path not in self.drawn:
            path = path[:-1]
        return path

    def below(self, path: Path) -> Child:
        """Return the limits and the findings of a part alone, without those of what is in it."""
        limits = meters([each for each in self.picture.limits if each.path == path], True)
        notes = [note for note in self.picture.notes if note.path == path]
        self.told.update(map(id, notes))
        return [limits, note_list(notes)]

    def untold(self) -> Html:
        """Return the findings that no part has told so far."""
        return note_list(note for note in self.picture.notes if id(note) not in self.told)

    def way(self, path: Path, what: str) -> Html:
        """Return the link from a part to its line, over all of the part."""
        place = self.place(path)
        if place is None:
            return NOTHING
        return element(
            "a", {"class": "way", "href": self.address(place)}, hidden(what), said(place)
        )

    def quiet_way(self, place: Place) -> Html:
        """Return a link for the pointer alone: keys and screen readers have the whole part's."""
        attributes = {"class": "way", "href": self.address(place), "tabindex": "-1"}
        return element("a", {**attributes, "aria-hidden": "true"}, said(place))

    def address(self, place: Place) -> str:
        """Return where on the page a place stands."""
        return f"#{self.lines}{self.files.get(place.file, 0)}-{place.line}"

    def place(self, path: Path) -> Place | None:
        """Return where a part is written; the nearest around it that is written anywhere."""
        while path and path not in self.picture.places:
            path = path[:-1]
        return self.picture.places.get(path)

    def stretches(self, path: Path) -> tuple[Stretch, ...]:
        """Return where the pieces of a text are written."""
        place = self.place(path)
        whole = (Stretch(0, place),) if place else ()
        return self.picture.stretches.get(path, whole)

    def _notes(self, path: Path) -> list[Note]:
        notes = [n for n in self.picture.notes if n.path is not None and _is_in(n.path, path)]
        self.told.update(map(id, notes))
        return notes


def _is_in(path: Path, around: Path) -> bool:
    return path[: len(around)] == around


def hidden(words: str) -> Html:
    """Return words for screen readers alone."""
    return element("span", {"class": "unseen"}, f"{words}, ")


def said(place: Place) -> Html:
    """Return a place as a link says it: `line 12`."""
    words = f"line {place.line}" if place.last == place.line else f"lines {place.line}–{place.last}"
    return element("span", {"class": "line-number"}, words)


def note_list(notes: Iterable[Note]) -> Html:
    """Return findings as a list; nothing where there are none."""
    items = [note_item(note) for note in notes]
    return element("ul", {"class": "notes"}, items) if items else NOTHING


def note_item(note: Note, *ways: Child) -> Html:
    """Return a finding as a list's entry; `ways` lead from it to where it is."""
    word = element("b", {"class": "severity"}, "Error " if note.severity == "error" else "Warning ")
    code = element("code", None, note.code)
    sentence = element("p", None, word, code, " ", element("span", {"dir": "auto"}, note.message))
    help = element("p", {"class": "help", "dir": "auto"}, note.help) if note.help else None
    return element("li", {"class": f"note {note.severity}"}, sentence, help, ways)

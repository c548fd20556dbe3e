"""What stands beside the phone: findings, limits, the payload, the row, the source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgc.diagnostics import pointer
from msgc.preview.backs import backs
from msgc.preview.elements import Attributes, Child, Html, element
from msgc.preview.frames import Frame, note_item
from msgc.preview.meters import bar, short, unit
from msgc.preview.model import Limit, Note, Scene
from msgc.preview.sources import source_file

NOTHING_WRONG = "Nothing is wrong with this message."


def panels(scene: Scene, frames: list[Frame], name: str, lines: str) -> Html:
    """Return the panels of a scene; their ids begin with `name`, their lines' with `lines`."""
    shown = [
        _findings(scene, frames, name, lines),
        _limits(frames, name) if frames else None,
        *(_payload(frame, title, f"{name}{key}") for frame, (title, key) in _titled(frames)),
        panel("Row", f"{name}row", None, _row_remark(scene), _json(scene.row_json)),
    ]
    used = _used(frames)
    sources = [
        source_file(
            *(each, f"{lines}{number}", scene.notes),
            number == 0 or each.name in used,
            backs(frames, each.name),
        )
        for number, each in enumerate(scene.files)
    ]
    return element("div", {"class": "panels"}, shown, sources)


def _used(frames: list[Frame]) -> set[str]:
    """Return the files that what a reader sees is written in."""
    return {
        place.file
        for frame in frames
        for path, place in frame.picture.places.items()
        if path[:1] in (("body",), ("template",))
    }


def _titled(frames: list[Frame]) -> Iterator[tuple[Frame, tuple[str, str]]]:
    return zip(frames, (("Payload", "payload"), ("Fallback's payload", "fallback")), strict=False)


def panel(title: str, name: str, count: str | None, *inner: Child, is_open: bool = False) -> Html:
    """Return a panel that opens and closes."""
    told = element("span", {"class": "count"}, count) if count else None
    summary = element("summary", None, title, told)
    attributes: Attributes = {"class": "panel", "id": name, "open": is_open}
    return element("details", attributes, summary, element("div", {"class": "inside"}, inner))


def _findings(scene: Scene, frames: list[Frame], name: str, lines: str) -> Html:
    if not scene.notes:
        return element("p", {"class": "clean", "role": "status"}, NOTHING_WRONG)
    files = {source.name: f"{lines}{number}" for number, source in enumerate(scene.files)}
    items = [note_item(note, _ways(note, frames, files)) for note in scene.notes]
    count = str(len(scene.notes))
    shown = element("ul", {"class": "notes"}, items)
    return panel("Findings", f"{name}findings", count, shown, is_open=True)


def _ways(note: Note, frames: list[Frame], files: Mapping[str, str]) -> Child:
    """Return the links from a finding to its part of the bubble, and to its line.

    `files` are what the ids of files' lines begin with.
    """
    ways: list[Child] = []
    if frames and note.path is not None:
        frame = frames[-1 if note.is_fallback else 0]
        ways.append(element("a", {"href": f"#{frame.around(note.path)}"}, "bubble"))
    if note.place and note.place.file in files:
        at = f"#{files[note.place.file]}-{note.place.line}"
        ways.append(element("a", {"href": at}, f"{note.place.file}:{note.place.line}"))
    return element("p", {"class": "ways"}, [[way, " "] for way in ways]) if ways else None


def _limits(frames: list[Frame], name: str) -> Html:
    rows = [_limit(frame, limit) for frame in frames for limit in frame.picture.limits]
    if not rows:
        return panel(
            "Limits", f"{name}limits", None, element("p", None, "Nothing here is limited.")
        )
    heads = [element("th", {"scope": "col"}, each) for each in ("Part", "Used", "Line")]
    table = element(
        "table",
        None,
        element("thead", None, element("tr", None, heads)),
        element("tbody", None, rows),
    )
    return panel("Limits", f"{name}limits", _count_of_limits(frames), table)


def _count_of_limits(frames: list[Frame]) -> str:
    states = [each.state for frame in frames for each in frame.picture.limits]
    counts = {"exceeded": states.count("over"), "at risk": states.count("risky")}
    told = [f"{count} {word}" for word, count in counts.items() if count]
    return ", ".join((str(len(states)), *told))


def _limit(frame: Frame, limit: Limit) -> Html:
    place = frame.place(limit.path)
    line = element("a", {"href": frame.address(place)}, str(place.line)) if place else None
    what = element("td", None, limit.what, element("code", None, pointer(limit.path)))
    used = element("td", None, bar(limit), f"{short(limit)} {unit(limit)}")
    return element("tr", {"class": f"meter {limit.state}"}, what, used, element("td", None, line))


def _payload(frame: Frame, title: str, name: str) -> Html:
    return panel(title, name, None, _json(frame.picture.json))


def _row_remark(scene: Scene) -> Child:
    if scene.made_up:
        return element(
            "p", {"class": "aside"}, "No sample is written: this row is made up from `vars`."
        )
    if scene.rows and scene.choice.row is not None:
        return element("p", {"class": "aside"}, f"Row {scene.choice.row} of {scene.rows}")
    return None


def _json(text: str) -> Html:
    return element("pre", {"class": "json", "dir": "ltr", "tabindex": "0", "translate": "no"}, text)

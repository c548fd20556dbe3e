"""A message's page: what is chosen, the phone, and the panels beside it."""

from __future__ import annotations

from msgc.preview.elements import Child, Html, element
from msgc.preview.frames import Frame, note_list
from msgc.preview.kinds import chat
from msgc.preview.model import Scene
from msgc.preview.panels import panels

UNREADABLE = "The message can't be shown until what is wrong with it is mended."


def draw_scene(scene: Scene, business: str, name: str = "", chooser: Child = None) -> Html:
    """Return a scene; all its ids begin with `name`, `chooser` stands above the phone."""
    files = {source.name: number for number, source in enumerate(scene.files)}
    pictures = [each for each in (scene.main, scene.fallback) if each is not None]
    keys = ("bubble", "other-bubble")
    frames = [
        Frame(picture, f"{name}{key}", f"{name}line", files)
        for picture, key in zip(pictures, keys, strict=False)
    ]
    stage = [_head(scene, name), chooser, _phones(frames, business, scene)]
    return element(
        "div",
        {"class": "scene"},
        element("section", {"class": "stage", "aria-label": "Message"}, stage),
        element(
            "section",
            {"class": "beside", "aria-label": "Behind the message", "id": f"{name}beside"},
            panels(scene, frames, name, f"{name}line"),
        ),
    )


def _head(scene: Scene, name: str) -> Html:
    kind = element("span", {"class": "kind"}, scene.kind) if scene.kind else None
    title = element("h1", {"id": f"{name}title"}, scene.choice.message, " ", kind)
    told = element("p", {"class": "description", "dir": "auto"}, scene.description)
    return element("header", None, title, told if scene.description else None)


def _phones(frames: list[Frame], business: str, scene: Scene) -> Html:
    if not frames:
        notes = note_list(note for note in scene.notes if note.severity == "error")
        return element("div", {"class": "unreadable"}, element("p", None, UNREADABLE), notes)
    phones = [_phone(frames[0], business, None)]
    if len(frames) > 1:
        phones.append(_phone(frames[1], business, "Fallback, where the 24-hour window is closed"))
    return element("div", {"class": "phones"}, phones)


def _phone(frame: Frame, business: str, title: str | None) -> Html:
    initial = element("span", {"class": "avatar", "aria-hidden": "true"}, business[:1].upper())
    bar = element("div", {"class": "phone-bar"}, initial, element("b", {"dir": "auto"}, business))
    heading = element("figcaption", None, title) if title else None
    screen = element("div", {"class": "screen"}, chat(frame))
    return element(
        "figure",
        {"class": "phone-of", "id": frame.id(())},
        heading,
        element("div", {"class": "phone"}, bar, screen),
    )

"""A list with its opened sheet, and a carousel whose cards stand side by side."""

from __future__ import annotations

from msgc.check.breach import Path
from msgc.preview.bubbles import button, buttons, label_of, message, words_part
from msgc.preview.elements import Child, Html, element
from msgc.preview.frames import Frame
from msgc.preview.icons import icon
from msgc.preview.media import media
from msgc.preview.reading import Fields, entries, text
from msgc.preview.words import plain

BUTTON = ("metadata", "button", "label")
# What stands on the button of a list that names none.
USUAL_BUTTON = "Options"


def draw_list(frame: Frame, path: Path, value: Fields) -> list[Html]:
    """Return a list: its words, the button that opens it, and below them the opened sheet."""
    title = _plain_part(frame, (*path, "title"), value, "title")
    words = words_part(frame, (*path, "text"), value, "text", "text")
    below = [_opener(frame, path, value), buttons(frame, path, value)]
    return [
        message(title, words, below=below),
        _sheet(frame, path, value),
        *_instead(frame, path, value),
    ]


def _instead(frame: Frame, path: Path, value: Fields) -> list[Html]:
    """Return the words that stand for a list where none can be shown."""
    if not text(value, "altText"):
        return []
    told = element("p", {"class": "aside"}, "Where no list can be shown:")
    return [message(told, words_part(frame, (*path, "altText"), value, "text", "text instead"))]


def _opener(frame: Frame, path: Path, value: Fields) -> Html:
    label = text(value, *BUTTON)
    face = element("span", {"class": "face"}, icon("list"), plain(label or USUAL_BUTTON))
    at = (*path, *BUTTON) if label else path
    if not label:
        return element("div", {"class": "button opener"}, face)
    return frame.part(at, "button opener", f"button {label}, which opens the list", face)


def _sheet(frame: Frame, path: Path, value: Fields) -> Html:
    sections = [_section(frame, *each) for each in entries(value, "items", path)]
    heading = element("p", {"class": "sheet-title"}, plain(text(value, *BUTTON) or USUAL_BUTTON))
    grip = element("span", {"class": "grip", "aria-hidden": "true"})
    below = frame.below((*path, "items"))
    return element("li", {"class": "sheet-of-list"}, grip, heading, sections, below)


def _plain_part(frame: Frame, path: Path, value: Fields, look: str) -> Child:
    """Return a title: WhatsApp reads no markup in those of lists and of their sections."""
    found = text(value, str(path[-1]))
    return frame.part(path, look, str(path[-1]), plain(found)) if found else frame.below(path)


def _section(frame: Frame, path: Path, section: Fields) -> Html:
    title = _plain_part(frame, (*path, "title"), section, "section-title")
    rows = [_row(frame, *each) for each in entries(section, "actions", path)]
    return element("div", {"class": "section"}, title, rows, frame.below((*path, "actions")))


def _row(frame: Frame, path: Path, action: Fields) -> Html:
    kind = text(action, "type") or ""
    label = label_of(action)
    told = text(action, kind, "metadata", "description", "label")
    does = text(action, kind, "payload")
    body: Child = [
        element("span", {"class": "row-title"}, plain(label)),
        element("small", {"class": "row-text"}, plain(told)) if told else None,
        element("small", {"class": "does", "dir": "ltr"}, does) if does else None,
    ]
    circle = element("span", {"class": "circle", "aria-hidden": "true"})
    return frame.part(path, "row", f"row {label}", element("span", {"class": "face"}, body), circle)


def draw_carousel(frame: Frame, path: Path, value: Fields) -> list[Html]:
    """Return a carousel: its words, and below them its cards, which scroll sideways."""
    words = words_part(frame, (*path, "text"), value, "text", "text")
    cards = [_card(frame, *each) for each in entries(value, "items", path)]
    strip = {"class": "cards", "tabindex": "0", "role": "group", "aria-label": "Cards"}
    below = [element("div", strip, cards), frame.below((*path, "items"))]
    return [message(words, below=below)]


def _card(frame: Frame, path: Path, card: Fields) -> Html:
    title = words_part(frame, (*path, "title"), card, "title", "card's title")
    told = words_part(frame, (*path, "description"), card, "text", "card's text")
    shown = media(frame, path, card) if text(card, "mediaUrl") else None
    actions = [button(frame, *each) for each in entries(card, "actions", path)]
    below = frame.below((*path, "actions"))
    inner = [shown, title, told, element("div", {"class": "buttons"}, actions), below]
    return element("div", {"class": "card"}, inner, frame.below(path))

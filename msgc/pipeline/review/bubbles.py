"""A payload as the lines of a bubble, for a screen that shows text alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from msgc.pipeline.review.model import Line

Fields = dict[str, object]
# Sections within sections, which nobody writes, end here.
DEEPEST = 8
# How far below their own line a file's name and a row's description stand in.
BELOW_MEDIUM, BELOW_ROW = 8, 2


def bubble_of(payload: Fields) -> list[Line]:
    """Return what a reader sees of a payload, line by line."""
    lines = [*_reply(payload)]
    if template := _fields(payload, "template"):
        lines += _template(template, "/template")
    if body := _fields(payload, "body"):
        lines += _body(body, "/body")
    return lines


def _reply(payload: Fields) -> Iterator[Line]:
    if reply := _fields(payload, "replyTo"):
        yield Line("quote", _beside("↩", _text(reply, "id")), ("/replyTo/id",))


def _body(body: Fields, at: str) -> Iterator[Line]:
    kind = _text(body, "type")
    draw = KINDS.get(kind)
    value = _fields(body, kind)
    if draw is None or at.count("/") > DEEPEST:
        yield from _anything(body, at)
    else:
        yield from draw(value, f"{at}/{kind}")


def _words(value: Fields, name: str, at: str, part: str = "text") -> Iterator[Line]:
    """Yield a text line by line; a line that is empty is one all the same."""
    text = value.get(name)
    if isinstance(text, str):
        for line in text.split("\n"):
            yield Line(part, line, (f"{at}/{name}",))


def _text_kind(value: Fields, at: str) -> Iterator[Line]:
    yield from _words(value, "html", at, "markup")
    yield from _words(value, "text", at)
    yield from _files(value, "attachments", at, "file")
    yield from _actions(value, at)


def _media(name: str, part: str) -> Callable[[Fields, str], Iterator[Line]]:
    def draw(value: Fields, at: str) -> Iterator[Line]:
        yield from _files(value, name, at, part)
        yield from _words(value, "text", at)
        yield from _actions(value, at)

    return draw


def _files(value: Fields, name: str, at: str, part: str) -> Iterator[Line]:
    for place, each in _entries(value, name, at):
        yield from _medium(each, place, part)


def _medium(each: Fields, at: str, part: str) -> Iterator[Line]:
    yield Line(part, _beside(f"[{part}]", _text(each, "mediaUrl")), (f"{at}/mediaUrl",))
    for name in ("filename", "altText"):
        if name in each:
            yield Line(part, _text(each, name), (f"{at}/{name}",), BELOW_MEDIUM)


def _gif(value: Fields, at: str) -> Iterator[Line]:
    yield from _medium(value, at, "gif")
    yield from _words(value, "text", at)
    yield from _actions(value, at)


def _location(value: Fields, at: str) -> Iterator[Line]:
    place = _fields(value, "coordinates")
    pointers = (f"{at}/coordinates/latitude", f"{at}/coordinates/longitude")
    yield Line("map", f"[map] {_text(place, 'latitude')}, {_text(place, 'longitude')}", pointers)
    for name in ("label", "address"):
        yield from _words(_fields(value, "location"), name, f"{at}/location")


def _list(value: Fields, at: str) -> Iterator[Line]:
    yield from _words(value, "title", at, "title")
    yield from _words(value, "text", at)
    button = _fields(_fields(value, "metadata"), "button")
    if button:
        yield Line("button", f"[ ☰ {_text(button, 'label')} ]", (f"{at}/metadata/button/label",))
    for place, item in _entries(value, "items", at):
        if "title" in item:
            yield Line("section", _beside("──", _text(item, "title")), (f"{place}/title",))
        yield from _actions(item, place, row=True)
    yield from _actions(value, at)


def _carousel(value: Fields, at: str) -> Iterator[Line]:
    yield from _words(value, "text", at)
    for number, (place, card) in enumerate(_entries(value, "items", at), 1):
        title = _beside(f"── card {number}:", _text(card, "title"))
        yield Line("card", title, (f"{place}/title",))
        yield from _medium(card, place, "image")
        yield from _words(card, "description", place)
        yield from _actions(card, place)


def _section(value: Fields, at: str) -> Iterator[Line]:
    for number, (place, item) in enumerate(_entries(value, "items", at), 1):
        yield Line("section", f"── message {number}")
        yield from _body(item, place)


def _actions(value: Fields, at: str, row: bool = False) -> Iterator[Line]:
    for place, action in _entries(value, "actions", at):
        kind = _text(action, "type")
        inner = _fields(action, kind)
        pointer = f"{place}/{kind}/text" if "text" in inner else f"{place}/type"
        label = _text(inner, "text") or kind
        shown = f"○ {label}" if row else f"[ {label} ]"
        yield Line("row" if row else "button", shown, (pointer,))
        description = _fields(_fields(inner, "metadata"), "description")
        if description:
            at_label = f"{place}/{kind}/metadata/description/label"
            yield Line("row", _text(description, "label"), (at_label,), BELOW_ROW)


def _template(value: Fields, at: str) -> Iterator[Line]:
    for name in ("projectId", "name", "version", "locale"):
        if name in value:
            shown = _beside(f"[template] {name}", _text(value, name))
            yield Line("template", shown, (f"{at}/{name}",))
    for place, each in _entries(value, "parameters", at):
        pointers = tuple(f"{place}/{name}" for name in ("key", "value"))
        shown = _beside(f"{_text(each, 'key')} =", _text(each, "value"))
        yield Line("parameter", shown, pointers)


def _anything(body: Fields, at: str) -> Iterator[Line]:
    """Yield a body that has no picture as JSON; changes in it are told by their pointers too."""
    for line in json.dumps(body, ensure_ascii=False, indent=2).split("\n"):
        yield Line("json", line)


KINDS: dict[str, Callable[[Fields, str], Iterator[Line]]] = {
    "text": _text_kind,
    "html": _text_kind,
    "image": _media("images", "image"),
    "file": _media("files", "file"),
    "gif": _gif,
    "location": _location,
    "list": _list,
    "carousel": _carousel,
    "section": _section,
}


def _fields(value: object, name: str) -> Fields:
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def _entries(value: Fields, name: str, at: str) -> Iterator[tuple[str, Fields]]:
    found = value.get(name)
    for index, entry in enumerate(found if isinstance(found, list) else ()):
        if isinstance(entry, dict):
            yield f"{at}/{name}/{index}", entry


def _beside(label: str, text: str) -> str:
    """Return a text behind its label, without a space that nobody sends where it is empty."""
    return f"{label} {text}" if text else label


def _text(value: Fields, name: str) -> str:
    found = value.get(name, "")
    return found if isinstance(found, str) else json.dumps(found, ensure_ascii=False)

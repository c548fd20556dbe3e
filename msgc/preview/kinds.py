"""How each kind of message looks; a kind is one function and its name in a dict."""

from __future__ import annotations

import json
from collections.abc import Callable

from msgc.check.breach import Path
from msgc.preview.bubbles import buttons, message, quote
from msgc.preview.elements import Child, Html, element
from msgc.preview.frames import Frame
from msgc.preview.icons import icon, map_around
from msgc.preview.lists import draw_carousel, draw_list
from msgc.preview.mail import draw_html
from msgc.preview.media import draw_files, draw_gif, draw_images
from msgc.preview.reading import Fields, entries, fields, text
from msgc.preview.templates import draw_template
from msgc.preview.texts import draw_text
from msgc.preview.words import plain

Draw = Callable[[Frame, Path, Fields], list[Html]]
# Sections within sections, which nobody writes, end here.
DEEPEST = 8


def chat(frame: Frame) -> Html:
    """Return a payload's messages as a chat shows them."""
    payload = frame.picture.payload
    drawn = _quoted(frame, payload)
    if fields(payload, "template"):
        drawn += draw_template(frame, ("template",), fields(payload, "template"))
    drawn += draw_body(frame, ("body",), fields(payload, "body"))
    left = frame.untold()
    rest = element("li", {"class": "elsewhere"}, left) if left.text else None
    return element("ol", {"class": "chat"}, drawn, rest)


def _quoted(frame: Frame, payload: Fields) -> list[Html]:
    if not fields(payload, "replyTo"):
        return []
    return [element("li", {"class": "message quoting"}, quote(frame, payload))]


def draw_body(frame: Frame, path: Path, body: Fields) -> list[Html]:
    """Return a body's messages by its type; what has none of the known is shown as it is."""
    kind = text(body, "type")
    if not body:
        return []
    draw = KINDS.get(kind or "")
    if draw is None or len(path) > DEEPEST:
        return [message(element("pre", None, json.dumps(body, ensure_ascii=False, indent=1)))]
    # A request for permission has its fields beside its type.
    drawn = draw(frame, (*path, kind or ""), fields(body, kind or "") or body)
    below = frame.below(path)
    return [*drawn, element("li", {"class": "elsewhere"}, below)] if _any(below) else drawn


def _any(child: Child) -> bool:
    return bool(element("i", None, child).text != "<i></i>")


def draw_location(frame: Frame, path: Path, value: Fields) -> list[Html]:
    """Return a place: a drawing like a map, its label and its address."""
    latitude, longitude = (text(value, "coordinates", k) for k in ("latitude", "longitude"))
    at = f"{latitude}, {longitude}"
    drawing = map_around(_number(latitude), _number(longitude))
    named = element("small", {"class": "name"}, at)
    shown = frame.part((*path, "coordinates"), "mapped", f"map around {at}", drawing, named)
    told = [_line(frame, (*path, "location"), value, name) for name in ("label", "address")]
    return [message(shown, told, look="media")]


def _line(frame: Frame, path: Path, value: Fields, name: str) -> Child:
    found = text(value, "location", name)
    at = (*path, name)
    return frame.part(at, f"{name} text", name, plain(found)) if found else frame.below(at)


def _number(value: str | None) -> float:
    try:
        return float(value or 0)
    except ValueError:
        return 0.0


def draw_section(frame: Frame, path: Path, value: Fields) -> list[Html]:
    """Return the messages of a section, one after the other."""
    items = entries(value, "items", path)
    drawn = [each for at, body in items for each in draw_body(frame, at, body)]
    return [*drawn, element("li", {"class": "elsewhere"}, frame.below((*path, "items")))]


def draw_authentication(frame: Frame, path: Path, value: Fields) -> list[Html]:
    """Return a one-time code; its words are the platform's."""
    at = (*path, "otp")
    code = fields(value, "otp")
    words = element(
        "p", {"class": "plain"}, element("b", None, "••••••"), " is your verification code."
    )
    safe = element("p", None, "For your security, do not share this code.")
    expires = text(code, "expirationTime")
    ends = element("p", {"class": "aside"}, f"Expires after {expires} minutes") if expires else None
    inner = [icon("lock"), words, safe if code.get("disclaimer") is True else None, ends]
    copied = element(
        "div", {"class": "button"}, element("span", {"class": "face"}, icon("copy"), "Copy code")
    )
    below = [element("div", {"class": "buttons"}, copied), buttons(frame, at, code)]
    box = frame.part(at, "platform-words", "one-time code", inner)
    return [message(box, aside("The platform writes these words, and the code."), below=below)]


def draw_action(frame: Frame, path: Path, value: Fields) -> list[Html]:
    """Return a request for permission; its words are the platform's."""
    at = (*path[:-1], "permission_request")
    asked = text(value, "permission_request", "resource") or "?"
    words = element("p", {"class": "plain"}, f"May this business {asked} you?")
    box = frame.part(at, "platform-words", f"permission to {asked}", icon("phone"), words)
    face = element("span", {"class": "face"}, "Choose")
    below = element("div", {"class": "buttons"}, element("div", {"class": "button"}, face))
    return [message(box, aside("The platform writes the words of this request."), below=below)]


def aside(words: str) -> Html:
    """Return a remark of the preview's own, which isn't part of the message."""
    return element("p", {"class": "aside"}, words)


KINDS: dict[str, Draw] = {
    "text": draw_text,
    "image": draw_images,
    "file": draw_files,
    "gif": draw_gif,
    "list": draw_list,
    "carousel": draw_carousel,
    "location": draw_location,
    "html": draw_html,
    "section": draw_section,
    "authentication": draw_authentication,
    "action": draw_action,
}

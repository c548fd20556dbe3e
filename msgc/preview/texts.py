"""A text message, with its buttons and the preview of its first link."""

from __future__ import annotations

from msgc.check.breach import Path
from msgc.preview.bubbles import buttons, message, words_part
from msgc.preview.elements import Child, Html, element
from msgc.preview.frames import Frame
from msgc.preview.icons import icon
from msgc.preview.reading import Fields, entries, fields, file_name, host, text
from msgc.preview.words import first_url, plain


def draw_text(frame: Frame, path: Path, value: Fields) -> list[Html]:
    """Return a text message as the chat shows it, and what is attached to it."""
    words = words_part(frame, (*path, "text"), value, "text", "text")
    card = _link_card(frame, path, value)
    below = buttons(frame, path, value)
    attached = [_attached(frame, *each) for each in entries(value, "attachments", path)]
    return [message(card, words, below=below), *attached]


def _link_card(frame: Frame, path: Path, value: Fields) -> Child:
    """Return the card of the first link, where the message asks for one."""
    switch = ("metadata", "whatsapp", "previewUrl")
    url = first_url(text(value, "text") or "")
    if not url or fields(value, *switch[:-1]).get(switch[-1]) is not True:
        return None
    named = element("b", None, plain(host(url)))
    told = element("small", {"dir": "ltr"}, url)
    look = element("span", {"class": "shape"}, icon("open"))
    return frame.part(
        (*path, *switch), "link-card", f"link preview of {host(url)}", look, named, told
    )


def _attached(frame: Frame, path: Path, value: Fields) -> Html:
    name = text(value, "filename") or file_name(text(value, "mediaUrl") or "")
    box = frame.part(path, "file", f"attachment {name}", icon("file"), plain(name))
    return message(box, look="bare")

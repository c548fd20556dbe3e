"""One message of a chat: its bubble, and the buttons below it."""

from __future__ import annotations

from msgc.check.breach import Path
from msgc.preview.elements import Child, Html, element
from msgc.preview.frames import Frame
from msgc.preview.icons import icon
from msgc.preview.reading import Fields, entries, fields, text
from msgc.preview.words import plain, words

# A phone shows some time; it is none of the message's.
TIME = "9:41"

ICONS = {"reply": "reply", "postback": "reply", "link": "open", "buy": "cart"}
WORDS = {
    "reply": "reply button",
    "postback": "button",
    "link": "link button",
    "buy": "button to buy",
    "locationRequest": "location request",
}
LOCATION = "locationRequest"
SEND_LOCATION = "Send location"


def message(*inner: Child, below: Child = None, look: str = "") -> Html:
    """Return a message of the chat; `below` stands under its bubble."""
    time = element("span", {"class": "time", "aria-hidden": "true"}, TIME)
    bubble = element("div", {"class": f"bubble {look}".strip()}, inner, time)
    return element("li", {"class": "message"}, bubble, below)


def words_part(frame: Frame, path: Path, value: object, look: str, what: str) -> Child:
    """Return the text that a path leads to as a part with its markup; nothing for no text."""
    name = str(path[-1])
    found = text(value, name)
    if found is None:
        return frame.below(path)
    return frame.part(path, look, what, words(frame, path, found))


def buttons(frame: Frame, path: Path, value: Fields) -> Child:
    """Return a body's actions as buttons."""
    drawn = [button(frame, at, action) for at, action in entries(value, "actions", path)]
    below = frame.below((*path, "actions"))
    return [element("div", {"class": "buttons"}, drawn), below] if drawn else below


def button(frame: Frame, path: Path, action: Fields) -> Html:
    """Return one action as a button."""
    kind = text(action, "type") or ""
    label = label_of(action)
    extra = _extra(kind, fields(action, kind))
    face = element("span", {"class": "face"}, icon(ICONS.get(kind, "pin")), plain(label))
    return frame.part(path, f"button {kind}", f"{WORDS.get(kind, 'button')} {label}", face, extra)


def label_of(action: Fields) -> str:
    """Return the words of an action; those that the platform writes where it has none."""
    kind = text(action, "type") or ""
    return text(action, kind, "text") or (SEND_LOCATION if kind == LOCATION else "")


def _extra(kind: str, value: Fields) -> Child:
    """Return what a button does, which no phone shows."""
    if kind == "buy":
        return element("small", {"class": "does"}, _price(value))
    told = text(value, "payload") or text(value, "url")
    return element("small", {"class": "does", "dir": "ltr"}, told) if told else None


def _price(value: Fields) -> str:
    cents, currency = value.get("amountCents"), text(value, "currency") or ""
    amount = f"{cents / 100:,.2f}" if isinstance(cents, int | float) else str(cents)
    return f"{amount} {currency}".strip()


def quote(frame: Frame, payload: Fields) -> Html:
    """Return the message that is replied to, as a quote."""
    name = text(payload, "replyTo", "id") or "?"
    title = element("b", None, "Earlier message")
    told = element("span", {"class": "id", "dir": "ltr"}, name)
    return frame.part(("replyTo",), "quoted", "reply to an earlier message", title, told)

"""A message of markup: its text is kept, with the few tags that only shape words."""

from __future__ import annotations

from html.parser import HTMLParser

from msgc.check.breach import Path
from msgc.preview.bubbles import buttons, message, words_part
from msgc.preview.elements import Child, Html, element
from msgc.preview.frames import Frame
from msgc.preview.icons import icon
from msgc.preview.reading import Fields, entries, file_name, text
from msgc.preview.words import plain

SHAPES = frozenset(
    {"h1", "h2", "h3", "h4", "p", "div", "span", "ul", "ol", "li", "blockquote", "pre", "code"}
    | {"b", "strong", "i", "em", "u", "s"}
)
SILENT = frozenset({"script", "style", "head", "title", "template", "noscript"})
# Open tags within each other; what stands deeper loses its shape, and stays.
DEEPEST = 30
SUBJECT = ("metadata", "subject")


class _Shaped(HTMLParser):
    """Builds our own elements from markup; attributes are dropped, all words are escaped."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, list[Child]]] = [("div", [])]
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in SILENT:
            self.silent += 1
        elif tag == "br":
            self.open[-1][1].append(element("br"))
        elif tag in SHAPES and len(self.open) < DEEPEST:
            self.open.append((tag, []))

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self.silent = max(self.silent - 1, 0)
        elif any(tag == name for name, _ in self.open[1:]):
            while self._close() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.open[-1][1].append(data)

    def _close(self) -> str:
        tag, inner = self.open.pop()
        self.open[-1][1].append(element(tag, None, inner))
        return tag

    def whole(self) -> list[Child]:
        """Return all that was read."""
        self.close()
        while len(self.open) > 1:
            self._close()
        return self.open[0][1]


def shaped(markup: str) -> Html:
    """Return markup as words in their shape: nothing of it is run, loaded or followed."""
    reader = _Shaped()
    reader.feed(markup)
    return element("div", {"class": "mail-body", "dir": "auto"}, reader.whole())


def draw_html(frame: Frame, path: Path, value: Fields) -> list[Html]:
    """Return a mail: its subject, its markup, what is attached; below it the text beside it."""
    found = text(value, "html")
    body = frame.part((*path, "html"), "mail", "markup", shaped(found)) if found else None
    files = [_attached(frame, *each) for each in entries(value, "attachments", path)]
    words = words_part(frame, (*path, "text"), value, "text", "text beside the markup")
    told = element("p", {"class": "aside"}, "Where no markup is shown:")
    below = buttons(frame, path, value)
    return [
        message(_subject(frame, path, value), body, files, look="mail-of"),
        message(told, words, below=below),
    ]


def _subject(frame: Frame, path: Path, value: Fields) -> Child:
    found = text(value, *SUBJECT)
    if found is None:
        return None
    return frame.part((*path, *SUBJECT), "subject", f"subject {found}", icon("mail"), plain(found))


def _attached(frame: Frame, path: Path, value: Fields) -> Html:
    name = text(value, "filename") or file_name(text(value, "mediaUrl") or "")
    return frame.part(path, "file", f"attachment {name}", icon("file"), plain(name))

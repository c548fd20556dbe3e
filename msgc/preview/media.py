"""Images, files and GIFs: drawn, never loaded."""

from __future__ import annotations

from msgc.check.breach import Path
from msgc.facts.media_types import media_type_of
from msgc.preview.bubbles import buttons, message, words_part
from msgc.preview.elements import Child, Html, element
from msgc.preview.frames import Frame
from msgc.preview.icons import icon, picture
from msgc.preview.reading import Fields, entries, file_name, text
from msgc.preview.words import plain

# What a document's content type is called on its icon; others by the end of their name.
DOCUMENTS = {
    "application/pdf": "PDF",
    "application/msword": "DOC",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOC",
    "application/vnd.ms-excel": "XLS",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLS",
    "application/vnd.ms-powerpoint": "PPT",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PPT",
    "application/zip": "ZIP",
    "text/csv": "CSV",
    "text/plain": "TXT",
}
LONGEST_LABEL = 4
WAVE = (6, 12, 20, 9, 16, 24, 11, 18, 7, 14, 22, 10, 17, 8, 13, 19, 6, 12, 9, 15)


def draw_images(frame: Frame, path: Path, value: Fields) -> list[Html]:
    """Return each image as a message of its own; words and buttons stand with the last."""
    images = [_image(frame, *each) for each in entries(value, "images", path)]
    return _messages(frame, path, value, images, "images")


def draw_files(frame: Frame, path: Path, value: Fields) -> list[Html]:
    """Return each file as a message of its own, by its content type."""
    files = [_file(frame, *each) for each in entries(value, "files", path)]
    return _messages(frame, path, value, files, "files")


def draw_gif(frame: Frame, path: Path, value: Fields) -> list[Html]:
    """Return a moving picture."""
    badge = element("span", {"class": "badge"}, "GIF")
    shown = _picture(frame, (*path, "mediaUrl"), value, "GIF", badge)
    return _messages(frame, path, value, [shown], "mediaUrl")


def media(frame: Frame, path: Path, value: Fields) -> Html:
    """Return the picture or the film that `mediaUrl` names, as a part."""
    kind = media_type_of(text(value, "mediaUrl") or "") or ""
    badge = _play() if kind.startswith("video/") else None
    return _picture(frame, (*path, "mediaUrl"), value, "picture", badge)


def _messages(frame: Frame, path: Path, value: Fields, shown: list[Html], name: str) -> list[Html]:
    words = words_part(frame, (*path, "text"), value, "text caption", "caption")
    below = [buttons(frame, path, value), frame.below((*path, name))]
    first, last = shown[:-1], shown[-1:]
    return [
        *(message(each, look="media") for each in first),
        message(last, words, below=below, look="media"),
    ]


def _image(frame: Frame, path: Path, value: Fields) -> Html:
    return _picture(frame, path, value, "image")


def _picture(frame: Frame, path: Path, value: Fields, what: str, badge: Child = None) -> Html:
    url = text(value, "mediaUrl") or ""
    told = text(value, "altText")
    name = file_name(url)
    alt = element("span", {"class": "alt"}, plain(told)) if told else None
    named = element("span", {"class": "name", "dir": "ltr"}, name)
    caption = element("span", {"class": "legend"}, alt, named)
    return frame.part(path, "picture", f"{what} {told or name}", picture(url), badge, caption)


def _file(frame: Frame, path: Path, value: Fields) -> Html:
    url = text(value, "mediaUrl") or ""
    kind = (
        (text(value, "contentType") or media_type_of(url) or "").partition(";")[0].strip().lower()
    )
    family = kind.partition("/")[0]
    if family == "image":
        return _picture(frame, path, value, "image")
    if family == "video":
        return _picture(frame, path, value, "video", _play())
    name = text(value, "filename") or file_name(url)
    if family == "audio":
        return frame.part(path, "audio", f"audio {name}", icon("play"), _wave(), plain(name))
    return frame.part(path, "file", f"file {name}", _sheet(kind, name), _named(name, kind))


def _named(name: str, kind: str) -> Html:
    small = element("small", {"dir": "ltr"}, kind) if kind else None
    return element("span", {"class": "named"}, plain(name), small)


def _sheet(kind: str, name: str) -> Html:
    ending = name.rpartition(".")[2].upper() if "." in name else ""
    label = DOCUMENTS.get(kind) or (ending if len(ending) <= LONGEST_LABEL else "")
    return element(
        "span", {"class": f"sheet {label.lower()}"}, icon("file"), element("b", None, label)
    )


def _play() -> Html:
    return element("span", {"class": "play"}, icon("play"))


def _wave() -> Html:
    bars = [
        element("rect", {"x": str(n * 6), "y": str(14 - h // 2), "width": "3", "height": str(h)})
        for n, h in enumerate(WAVE)
    ]
    return element("svg", {"class": "wave", "viewBox": "0 0 120 28", "aria-hidden": "true"}, bars)

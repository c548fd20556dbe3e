"""XML 1.0 as text."""

from __future__ import annotations

from collections.abc import Mapping

from msgc.late import regex
from msgc.report.cells import visible, visible_line

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MARKS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
# What `visible` leaves and XML's production `Char` doesn't have.
_BEYOND = regex("[\ufffe\uffff]")


def element(tag: str, attributes: Mapping[str, str | int], content: str = "") -> str:
    """Write an element with a final line break; `content` is XML.

    Control characters in attributes' values, which XML can't hold, stand as their escapes.
    """
    written = "".join(
        f' {name}="{_escaped(visible_line(str(value)))}"' for name, value in attributes.items()
    )
    return f"<{tag}{written}>{content}</{tag}>\n" if content else f"<{tag}{written}/>\n"


def text_content(text: str) -> str:
    """Write text as an element's content; control characters other than line breaks escaped."""
    return _escaped(visible(text))


def _escaped(text: str) -> str:
    return _BEYOND.sub(lambda match: f"\\u{ord(match[0]):04x}", text).translate(_MARKS)

"""The one door to HTML: whatever is written passes here, and is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import TypeAlias

from msgc.records import dataclass


@dataclass(frozen=True, slots=True)
class Html:
    """Markup that is well formed and safe; only this module makes it."""

    text: str


Child: TypeAlias = "Html | str | Iterable[Child] | None"
Attributes = Mapping[str, str | bool | None]

NOTHING = Html("")
_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9:-]*")
VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})
# Attributes that a browser follows or loads; a page leads to itself alone.
FOLLOWED = frozenset({"href", "src", "action"})
OWN = ("#", "?", "/")
# What HTML has no place for in any form.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def element(name: str, attributes: Attributes | None = None, *children: Child) -> Html:
    """Return an element; text among the children is escaped, `None` is left out.

    An attribute that is None or False is left out, one that is True stands without a value. Raises
    ValueError for a name that isn't one, and for an address that leads elsewhere.
    """
    if not _NAME.fullmatch(name) or (name == "script" and any(children)):
        raise ValueError(f"{name!r} can't be an element")
    given = (attributes or {}).items()
    start = "".join(_attribute(key, value) for key, value in given)
    if name in VOID:
        return Html(f"<{name}{start}>")
    return Html(f"<{name}{start}>{join(children).text}</{name}>")


def _attribute(name: str, value: str | bool | None) -> str:
    if value is None or value is False:
        return ""
    if not _NAME.fullmatch(name) or name == "style" or name.startswith("on"):
        raise ValueError(f"{name!r} can't be an attribute")
    if value is True:
        return f" {name}"
    if name in FOLLOWED and (not value.startswith(OWN) or value.startswith("//")):
        raise ValueError(f"{value!r} leads elsewhere")
    return f' {name}="{escape(_writable(value), quote=True)}"'


def join(children: Child) -> Html:
    """Return children one after the other."""
    return Html("".join(_written(children)))


def _written(child: Child) -> Iterator[str]:
    if isinstance(child, Html):
        yield child.text
    elif isinstance(child, str):
        yield escape(_writable(child), quote=False)
    elif child is not None:
        for each in child:
            yield from _written(each)


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)


def stylesheet(css: str) -> Html:
    """Return our own style sheet as an element; ValueError where it would end before its end."""
    if "</" in css:
        raise ValueError("the style sheet holds markup")
    return Html(f"<style>{css}</style>")


def whole(language: str, head: Child, body: Html) -> str:
    """Return a whole document."""
    root = element("html", {"lang": language}, element("head", None, head), body)
    return f"<!doctype html>\n{root.text}\n"

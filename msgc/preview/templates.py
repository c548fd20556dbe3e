"""A template: the platform holds its words, the payload its parameters."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from msgc.check.breach import Path
from msgc.preview.bubbles import message
from msgc.preview.elements import Child, Html, element
from msgc.preview.frames import Frame
from msgc.preview.icons import icon
from msgc.preview.reading import Fields, entries, text
from msgc.preview.words import plain

FACTS = {"version": "Version", "locale": "Locale"}


def draw_template(frame: Frame, path: Path, value: Fields) -> list[Html]:
    """Return a template as a card: which one it is, and what it is filled with."""
    name = "name" if text(value, "name") else "projectId"
    called = text(value, name) or "?"
    title = element("span", {"class": "face"}, icon("template"), element("b", None, "Template"))
    told = element("span", {"class": "id", "dir": "ltr"}, called)
    head = frame.part((*path, name), "template-head", f"template {called}", title, told)
    facts = [_fact(frame, path, value, *each) for each in FACTS.items()]
    filled = [*_parameters(frame, path, value), *_variables(frame, path, value)]
    lists = [frame.below((*path, name)) for name in ("parameters", "variables")]
    below = [lists, frame.below(path)]
    empty = element("p", {"class": "aside"}, "Its words are the same for everybody.")
    return [message(head, facts, filled or empty, below, look="template")]


def _fact(frame: Frame, path: Path, value: Fields, name: str, label: str) -> Child:
    found = text(value, name)
    return _pair(frame, (*path, name), label, found) if found else frame.below((*path, name))


def _parameters(frame: Frame, path: Path, value: Fields) -> Iterator[Html]:
    for at, parameter in entries(value, "parameters", path):
        key = text(parameter, "key") or "?"
        yield _pair(frame, at, key, _said(parameter.get("value")), "parameter")


def _variables(frame: Frame, path: Path, value: Fields) -> Iterator[Html]:
    found = value.get("variables")
    for key, each in (found if isinstance(found, Mapping) else {}).items():
        yield _pair(frame, (*path, "variables", key), key, _said(each), "parameter")


def _said(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _pair(frame: Frame, path: Path, key: str, value: str, look: str = "fact") -> Html:
    name = element("span", {"class": "key", "dir": "auto"}, key)
    said = element("span", {"class": "value"}, plain(value))
    return frame.part(path, look, f"{key}: {value}", name, said)

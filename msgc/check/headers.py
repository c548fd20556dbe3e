"""The keys about the file: each in its shape, and what they ask of the message."""

from __future__ import annotations

from collections.abc import Iterator

from msgc.diagnostics import Diagnostic, finding
from msgc.plan import Plan
from msgc.syntax.nodes import Mapping, Node, Scalar
from msgc.template import Template

REQUIRED = "required"
SHAPES: dict[str, tuple[type[Node], str]] = {
    "description": (Scalar, "text"),
    "channel": (Scalar, "a word"),
    "extends": (Scalar, "the path of one file"),
    "window": (Scalar, "the word `required`"),
    "vars": (Mapping, "a mapping of names and types"),
    "samples": (Mapping, "a mapping of named rows"),
    "fallback": (Mapping, "a message of its own: `template:` and its words"),
}


def check_header(template: Template) -> Iterator[Diagnostic]:
    """Yield the faults in the shapes of a file's own keys."""
    for name, (shape, words) in SHAPES.items():
        entry = template.entry(name)
        if entry and not isinstance(entry.value, shape):
            what = f"`{name}` takes {words}"
            yield finding("MSG113", what, entry.value.span, help=f"Write {words}.")
    window = template.text("window")
    if window is not None and window.value != REQUIRED:
        help = "Write `window: required`, or leave the key out."
        yield finding("MSG113", f"`window` can't be `{window.value}`", window.span, help=help)


def check_window(templates: list[Template], plans: list[Plan]) -> Iterator[Diagnostic]:
    """Yield the finding of a message that must have a fallback and has none."""
    asked = [word for each in templates if (word := each.text("window"))]
    if asked and asked[-1].value == REQUIRED and any(plan.fallback is None for plan in plans):
        help = "Write `fallback:` with an approved template, sent where the window is closed."
        yield finding("MSG129", "the message must have a fallback", asked[-1].span, help=help)

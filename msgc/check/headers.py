"""The keys about the file: each in its shape, and what they ask of the message."""

from __future__ import annotations

from collections.abc import Iterator

from msgc.diagnostics import Diagnostic, finding
from msgc.plan import Plan
from msgc.source import Span
from msgc.syntax.nodes import Mapping, Node, Scalar
from msgc.syntax.rewording import renamed
from msgc.template import Template
from msgc.vocabulary import BY_KEY, TEMPLATE

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
        what = f"`window` can't be `{window.value}`"
        fix = renamed(window.span, window.value, (REQUIRED,))
        yield finding("MSG113", what, window.span, help=help, fix=fix)


def check_window(
    templates: list[Template], plans: list[Plan], catalog: str | None = None
) -> Iterator[Diagnostic]:
    """Yield the finding of a message that must have a fallback and has none.

    The message's own `window` asks for it, or the catalog's. A template needs none: it may be sent
    at any time.
    """
    if all(plan.kind == TEMPLATE.name or plan.fallback for plan in plans):
        return
    asked = [word for each in templates if (word := each.text("window"))]
    if (asked[-1].value if asked else catalog) == REQUIRED:
        help = "Write `fallback:` with an approved template, sent where the window is closed."
        span = asked[-1].span if asked else _kind_span(templates, plans[0].kind)
        yield finding("MSG129", "the message must have a fallback", span, help=help)


def _kind_span(templates: list[Template], kind: str) -> Span:
    """Return the nearest key that tells the kind; the file's begin where there is none."""
    keys = (entry.key for each in reversed(templates) for entry in each.root)
    told = (key.span for key in keys if key.value in BY_KEY and BY_KEY[key.value].name == kind)
    return next(told, templates[-1].source.span())

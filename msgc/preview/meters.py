"""How much of a limit is used, and how much any row can reach, as a small bar and in words."""

from __future__ import annotations

from collections.abc import Sequence

from msgc.preview.elements import NOTHING, Html, element
from msgc.preview.model import Limit

# Units that a bar draws as so many parts of its whole.
WIDTH = 100


# What the words of a button or a row are called, where the payload's field says less.
NAMES = {"text": "words", "label": "description", "actions": "entries", "items": "entries"}
LIST = "the list of "


def meters(limits: Sequence[Limit], is_named: bool = False) -> Html:
    """Return limits as bars with their numbers, each named where asked for or one of several."""
    shown = [meter(limit, is_named or len(limits) > 1) for limit in limits]
    return element("div", {"class": "meters"}, shown) if shown else NOTHING


def meter(limit: Limit, is_named: bool = False) -> Html:
    """Return a limit as a bar with its numbers."""
    told = {"role": "img", "aria-label": sentence(limit), "title": sentence(limit)}
    name = element("span", {"class": "field"}, _name(limit)) if is_named else None
    numbers = element("span", {"class": "numbers"}, short(limit))
    return element("div", {"class": f"meter {limit.state}", **told}, name, bar(limit), numbers)


def _name(limit: Limit) -> str:
    if limit.what.startswith(LIST):
        return limit.what.removeprefix(LIST)
    field = str(next((part for part in reversed(limit.path) if isinstance(part, str)), ""))
    return NAMES.get(field, field)


def bar(limit: Limit) -> Html:
    """Return the bar: what is used over what can be reached."""
    most = limit.limit if limit.most is None else limit.most
    shape = {"class": "bar", "viewBox": f"0 0 {WIDTH} 4", "preserveAspectRatio": "none"}
    return element(
        "svg",
        {**shape, "aria-hidden": "true"},
        _rect("whole", WIDTH),
        _rect("reach", _width(max(most, limit.used), limit.limit)),
        _rect("used", _width(limit.used, limit.limit)),
    )


def short(limit: Limit) -> str:
    """Return the numbers alone: `18 of 20, up to 24`."""
    return f"{limit.used:,} of {limit.limit:,}{_reach(limit)}"


def sentence(limit: Limit) -> str:
    """Return the numbers in a sentence."""
    what = limit.what[:1].upper() + limit.what[1:]
    return f"{what}: {limit.used:,} of {limit.limit:,} {limit.unit}{_reach(limit)}"


def _reach(limit: Limit) -> str:
    if limit.most is None:
        return ", without bound"
    return f", up to {limit.most:,}" if limit.most != limit.used else ""


def _width(count: int, limit: int) -> int:
    return min(WIDTH, round(WIDTH * count / max(limit, 1)))


def _rect(look: str, width: int) -> Html:
    return element("rect", {"class": look, "width": str(width), "height": "4"})

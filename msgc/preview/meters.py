"""How much of a limit is used, and how much any row can reach, as a small bar and in words."""

from __future__ import annotations

from collections.abc import Sequence

from msgc.preview.elements import NOTHING, Html, element
from msgc.preview.model import Limit

# Units that a bar draws as so many parts of its whole.
WIDTH = 100
# What the words of a button or a row are called, where the payload's field says less.
NAMES = {"text": "words"}
# What the entries of lists are, by the ends of their paths: the first that fits.
ENTRIES = (
    (("list", "items"), "sections"),
    (("carousel", "items"), "cards"),
    (("list", "items", 0, "actions"), "rows"),
    (("actions",), "buttons"),
)
# Fields whose words are what is seen of a part: alone, their bar needs no name.
PLAIN = frozenset({"text", "title", "label", "address", "filename"})
LIST = "the list of "
# The units of texts, and that of a list whose entries have no name of their own.
LENGTHS, ANY = ("characters", "UTF-16 units", "bytes"), "entries"
UNKNOWN = "–"


def meters(limits: Sequence[Limit], is_named: bool = False) -> Html:
    """Return limits as bars with their numbers.

    Each is named where asked for, where it is one of several, and where a reader sees no words that
    it counts.
    """
    named = is_named or len(limits) > 1
    shown = [meter(limit, named or _field(limit) not in PLAIN) for limit in limits]
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
    field = _field(limit)
    if field == "label" and "description" in limit.path:
        return "description"
    counted = unit(limit)
    return NAMES.get(field, field) if counted in (*LENGTHS, ANY) else counted


def unit(limit: Limit) -> str:
    """Return what is counted: `characters`, `cards`."""
    return _entries(limit) or limit.unit


def _entries(limit: Limit) -> str | None:
    """Return what the entries of a list are called, None where more is said or nothing is known."""
    if limit.unit != ANY:
        return None
    path = tuple(0 if isinstance(part, int) else part for part in limit.path)
    return next((name for end, name in ENTRIES if path[-len(end) :] == end), None)


def _field(limit: Limit) -> str:
    return str(next((part for part in reversed(limit.path) if isinstance(part, str)), ""))


def bar(limit: Limit) -> Html:
    """Return the bar: what is used over what can be reached."""
    most = limit.limit if limit.most is None else limit.most
    shape = {"class": "bar", "viewBox": f"0 0 {WIDTH} 4", "preserveAspectRatio": "none"}
    used = limit.used or 0
    return element(
        "svg",
        {**shape, "aria-hidden": "true"},
        _rect("whole", WIDTH),
        _rect("reach", _width(max(most, used), limit.limit)),
        _rect("used", _width(used, limit.limit)),
    )


def short(limit: Limit) -> str:
    """Return the numbers alone: `18 of 20, up to 24`."""
    return f"{_used(limit, UNKNOWN)} of {limit.limit:,}{_reach(limit)}"


def sentence(limit: Limit) -> str:
    """Return the numbers in a sentence."""
    what = limit.what[:1].upper() + limit.what[1:]
    used = _used(limit, "not known how many")
    return f"{what}: {used} of {limit.limit:,} {unit(limit)}{_reach(limit)}"


def _used(limit: Limit, unknown: str) -> str:
    return unknown if limit.used is None else f"{limit.used:,}"


def _reach(limit: Limit) -> str:
    if limit.most is None:
        return ", without bound"
    return f", up to {limit.most:,}" if limit.most != limit.used else ""


def _width(count: int, limit: int) -> int:
    return min(WIDTH, round(WIDTH * count / max(limit, 1)))


def _rect(look: str, width: int) -> Html:
    return element("rect", {"class": look, "width": str(width), "height": "4"})

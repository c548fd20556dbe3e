"""What can be chosen: a message in the catalog's list; a sample, a locale or a row for it."""

from __future__ import annotations

from urllib.parse import urlencode

from msgc.preview.elements import Attributes, Child, Html, element
from msgc.preview.model import Choice, Listed, Overview, Scene


def address(choice: Choice) -> str:
    """Return a choice as the query of a page's address."""
    named = {
        "message": choice.message,
        "sample": choice.sample,
        "row": choice.row,
        "locale": choice.locale,
    }
    return "?" + urlencode({key: value for key, value in named.items() if value is not None})


def choice_of(query: dict[str, str]) -> Choice:
    """Return the choice that a query tells; what it tells wrongly it doesn't tell."""
    number = query.get("row", "")
    is_number = number.isascii() and number.isdigit() and len(number) < 10
    row = int(number) if is_number and int(number) > 0 else None
    sample, locale = query.get("sample") or None, query.get("locale") or None
    return Choice(query.get("message", ""), None if row else sample, row, locale)


def catalog_list(overview: Overview, chosen: str) -> Html:
    """Return the catalog's messages by folder, the chosen one marked."""
    folders: dict[str, list[Html]] = {}
    for each in overview.messages:
        folder, _, name = each.name.rpartition("/")
        folders.setdefault(folder, []).append(_entry(each, name, each.name == chosen))
    groups = [_group(folder, entries) for folder, entries in folders.items()]
    find: Attributes = {
        "type": "search",
        "id": "find",
        "placeholder": "Find a message",
        "hidden": True,
    }
    field = element("input", {**find, "aria-label": "Find a message", "autocomplete": "off"})
    title = element("p", {"class": "catalog-name", "dir": "auto"}, overview.name)
    none = element("p", {"id": "none", "class": "aside", "role": "status"})
    return element("nav", {"id": "catalog", "aria-label": "Messages"}, title, field, none, groups)


def _group(folder: str, entries: list[Html]) -> Html:
    title = element("h2", None, folder) if folder else None
    return element("section", {"class": "folder"}, title, element("ul", None, entries))


def _entry(each: Listed, name: str, is_chosen: bool) -> Html:
    current = "page" if is_chosen else None
    attributes = {"href": address(Choice(each.name)), "aria-current": current}
    label = element("span", {"class": "name"}, name)
    kind = element("span", {"class": "kind"}, each.kind or "")
    return element("li", None, element("a", attributes, label, kind, badge(each)))


def badge(each: Listed) -> Child:
    """Return how many findings a message has; nothing where it has none, or they aren't known."""
    if each.errors:
        words = f"{each.errors} error{'' if each.errors == 1 else 's'}"
        return element("span", {"class": "badge error", "aria-label": words}, str(each.errors))
    if each.warnings:
        words = f"{each.warnings} warning{'' if each.warnings == 1 else 's'}"
        return element("span", {"class": "badge warning", "aria-label": words}, str(each.warnings))
    return None


def chooser(scene: Scene) -> Html:
    """Return the ways to the other samples, locales and rows of a message."""
    name, locale = scene.choice.message, scene.choice.locale
    samples = [
        _way(sample, Choice(name, sample, None, locale), sample == scene.choice.sample)
        for sample in scene.samples
    ]
    own = Choice(name, scene.choice.sample, scene.choice.row)
    locales = [
        _way(tag, Choice(name, own.sample, own.row, tag), tag == locale) for tag in scene.locales
    ]
    first = _way("as in the row", own, locale is None)
    groups = [_ways("Sample", samples), _ways("Locale", [first, *locales] if locales else [])]
    return element("div", {"class": "chooser"}, groups, _rows(scene))


def _way(label: str, choice: Choice, is_chosen: bool) -> Html:
    current = "true" if is_chosen else None
    return element("a", {"href": address(choice), "aria-current": current}, label)


def _ways(title: str, ways: list[Html]) -> Child:
    if not ways:
        return None
    label = element("span", {"class": "group-title"}, title)
    return element("div", {"class": "group", "role": "group", "aria-label": title}, label, ways)


def _rows(scene: Scene) -> Child:
    """Return the form that asks for a row of the recipients' file."""
    if scene.rows is None:
        return None
    kept = {"message": scene.choice.message, "locale": scene.choice.locale}
    hidden = [_hidden(key, value) for key, value in kept.items() if value]
    label = element("label", {"for": "row", "class": "group-title"}, f"Row of {scene.rows}")
    shown: list[Child] = [label, _number(scene.choice.row), element("button", None, "Show"), hidden]
    return element("form", {"class": "group", "action": "/", "method": "get"}, shown)


def _hidden(name: str, value: str) -> Html:
    return element("input", {"type": "hidden", "name": name, "value": value})


def _number(row: int | None) -> Html:
    field: Attributes = {"type": "number", "name": "row", "id": "row", "min": "1", "required": True}
    return element("input", {**field, "value": str(row) if row else None, "inputmode": "numeric"})

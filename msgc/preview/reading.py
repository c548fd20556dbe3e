"""Reading a payload that may be wrong: what isn't of the kind that is wanted isn't there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

from msgc.check.breach import Path

Fields = Mapping[str, object]
NONE: Fields = {}


def fields(value: object, *names: str) -> Fields:
    """Return the object that names lead to, an empty one where there is none."""
    for name in names:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value if isinstance(value, Mapping) else NONE


def text(value: object, *names: str) -> str | None:
    """Return the text that names lead to; a number is its digits."""
    *before, last = names
    found = fields(value, *before).get(last)
    if isinstance(found, bool) or not isinstance(found, str | int | float):
        return None
    return str(found)


def entries(value: object, name: str, path: Path) -> Iterator[tuple[Path, Fields]]:
    """Yield the objects of a list that is a member, each with its path."""
    found = fields(value).get(name)
    for index, entry in enumerate(found if isinstance(found, list) else ()):
        if isinstance(entry, Mapping):
            yield (*path, name, index), entry


def file_name(url: str) -> str:
    """Return the name that the end of an address gives to what stands there."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return unquote(parts.path.rstrip("/").rpartition("/")[2]) or parts.netloc or url


def host(url: str) -> str:
    """Return the host that an address names, the address itself where it names none."""
    try:
        return urlsplit(url).netloc.removeprefix("www.") or url
    except ValueError:
        return url

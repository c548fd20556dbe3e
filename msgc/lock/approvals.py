"""The approval of each locale of a channel template, gathered from the parts of an answer.

`platformInfo` tells what the platform does with a locale now, `approvals` what came of its review,
`localeStatuses` what the API makes of both. Only WhatsApp's entries are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgc.lock.model import APPROVED, MIXED, is_usable, same_locale

PLATFORM = "whatsapp"
Pairs = Iterator[tuple[str, str | None]]
Entry = Mapping[str, object]


def locales_of(entry: Entry) -> dict[str, str | None] | None:
    """Return an answer's locales with their approval; None where it names no locale at all."""
    parts = (list(_content(entry)), list(_info(entry)), list(_statuses(entry)))
    tags = _distinct(tag for part in parts for tag, _ in part)
    return {tag: _approval(tag, *parts) for tag in tags} or None


def _distinct(tags: Iterable[str]) -> list[str]:
    kept: list[str] = []
    for tag in tags:
        if not any(same_locale(tag, other) for other in kept):
            kept.append(tag)
    return kept


def _approval(tag: str, *parts: list[tuple[str, str | None]]) -> str | None:
    content, info, statuses = (_words(tag, part) for part in parts)
    # A template is paused after its approval, which then still stands in `approvals`.
    if info and not any(map(is_usable, info)):
        return info[0]
    words = [*info, *content, *statuses]
    usable = {is_usable(word) for word in words}
    if usable == {True}:
        return APPROVED
    return MIXED if True in usable else next(iter(words), None)


def _words(tag: str, part: list[tuple[str, str | None]]) -> list[str]:
    return sorted({word for other, word in part if word and same_locale(tag, other)})


def _content(entry: Entry) -> Pairs:
    """Yield the locales that have content, with the outcome of each review."""
    for content in dicts(entry.get("platformContent")):
        tag = content.get("locale") or entry.get("defaultLocale")
        if content.get("platform", PLATFORM) != PLATFORM or not isinstance(tag, str):
            continue
        yield tag, None
        for approval in dicts(content.get("approvals")):
            yield tag, word_of(approval.get("platformStatus")) or word_of(approval.get("status"))


def _info(entry: Entry) -> Pairs:
    """Yield what `platformInfo` says, whose keys are `whatsapp:ACCOUNT:LOCALE`."""
    info = entry.get("platformInfo")
    for key, value in info.items() if isinstance(info, dict) else ():
        platform, _, place = key.partition(":")
        tag = place.rpartition(":")[2]
        if platform == PLATFORM and ":" in place and tag and isinstance(value, dict):
            yield tag, word_of(value.get("status"))


def _statuses(entry: Entry) -> Pairs:
    statuses = entry.get("localeStatuses")
    for tag, value in statuses.items() if isinstance(statuses, dict) else ():
        yield tag, word_of(value)


def word_of(value: object) -> str | None:
    """Return a status as one plain word: `whatsapp_approved` is `approved`."""
    if not isinstance(value, str) or not value.strip():
        return None
    return value.strip().lower().removeprefix(f"{PLATFORM}_").replace("-", "_").replace(" ", "_")


def dicts(value: object) -> list[dict[str, object]]:
    """Return the objects of a list; none of anything else."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []

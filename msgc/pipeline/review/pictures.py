"""Payloads of two versions held against each other: the lines of bubbles, and what is behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from msgc.diagnostics import pointer as pointer_of
from msgc.pipeline.review.bubbles import bubble_of
from msgc.pipeline.review.model import Key, Line, Pair, Picture
from msgc.pipeline.review.shots import Payload, Shot
from msgc.pipeline.testing.pointers import NOTHING
from msgc.pipeline.testing.values import Change, changes


def pictures_of(before: Mapping[Key, Shot], after: Mapping[Key, Shot]) -> Iterator[Picture]:
    """Yield what differs, in the order of the later version; what is gone stands last."""
    for key in dict.fromkeys((*after, *before)):
        old, new = before.get(key), after.get(key)
        if old is None or new is None or any(changes(old.payload, new.payload)):
            yield _picture(key, old, new)


def _picture(key: Key, old: Shot | None, new: Shot | None) -> Picture:
    before, after = (shot.payload if shot else None for shot in (old, new))
    pairs = tuple(pairs_of(_lines(before), _lines(after)))
    hidden = tuple(_hidden(before, after)) if before and after else ()
    both = old is not None and new is not None
    blank = both and not hidden and _squeezed(before) == _squeezed(after)
    return Picture(
        *(key, before, after, pairs, hidden, blank),
        row_changed=old is not None and new is not None and old.row != new.row,
    )


def _lines(payload: Payload | None) -> list[Line]:
    return bubble_of(payload) if payload else []


def _squeezed(payload: Payload | None) -> list[str]:
    """Return the words that people see, whatever stands between them."""
    return [word for line in _lines(payload) for word in line.text.split()]


def pairs_of(before: Sequence[Line], after: Sequence[Line]) -> Iterator[Pair]:
    """Yield two bubbles' lines side by side, lines that are the same beside each other."""
    old, new = ([(line.part, line.text) for line in lines] for lines in (before, after))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for _, i, i_end, j, j_end in matcher.get_opcodes():
        for one, other in zip_longest(before[i:i_end], after[j:j_end]):
            yield Pair(one, other)


def _hidden(before: Payload, after: Payload) -> Iterator[Change]:
    """Yield the changes of values that no line of either bubble shows."""
    shown = {p for each in (before, after) for line in bubble_of(each) for p in line.pointers}
    for change in changes(before, after):
        for leaf in _leaves(change):
            if leaf.pointer not in shown:
                yield leaf


def _leaves(change: Change) -> Iterator[Change]:
    """Yield a change of a whole object or list as the changes of its values."""
    is_added = change.before is NOTHING
    for pointer, value in _values(change.after if is_added else change.before, change.pointer):
        if is_added:
            yield Change(pointer, NOTHING, value)
        elif change.after is NOTHING:
            yield Change(pointer, value, NOTHING)
        else:
            yield change
            return


def _values(value: object, pointer: str) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict) and value:
        for name, member in value.items():
            yield from _values(member, pointer + pointer_of((name,)))
    elif isinstance(value, list) and value:
        for index, entry in enumerate(value):
            yield from _values(entry, f"{pointer}/{index}")
    else:
        yield pointer, value

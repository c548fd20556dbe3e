"""What earlier runs have kept of a message, added to what a run keeps: rows differ in shape."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from msgc.cache.store import Document
from msgc.emit.limits import MAX_SHAPES


def with_earlier(entry: Document, earlier: Document | None) -> Document:
    """Return an entry with the programs and shapes of an earlier one of the same message.

    An entry that was kept of other files, or is of another form, adds nothing.
    """
    if earlier is None or earlier.get("evidence") != entry["evidence"]:
        return entry
    plan, before = _plain(entry["plan"]), earlier.get("plan")
    if not isinstance(before, dict) or before.get("fields") != plan["fields"]:
        return entry
    programs = {**before["programs"], **plan["programs"]}
    for locale in before["programs"].keys() & plan["programs"].keys():
        pairs = zip(plan["programs"][locale], before["programs"][locale], strict=True)
        programs[locale] = [_merged(new, old) for new, old in pairs]
    return {**entry, "plan": {**plan, "programs": programs}}


def _merged(new: Any, old: Any) -> Any:
    """Return a program with the shapes of the same program that another run has had."""
    if new is None or old is None or new["source"] != old["source"] or "shapes" not in new:
        return new
    shapes = _by_key(new)
    for key, shape in _by_key(old).items():
        if key in shapes:
            shapes[key] = _merged(shapes[key], shape)
        elif len(shapes) < MAX_SHAPES:
            shapes[key] = shape
    return {**new, "shapes": [[list(key), shape] for key, shape in shapes.items()]}


def _by_key(program: Mapping[str, Any]) -> dict[tuple[int, ...], Any]:
    return {tuple(key): shape for key, shape in program["shapes"]}


def _plain(document: object) -> Any:
    """Return a document as it comes back from disk, as earlier ones do."""
    return json.loads(json.dumps(document))

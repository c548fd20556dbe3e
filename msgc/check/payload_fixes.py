"""The mend of what a payload file breaks, in the file's own JSON."""

from __future__ import annotations

from msgc.check.breach import Breach, Path
from msgc.check.misplaced import can_move
from msgc.check.moves import Place, moved_out
from msgc.diagnostics import Fix
from msgc.source import Span
from msgc.syntax.nodes import Entry, Mapping, Node, Scalar, Sequence
from msgc.syntax.rewording import replaced


def payload_fix(breach: Breach, span: Span, root: Node) -> Fix | None:
    """Return the one safe mend of a breach that stands at `span`; `root` is the payload's tree."""
    if isinstance(root, Mapping) and can_move(breach, [entry.key.value for entry in root]):
        return _moved(breach, root)
    if breach.mend is None:
        return None
    if breach.at_key:
        return replaced(span, breach.path[-1], breach.mend)
    written = _node(root, breach.path)
    return replaced(span, written.json, breach.mend) if isinstance(written, Scalar) else None


def _moved(breach: Breach, root: Mapping) -> Fix | None:
    owner = root.entry(str(breach.path[0]))
    assert owner is not None and isinstance(owner.value, Mapping)
    stray = owner.value.entry(str(breach.path[1]))
    return moved_out(_place(stray), _place(owner), in_json=True) if stray else None


def _place(entry: Entry) -> Place:
    return Place(entry.key.span, entry.value.span)


def _node(node: Node, path: Path) -> Node | None:
    at: Node | None = node
    for part in path:
        if isinstance(at, Mapping):
            at = at.get(str(part))
        elif isinstance(at, Sequence) and isinstance(part, int):
            at = at.items[part]
    return at

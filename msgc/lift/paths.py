"""Values taken out of a tree of the API's fields by the vocabulary's paths."""

from __future__ import annotations

from msgc.vocabulary import Path

Tree = dict[str, object]


def copied(tree: Tree) -> Tree:
    """Return the tree with mappings of its own; what isn't a mapping is shared."""
    return {name: copied(item) if isinstance(item, dict) else item for name, item in tree.items()}


def has(tree: object, path: Path) -> bool:
    """Tell whether something stands at the path."""
    for name in path:
        if not isinstance(tree, dict) or name not in tree:
            return False
        tree = tree[name]
    return True


def take(tree: Tree, path: Path) -> object:
    """Take away what stands at the path, with the mappings on the way that it leaves empty."""
    name, rest = path[0], path[1:]
    if not rest:
        return tree.pop(name)
    inner = tree[name]
    assert isinstance(inner, dict)
    value = take(inner, rest)
    if not inner:
        del tree[name]
    return value

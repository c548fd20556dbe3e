"""Keys that have no place where they stand: what the author may have meant."""

from __future__ import annotations

from msgc.diagnostics import Fix
from msgc.lower.context import Context
from msgc.nearby import near
from msgc.syntax.nodes import Mapping, Scalar
from msgc.syntax.rewording import renamed
from msgc.vocabulary import (
    BY_KEY,
    ENVELOPE_WORDS,
    FILE_KEYS,
    KINDS,
    STRUCTURE,
    TEMPLATE,
    TEXT,
    Kind,
)


def report_unknown(key: Scalar, beside: Mapping, kind: Kind, context: Context) -> None:
    """Report a key that isn't the envelope's, the file's, or one of the kind's words.

    `beside` is the mapping that it stands in.
    """
    name = key.value
    if name in BY_KEY:
        _report_second_kind(key, kind, context)
        return
    owners = [owner.name for owner in (*KINDS, TEMPLATE) if owner.word(name)]
    if owners:
        what = f"`{name}` has no place in a message of kind {kind.name}"
        context.report("MSG110", what, key.span, f"It belongs to: {', '.join(owners)}.")
        return
    if name in STRUCTURE:
        help = "It stands on entries of lists: on an action, a row, a card."
        context.report("MSG110", f"`{name}` has no place here", key.span, help)
        return
    meant = near(name, known_keys(kind))
    help = f"Did you mean `{meant}`?" if meant else _listed(kind)
    fix = _renamed(key, beside, kind)
    context.report("MSG110", f"there is no key `{name}`", key.span, help, fix)


def _renamed(key: Scalar, beside: Mapping, kind: Kind) -> Fix | None:
    """Return the fix of a misspelt key, unless it makes the key stand twice, or two kinds."""
    fix = renamed(key.span, key.value, known_keys(kind))
    if fix is None or fix.text in beside:
        return None
    own = (*kind.keys, *(word.name for word in kind.words))
    is_other_kind = fix.text in BY_KEY and fix.text not in own and bool(kind.keys)
    return None if is_other_kind and kind is not TEXT else fix


def _report_second_kind(key: Scalar, kind: Kind, context: Context) -> None:
    if key.value in TEXT.keys:
        what = f"`text` has no place beside `{kind.name}`"
        help = "The words stand in the template." if kind is TEMPLATE else "Write them inside it."
        context.report("MSG112", what, key.span, help)


def is_known(key: Scalar) -> bool:
    """Tell whether a key has a place in a message of some kind."""
    owners = (owner for owner in (*KINDS, TEMPLATE) if owner.word(key.value))
    return key.value in (*FILE_KEYS, *ENVELOPE_WORDS, *BY_KEY) or any(owners)


def known_keys(kind: Kind) -> list[str]:
    """Return every key that may stand at the top of a message of that kind."""
    return [*FILE_KEYS, *ENVELOPE_WORDS, *(word.name for word in kind.words), *BY_KEY]


def _listed(kind: Kind) -> str:
    words = ", ".join(f"`{name}`" for name in dict.fromkeys(word.name for word in kind.words))
    if not words:
        return "Its kinds are text, image, file, location, list, carousel and template."
    return f"A message of kind {kind.name} has {words}."

"""A field of the envelope written inside `body` or `template`, as in some of the API's samples."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from msgc.check.breach import Breach
from msgc.vocabulary import ENVELOPE_WORDS

FIELDS = frozenset(word.name for word in ENVELOPE_WORDS.values() if word.path == (word.name,))
OWNERS = ("body", "template")
STRAY = "MSG303"


def is_misplaced(breach: Breach) -> bool:
    """Tell whether a stray key is one of the envelope's."""
    is_stray = breach.code == STRAY and breach.at_key and len(breach.path) == len(("body", "key"))
    return is_stray and breach.path[0] in OWNERS and breach.path[1] in FIELDS


def in_words(breach: Breach) -> Breach:
    """Return a breach with the help that says where its key stands, if that is what is wrong."""
    if not is_misplaced(breach):
        return breach
    owner, name = breach.path
    return replace(breach, help=f"`{name}` stands beside `{owner}`, not inside it.", mend=None)


def can_move(breach: Breach, envelope: Collection[str]) -> bool:
    """Tell whether the key can be moved out: the envelope, whose keys these are, hasn't got it."""
    return is_misplaced(breach) and breach.path[1] not in envelope

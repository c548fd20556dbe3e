"""The types of the texts that the search tries the platform's rules on."""

from __future__ import annotations

from dataclasses import replace

from msgc.chars import chars_of
from msgc.prove.choices import LETTERS, WORDS
from msgc.types import ListType, ObjectType, StringType, Type, present

# Spiced texts hold more; they are tried on formats alone, which are no rules of a platform.
MADE_OF = chars_of(WORDS + LETTERS)
# Of so few variables and constraints all rows can be tried: no bound of the search is ever met.
MAX_VARIABLES, MAX_CONSTRAINTS = 8, 8


def is_searched_whole(variables: ObjectType, constraints: int) -> bool:
    """Tell whether a search tries all its rows, however many of them it is spared."""
    kinds = [present(each.type) for each in variables.fields.values()]
    is_flat = not any(isinstance(kind, ObjectType | ListType) for kind in kinds)
    return is_flat and len(kinds) <= MAX_VARIABLES and constraints <= MAX_CONSTRAINTS


def made_row(ordinary: ObjectType) -> ObjectType:
    """Return the type of the rows that a search makes, of that of ordinary ones.

    Their texts are of plain words; what has a form, or is one of some words, is as it is.
    """
    fields = {name: replace(each, type=_made(each.type)) for name, each in ordinary.fields.items()}
    return replace(ordinary, fields=fields)


def _made(kind: Type) -> Type:
    if not isinstance(kind, StringType):
        return kind
    has_form = kind.enum is not None or kind.format is not None or kind.pattern is not None
    return kind if has_form else replace(kind, chars=MADE_OF)

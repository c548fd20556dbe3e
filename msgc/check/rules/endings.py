"""What the ending of a URL's path tells of its content, for every row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgc.chars import Chars
from msgc.check.possible import Possible, kind_of
from msgc.facts.media_types import media_type_of
from msgc.late import Late, regex
from msgc.types import StringType

# Had where a text isn't known.
if TYPE_CHECKING:
    from msgc.syntax import expr as exprs
else:
    exprs = Late("msgc.syntax.expr")

Types = frozenset[str | None]
# Stands for data in a URL; it is in no ending.
DATA = "\x00"

_AFTER_PATH = regex("[?#]")


def types_told(value: object) -> Types | None:
    """Return the content types that a URL's ending can tell, None where that is any.

    Among them, None stands for an ending that tells nothing.
    """
    if isinstance(value, str):
        return frozenset({media_type_of(value)})
    kind = kind_of(value)
    if not isinstance(value, Possible) or not isinstance(kind, StringType):
        return None
    if kind.enum is not None:
        return frozenset(map(media_type_of, kind.enum))
    return _told_by_literals(value)


def _told_by_literals(value: Possible) -> Types | None:
    """Return what is told where the ending is literal and no data can end the path before it."""
    text = value.hole.expr if value.hole else None
    if not isinstance(text, exprs.Join) or not all(
        _stays_in_path(part, value) for part in text.parts
    ):
        return None
    url = "".join(part.value if isinstance(part, exprs.Text) else DATA for part in text.parts)
    path = _AFTER_PATH.split(url, maxsplit=1)[0]
    told = media_type_of(path)
    return frozenset({told}) if told is not None else None


def _stays_in_path(part: exprs.Expr, value: Possible) -> bool:
    """Tell whether a piece of a URL surely begins no query and no fragment by itself."""
    if isinstance(part, exprs.Text) or (
        isinstance(part, exprs.Filter) and part.name == "urlencode"
    ):
        return True
    kind = value.pieces.get(id(part), StringType())
    if kind.enum is not None:
        return not any(map(_AFTER_PATH.search, kind.enum))
    return not kind.chars & Chars.OTHER

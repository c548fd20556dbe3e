"""What every recipient would break: a value of which only the type is known can be sure to fail."""

from __future__ import annotations

from collections.abc import Iterator

from msgc.check.abstract import abstract
from msgc.check.breach import named
from msgc.check.kinds import Kinds
from msgc.check.plans import span_of
from msgc.check.possible import Possible
from msgc.check.proof import schema_judgements
from msgc.check.rules.model import Judgement
from msgc.check.urls import data_in_authority
from msgc.diagnostics import Diagnostic, finding, pointer
from msgc.plan import Hole, Object, find

# Where the type of an expression doesn't fit its field, the expression's own finding says so.
OF_TYPES = "MSG301"
URL = ("format", "uri")


def sure_breaches(payload: Object, kinds: Kinds) -> Iterator[Diagnostic]:
    """Yield the findings of what no row can mend, at the expressions that make it."""
    for judgement in schema_judgements(abstract(payload, kinds), kinds.pieces):
        place = find(payload, judgement.path)
        if isinstance(place, Hole) and _is_url(judgement):
            yield from _hosts(place, judgement, kinds)
        if judgement.holds is False and judgement.code != OF_TYPES and _is_open(place, kinds):
            yield _finding(judgement, payload)


def _is_url(judgement: Judgement) -> bool:
    return (judgement.keyword, judgement.argument) == URL


def _is_open(place: object, kinds: Kinds) -> bool:
    return isinstance(place, Hole) and isinstance(abstract(place, kinds), Possible)


def _finding(judgement: Judgement, payload: Object) -> Diagnostic:
    reach = judgement.reach
    what = judgement.message
    if reach is not None:
        least = f"{reach.least:,} {reach.unit}"
        what = f"{named(judgement.path)} is at least {least} long, and may have {reach.limit:,}"
    span = span_of(payload, judgement.path, judgement.at_key)
    at = pointer(judgement.path)
    return finding(judgement.code, what, span, help=judgement.help, pointer=at)


def _hosts(hole: Hole, judgement: Judgement, kinds: Kinds) -> Iterator[Diagnostic]:
    """Yield the finding of data that decides which host a URL leads to."""
    data = data_in_authority(hole, kinds.pieces)
    if data is None:
        return
    what = f"`{data.span.text}` decides where the URL leads, so that a row could lead anywhere"
    help = (
        "Write the scheme and the host yourself, `https://www.example.com/{{ path | urlencode }}`; "
        "or declare a whole URL, `uri`, and write it alone."
    )
    yield finding("MSG221", what, data.span, help=help, pointer=pointer(judgement.path))

"""One finding for each cause: what two keywords say of one slip is told once."""

from __future__ import annotations

from collections.abc import Callable

from msgc.check.breach import Breach, Path
from msgc.vocabulary import ACTION_WORDS, KINDS

MISSING = "MSG302"
# The keys that hold what a tag announces.
HOLDERS = ("permission_request", *(kind.type for kind in KINDS), *ACTION_WORDS)


def one_for_each_cause(found: list[Breach]) -> list[Breach]:
    """Return the breaches without those that say again what another one says."""
    for rule in (_misspelt, _under_wrong_tag, _misspelt_in_open_object):
        said_again = rule(found)
        found = [breach for breach in found if not said_again(breach)]
    return found


def _misspelt(found: list[Breach]) -> Callable[[Breach], bool]:
    """A key is missing because a stray one is a misspelling of it: the stray says it."""
    strays = {(breach.path[:-1], breach.member) for breach in found if _is_stray(breach, True)}
    return lambda breach: not breach.at_key and (breach.path, breach.member) in strays


def _under_wrong_tag(found: list[Breach]) -> Callable[[Breach], bool]:
    """The tag says one thing and the key beside it holds another: what is missing says it."""
    places = {path for path, member in _missing(found) if member in HOLDERS}
    return lambda breach: (
        breach.at_key and breach.path[:-1] in places and breach.path[-1] in HOLDERS
    )


def _misspelt_in_open_object(found: list[Breach]) -> Callable[[Breach], bool]:
    """A stray key is only a warning: the error is what is missing."""
    missing = _missing(found)
    return lambda breach: _is_stray(breach, False) and (breach.path[:-1], breach.member) in missing


def _missing(found: list[Breach]) -> set[tuple[Path, str | None]]:
    return {(breach.path, breach.member) for breach in found if breach.code == MISSING}


def _is_stray(breach: Breach, is_error: bool) -> bool:
    return breach.at_key and breach.member is not None and breach.is_error is is_error

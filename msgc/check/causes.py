"""One finding for each cause: what two keywords say of one slip is told once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgc.check.breach import Breach, Path
from msgc.diagnostics import Diagnostic
from msgc.vocabulary import ACTION_WORDS, KINDS

MISSING = "MSG302"
OF_PLATFORM = "MSG4"
# What the schema says of a size, a range or a missing member, a platform's rule says in words of
# its own.
SAID_BETTER = (MISSING, "MSG305", "MSG306", "MSG307", "MSG310")
# The keys that hold what a tag announces.
HOLDERS = ("permission_request", *(kind.type for kind in KINDS), *ACTION_WORDS)


def one_for_each_cause(found: list[Breach]) -> list[Breach]:
    """Return the breaches without those that say again what another one says."""
    for rule in (_misspelt, _under_wrong_tag, _misspelt_in_open_object):
        said_again = rule(found)
        found = [breach for breach in found if not said_again(breach)]
    return found


def with_rules(of_schema: list[Breach], of_rules: list[Breach]) -> list[Breach]:
    """Return what the schema and the platform's rules find, one finding for each cause.

    Of two about the same place the platform's stays where it is in better words and no milder.
    """
    if not of_schema or not of_rules:
        return [*of_schema, *of_rules]
    is_misspelt = _misspelt(of_schema)
    said = {_place(breach): breach for breach in of_rules if not is_misspelt(breach)}
    kept = [breach for breach in of_schema if not _is_said_better(breach, said.get(_place(breach)))]
    told = {_place(breach) for breach in kept}
    return [*kept, *(b for b in of_rules if not is_misspelt(b) and _place(b) not in told)]


def unsaid(of_schema: Iterable[Diagnostic], found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the schema's findings that no finding of a platform's rule says at the same place."""
    said = {each.pointer for each in found if each.is_error and each.code.startswith(OF_PLATFORM)}
    for each in of_schema:
        if each.code not in SAID_BETTER or each.pointer not in said:
            yield each


def _place(breach: Breach) -> tuple[Path, bool, str | None]:
    """Return where a breach is, with the name of what is missing there; a null is at its place."""
    is_there = breach.at_key or breach.path[-1:] == (breach.member,)
    return breach.path, breach.at_key, None if is_there else breach.member


def _is_said_better(breach: Breach, by: Breach | None) -> bool:
    is_milder = by is not None and breach.is_error and not by.is_error
    return by is not None and breach.code in SAID_BETTER and not is_milder


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

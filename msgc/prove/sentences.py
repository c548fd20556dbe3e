"""What is said of a constraint that some recipient breaks: how far it goes, and when."""

from __future__ import annotations

from collections.abc import Iterator

from msgc.check.breach import named
from msgc.check.rules.model import Judgement
from msgc.prove.choices import ABSENT, ENTRY, PRESENCE, PRESENT, Leaf, Path
from msgc.prove.model import Key
from msgc.prove.search import Witness
from msgc.types import BooleanType, IntegerType, ListType, NumberType, StringType


def refuted(key: Key, judgement: Judgement, witness: Witness) -> str:
    """Return the sentence of a constraint that a witness breaks."""
    said = _reach(judgement, witness) or witness.fault.message
    when = _when(witness, key.locale)
    return f"{said}, {when}" if when else said


def _reach(judgement: Judgement, witness: Witness) -> str | None:
    reach, farthest = judgement.reach, witness.farthest
    if reach is None or not farthest:
        return None
    what = judgement.what or named(judgement.path)
    return f"{what} can reach {farthest:,} of {reach.limit:,} {reach.unit}"


def _when(witness: Witness, locale: str | None) -> str:
    told = [text for leaf, choice in witness.matters for text in _condition(leaf, choice, witness)]
    words = [f"when {' and '.join(told)}"] if told else []
    return ", ".join([*words, *([f"in {locale}"] if locale else [])])


def _condition(leaf: Leaf, choice: object, witness: Witness) -> Iterator[str]:
    name = f"`{written_path(leaf.path)}`"
    if leaf.path[-1] == PRESENCE:
        others = {each.path for each, _ in witness.matters}
        tells_more = any(
            path[: len(leaf.path) - 1] == leaf.path[:-1] for path in others - {leaf.path}
        )
        if choice == ABSENT:
            yield f"{name} is missing"
        elif choice == PRESENT and not tells_more:
            yield f"{name} is there"
    elif isinstance(leaf.kind, BooleanType):
        yield f"{name} is {'true' if choice else 'false'}"
    elif leaf.is_measured and isinstance(choice, int):
        yield f"{name} {_measured(leaf, choice)}"
    elif isinstance(leaf.kind, StringType | IntegerType | NumberType):
        yield f"{name} is `{choice}`"


def _measured(leaf: Leaf, choice: int) -> str:
    if isinstance(leaf.kind, IntegerType | NumberType):
        above = choice > leaf.typical
        return f"is above {choice - 1:,}" if above else f"is below {choice + 1:,}"
    is_list = isinstance(leaf.kind, ListType)
    if choice > leaf.typical:
        return f"has more than {choice - 1} entries" if is_list else f"is longer than {choice - 1}"
    if is_list:
        return "has no entries" if choice == 0 else f"has fewer than {choice + 1} entries"
    return f"is shorter than {choice + 1}"


def written_path(path: Path) -> str:
    """Return a variable's path as an author writes it: `order.items[].name`."""
    return ".".join(part for part in path if part != PRESENCE).replace(f".{ENTRY}", ENTRY)

"""Messages without variables that differ in their texts alone: judged once, then text by text.

Of messages that are written alike, one is lowered and tested with holes in place of its texts. What
the schema and the rules then leave is to be asked of the texts, and nothing else of the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from msgc.check.quick_kinds import Leaf
from msgc.check.quick_payload import surely_fits
from msgc.check.rules.left import Left, left_of
from msgc.check.rules.model import Rule
from msgc.pipeline.layouts import Tokens, Values, Written
from msgc.syntax.nodes import NULLS
from msgc.syntax.plain_values import Hole, Question, UnsureError

# Far more than a catalog has; beyond, messages are judged one by one.
MAX_FORMS, MAX_MOULDS = 1024, 32

Payload = dict[str, object]
Make = Callable[[Values], Payload]
"""Makes a payload of a message's words; raises UnsureError."""
Rules = tuple[Rule, ...]


class Mould:
    """A payload of which all is known but its leaves, and what is left to ask of their texts."""

    def __init__(self, payload: Payload, leaves: Sequence[Leaf], left: Sequence[Left]) -> None:
        self._payload, self._left = payload, left
        self._tests = [(leaf.number, test) for leaf in leaves for test in leaf.tests]
        self._slots = list(_slots(payload))

    def payload(self, texts: Sequence[str]) -> Payload | None:
        """Return the payload of these texts, good until that of others is asked for.

        None where it isn't sure that it has no fault.
        """
        for number, test in self._tests:
            if not test(texts[number]):
                return None
        # Filling anew the one payload, whose parts `_left` holds, takes a fifth of making one.
        for holder, name, number in self._slots:
            holder[name] = texts[number]
        for value, test in self._left:
            if not test(value):
                return None
        return self._payload


def _slots(holder: Any) -> Iterator[tuple[Any, Any, int]]:
    """Yield where leaves stand in an object or a list: what holds each, under what, its number."""
    for name, each in holder.items() if isinstance(holder, dict) else enumerate(holder):
        if isinstance(each, Leaf):
            yield holder, name, each.number
        elif isinstance(each, dict | list):
            yield from _slots(each)


class Form:
    """Messages that are written alike.

    What is asked of the texts of some, to make their payloads, is asked of all: those with the same
    answers have one mould.
    """

    def __init__(self) -> None:
        self._questions: list[tuple[int, Question]] = []
        self._moulds: dict[tuple[object, ...], Mould | None] = {}

    def mould(self, written: Written, make: Make, rules: Rules) -> Mould | None:
        """Return the mould of a message, made of it where it is the first; None where none is."""
        texts = written.texts
        answers = self._answers(texts)
        if answers not in self._moulds:
            if len(self._moulds) >= MAX_MOULDS:
                return None
            made = self._made(written, make, rules)
            if len(self._questions) > len(answers):
                # Those that are there were told apart by fewer answers, and aren't found by more.
                self._moulds.clear()
                answers = self._answers(texts)
            self._moulds[answers] = made
        return self._moulds[answers]

    def _answers(self, texts: list[str]) -> tuple[object, ...]:
        return tuple([question(texts[at]) for at, question in self._questions])

    def _made(self, written: Written, make: Make, rules: Rules) -> Mould | None:
        texts = written.texts
        leaves = [Leaf(number) for number in range(len(texts))]
        holes = [self._hole(leaf, text) for leaf, text in zip(leaves, texts, strict=True)]
        try:
            payload = make(_with_holes(written.words(), iter(holes)))
        except UnsureError:
            return None
        left = left_of(payload, rules) if surely_fits()(payload) else None
        return None if left is None else Mould(payload, leaves, left)

    def _hole(self, leaf: Leaf, text: str) -> Hole:
        def note(question: Question) -> None:
            if (leaf.number, question) not in self._questions:
                self._questions.append((leaf.number, question))

        return Hole(text, leaf, note)


def _with_holes(value: Any, holes: Iterator[Hole]) -> Any:
    """Return words with holes in place of their texts, taken in the order of `taken_apart`."""
    kind = type(value)
    if kind is dict:
        return {name: _with_holes(each, holes) for name, each in value.items()}
    if kind is list:
        return [_with_holes(each, holes) for each in value]
    if kind is str and value in NULLS:
        return value
    return next(holes).written(value)


class Forms:
    """The messages of one channel, by how they are written."""

    def __init__(self, make: Make, rules: Rules) -> None:
        self._make, self._rules = make, rules
        self._forms: dict[Tokens, Form | None] = {}

    def payload(self, written: Written) -> Payload | None:
        """Return the payload of a message that surely has no fault, good until the next is asked.

        None for any other, of which nothing is known. So is it for the first that is written in its
        way: to make of it what the next are judged by takes longer than to judge it by itself, and
        many ways to write are met but once.
        """
        tokens = written.tokens
        if tokens not in self._forms:
            if len(self._forms) < MAX_FORMS:
                self._forms[tokens] = None
            return None
        form = self._forms[tokens]
        if form is None:
            form = self._forms[tokens] = Form()
        mould = form.mould(written, self._make, self._rules)
        return mould.payload(written.texts) if mould is not None else None

"""Plain values, which are what a file says without where it says it, and what is asked of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from msgc.syntax.nodes import NULLS
from msgc.syntax.values import plain_value

A = TypeVar("A")
Question = Callable[[str], Any]
# How a text is written.
PLAIN, QUOTED, BLOCK = "", "'", "|"


class UnsureError(Exception):
    """What is written isn't known to be right, nor to be wrong."""


class Hole:
    """Stands for a text that isn't null; `note` is told each question that is asked of it.

    What is made of words with holes, from the texts of one message, holds of all texts that answer
    the questions alike. `sign` is how the text is written; `content` is what a payload has in its
    place, which is `stands` unless all of it was asked for.
    """

    __slots__ = ("_note", "_text", "content", "sign")

    def __init__(self, text: str, stands: object, note: Callable[[Question], None]) -> None:
        self._text, self.content, self._note = text, stands, note
        self.sign = PLAIN

    def written(self, scalar: Scalar) -> Hole:
        """Return the hole, written as a scalar is."""
        if isinstance(scalar, tuple):
            self.sign = QUOTED if len(scalar) == 1 else BLOCK
        return self

    def told(self, question: Callable[[str], A]) -> A:
        """Return the answer to a question. Raises UnsureError as `text_of` does."""
        if self.sign == BLOCK:
            raise UnsureError
        self._note(question)
        if question is itself:
            self.content = self._text
        return question(self._text)


# A text is as it is written where it is plain, and stands in a tuple where it is quoted (alone) or
# a block (with its sign): these are never numbers or null.
Scalar = str | tuple[str, ...] | Hole
Value = Scalar | list["Value"] | dict[str, "Value"]


def text_of(value: Value) -> str:
    """Return the text of a scalar that is written on its lines. Raises UnsureError for others."""
    if type(value) is str:
        return value
    if type(value) is tuple and len(value) == 1:
        return value[0]
    return value.told(itself) if type(value) is Hole else _none()


def itself(text: str) -> str:
    """Return a text: the question that asks for all of it."""
    return text


def asked(value: Value, question: Callable[[str], A]) -> A:
    """Return the answer of a scalar's text to a question. Raises UnsureError as `text_of` does."""
    return value.told(question) if type(value) is Hole else question(text_of(value))


def _none() -> str:
    raise UnsureError


def is_plain(value: Value) -> bool:
    """Tell whether a value is a text without quotes, which may be a number or null."""
    return type(value) is str or (type(value) is Hole and value.sign == PLAIN)


def is_nothing(value: Value) -> bool:
    """Tell whether a value is null."""
    return type(value) is str and value in NULLS


def as_text(value: Scalar) -> object:
    """Return a scalar's text, or what stands for it, where a text is wanted."""
    if isinstance(value, Hole):
        return value.content
    return value if isinstance(value, str) else value[0]


def untyped(value: Scalar) -> object:
    """Return what a scalar stands for where no schema says what is wanted."""
    return plain_value(text_of(value)) if is_plain(value) else as_text(value)

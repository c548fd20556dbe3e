"""Values while a message is evaluated: plain JSON, and two that aren't there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from msgc.records import dataclass
from msgc.source import Span

# Loop rounds in one message; a message of a thousand entries is far below.
MAX_ROUNDS = 100_000


class Missing:
    """What a row doesn't hold: false in `if`, caught by `default`, a fault where it is needed."""

    def __repr__(self) -> str:
        return "MISSING"


class Omit:
    """The outcome of `omit`: the field or list entry isn't there."""

    def __repr__(self) -> str:
        return "OMIT"


MISSING = Missing()
OMIT = Omit()


class EvalError(Exception):
    """An expression can't be evaluated: a code, one sentence, and the words that can't."""

    def __init__(self, message: str, span: Span, code: str = "MSG217", help: str | None = None):
        super().__init__(message)
        self.message = message
        self.span = span
        self.code = code
        self.help = help


# Characters and entries that filters and operators may make in one message, all together.
MAX_WORK = 20_000_000


@dataclass(slots=True)
class Budget:
    """What one evaluation has left: loop rounds, in all of its loops together, and work."""

    rounds: int = MAX_ROUNDS
    work: int = MAX_WORK

    def spend(self, value: object, span: Span) -> None:
        """Take a value's size off the work; EvalError where none is left."""
        if isinstance(value, str | list):
            self.work -= len(value)
            if self.work < 0:
                raise EvalError("the message takes too much work", span, "MSG216")


@dataclass(slots=True)
class Env:
    """The names of one evaluation, the row's locale, and the budget that all loops share."""

    names: dict[str, object]
    locale: str
    budget: Budget = field(default_factory=Budget)

    def inner(self, names: Mapping[str, object]) -> Env:
        """Return the names inside a loop."""
        return Env({**self.names, **names}, self.locale, self.budget)


def truth(value: object) -> bool:
    """Tell whether a value is true in `if`: what isn't there is false, so is "" and 0."""
    return not isinstance(value, Missing | Omit) and bool(value)


def there(value: object) -> object:
    """Return a value read from data: null is the same as missing."""
    return MISSING if value is None else value


def written(value: object, span: Span) -> str:
    """Return a value as text: text itself, an integer's digits; EvalError for the rest."""
    if type(value) is str:
        return value
    if type(value) is int:
        return str(value)
    if isinstance(value, Missing):
        raise missing(span)
    word = {bool: "boolean", float: "number", list: "list", dict: "object"}.get(
        type(value), "value"
    )
    if isinstance(value, Omit):
        raise EvalError("`omit` drops a whole value, not a piece of one", span, "MSG219")
    raise EvalError(f"`{span.text}` is a {word}, and can't be written as text", span, "MSG208")


def missing(span: Span) -> EvalError:
    """Return the fault of a value that is needed and isn't there."""
    help = f"Give it a default: `{span.text} | default('...')`."
    return EvalError(f"`{span.text}` is missing, and is needed here", span, "MSG217", help)

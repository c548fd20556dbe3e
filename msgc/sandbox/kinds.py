"""The faults that can be asked for: one table, which the options, numbers and docs read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from msgc.nearby import near
from msgc.sandbox.answers import Manner

ENDING_LENGTH = 4


class Ending(StrEnum):
    """How a message's way ends."""

    DELIVERED = "delivered"
    CLOSED = "closed window"
    PAUSED = "paused template"


class Content(StrEnum):
    """What stands in a fault's answer."""

    MESSAGE = "message"
    REFUSAL = "refusal"
    HTML = "html"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault.

    A message to a number that ends in `digits` meets it: the first one alone where `once`, else
    each. `accepts` tells whether the message was taken all the same; `only` restricts it to
    templates (True) or to all other messages (False).
    """

    name: str
    digits: str
    accepts: bool
    status: int
    content: Content
    what: str
    manner: Manner = Manner.WHOLE
    ending: Ending = Ending.DELIVERED
    once: bool = True
    only: bool | None = None
    retry_after: int | None = None
    is_slow: bool = False

    def can_meet(self, template: bool) -> bool:
        """Tell whether a template, or else any other message, can meet it."""
        return self.only is None or self.only is template


def _refused(name: str, digits: str, status: int, what: str, after: int | None = None) -> Fault:
    return Fault(name, digits, False, status, Content.REFUSAL, what, retry_after=after)


def _broken(name: str, digits: str, accepts: bool, manner: Manner, what: str) -> Fault:
    return Fault(name, digits, accepts, 202, Content.MESSAGE, what, manner)


def _taken(name: str, digits: str, content: Content, what: str) -> Fault:
    return Fault(name, digits, True, 202, content, what)


def _failing(name: str, digits: str, ending: Ending, template: bool, what: str) -> Fault:
    return Fault(
        name,
        digits,
        True,
        202,
        Content.MESSAGE,
        what,
        ending=ending,
        once=False,
        only=template,
    )


FAULTS = (
    _refused("429", "0429", 429, "too many requests"),
    _refused("429-retry-after", "1429", 429, "too many requests, with `Retry-After: 1`", 1),
    _refused("500-before", "0500", 500, "fails before it takes the message"),
    Fault("500-after", "1500", True, 500, Content.REFUSAL, "takes the message, then fails"),
    _broken("reset-before", "0104", False, Manner.RESET, "resets the connection"),
    _broken("reset-after", "1104", True, Manner.RESET, "takes the message, then resets"),
    _broken("close-before", "0105", False, Manner.CLOSE, "closes the connection"),
    _broken("close-after", "1105", True, Manner.CLOSE, "takes the message, then closes"),
    _broken("hang-before", "0408", False, Manner.HANG, "never answers"),
    _broken("hang", "1408", True, Manner.HANG, "takes the message, never answers"),
    _broken("truncated", "0206", True, Manner.TRUNCATED, "breaks off in the middle of a 202"),
    _taken("html", "0203", Content.HTML, "a 202 with HTML"),
    _taken("empty", "0204", Content.NOTHING, "a 202 without a body"),
    _refused("409", "0409", 409, "a conflict"),
    _refused("401", "0401", 401, "the key is unknown"),
    _refused("403", "0403", 403, "the key's role may not send"),
    _failing("closed-window", "0470", Ending.CLOSED, False, "fails: the window is closed"),
    _failing("paused-template", "0471", Ending.PAUSED, True, "fails: the template is paused"),
    Fault(
        "slow", "0299", True, 202, Content.MESSAGE, "takes the message, answers late", is_slow=True
    ),
)
BY_NAME = {each.name: each for each in FAULTS}
BY_DIGITS = {each.digits: each for each in FAULTS}


class UnknownFaultError(ValueError):
    """A fault or a share that there isn't: one sentence."""


def fault_named(name: str) -> Fault:
    """Return a fault by its name. Raises UnknownFaultError, which says what is near."""
    if name not in BY_NAME:
        meant = near(name, BY_NAME)
        hint = f"did you mean `{meant}`?" if meant else f"there are {', '.join(BY_NAME)}"
        raise UnknownFaultError(f"there is no fault `{name}`; {hint}")
    return BY_NAME[name]

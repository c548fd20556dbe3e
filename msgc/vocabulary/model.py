"""What a word of the language is, a kind of message, an action."""

from __future__ import annotations

from enum import StrEnum

from msgc.records import dataclass

Path = tuple[str, ...]


class Form(StrEnum):
    """How the value beside a word relates to the API's value."""

    VALUE = "value"
    CONTACTS = "contacts"
    REPLY_TO = "replyTo"
    ACTIONS = "actions"
    MEDIA = "media"
    MEDIA_LIST = "mediaList"
    OF_MEDIA = "ofMedia"
    COORDINATES = "coordinates"
    ROWS = "rows"
    CARDS = "cards"
    MESSAGES = "messages"
    OTP = "otp"
    PARAMETERS = "parameters"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the language: the API's field it stands for, and what may be written beside it."""

    name: str
    path: Path
    form: Form = Form.VALUE


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of message: `type` is the API's body type, `keys` are the words that tell the kind."""

    name: str
    type: str
    keys: tuple[str, ...]
    words: tuple[Word, ...]

    def word(self, name: str) -> Word | None:
        """Return the kind's word of that name."""
        return next((word for word in self.words if word.name == name), None)


@dataclass(frozen=True, slots=True)
class Action:
    """An action's word: the value beside it is the action's `text`, `words` stand with it."""

    name: str
    words: tuple[Word, ...]
    needs_text: bool = True

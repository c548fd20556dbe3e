"""The API's answers, of which nothing is trusted: a message, a page of them, a window, an error."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from msgc.push.untrusted import (
    AnswerError,
    Document,
    code_at,
    exact_at,
    id_at,
    object_at,
    objects_at,
    plain,
    read_object,
    text_at,
    time_at,
)

__all__ = ["AnswerError", "Listed", "Said", "Taken", "Window"]
__all__ += ["error_of", "message_of", "messages_page", "window_of"]

# Characters of an id, a code, a status, a reference; the API's own ids have 36.
MOST_ID, MOST_CODE, MOST_REFERENCE = 128, 100, 4096
# The API's limit for a page's token, and for a page.
MOST_TOKEN, MOST_MESSAGES = 8000, 1000
# Of a message: a message has ten tags at the most, and in WhatsApp one recipient.
MOST_TAGS, MOST_RECIPIENTS = 20, 20
# What is kept of an error: its words, the places it names, the faults at each.
MOST_WORDS, MOST_PLACES, MOST_FAULTS, MOST_PLACE = 500, 10, 3, 200
NEXT = "nextPageToken"


@dataclass(frozen=True, slots=True)
class Taken:
    """A message that the API has taken: its id, and its recipient's contact."""

    id: str
    contact: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A message as the API lists it.

    `recipients` holds the addresses and the contacts' ids that it went to; `created` is in seconds
    since 1970. `failure_code` is the API's, `failure_source` the platform's own code.
    """

    id: str
    status: str
    reference: str
    tags: tuple[str, ...] = ()
    recipients: frozenset[str] = frozenset()
    contact: str = ""
    created: float | None = None
    failure_code: str = ""
    failure_source: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """Until when a contact may be written to freely (seconds since 1970), or for ever."""

    expires: float | None
    is_permanent: bool = False

    def is_open(self, now: float) -> bool:
        """Tell whether it is open at a time."""
        return self.is_permanent or (self.expires is not None and now < self.expires)


@dataclass(frozen=True, slots=True)
class Said:
    """What the API says of a request that it refuses; `details` are faults by JSON path."""

    code: str
    message: str
    details: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def detail(self) -> str:
        """Return the details as JSON; without any, the message under the path ``""``."""
        details = self.details or ({"": (self.message,)} if self.message else {})
        return msgspec.json.encode(details).decode() if details else ""


def message_of(body: bytes) -> Taken:
    """Return a message that was taken. Raises AnswerError where it has no id."""
    document = read_object(body)
    id = id_at(document, "id", MOST_ID)
    if not id:
        raise AnswerError("the API's answer isn't a message: it has no `id`")
    return Taken(id, _contact(document))


def messages_page(body: bytes) -> tuple[list[Listed], str]:
    """Return the messages of a page, and the next page's token, empty on the last page.

    Raises AnswerError where it isn't a page, or where an entry can't be read: what isn't on a page
    counts as absent, which only a page that is read whole can tell.
    """
    document = read_object(body)
    results = document.get("results")
    if not isinstance(results, list):
        raise AnswerError("the API's answer isn't a page of messages: it has no `results`")
    entries = objects_at(document, "results", MOST_MESSAGES)
    listed = [_listed(each) for each in entries]
    if len(listed) < len(results) or not all(each.id for each in listed):
        raise AnswerError("the API's page of messages holds what is no message, or too many")
    token = document.get(NEXT) or ""
    if not isinstance(token, str) or len(token) > MOST_TOKEN:
        raise AnswerError("the API's page of messages has a token that can't be one")
    return listed, token


def window_of(body: bytes) -> Window:
    """Return a contact's service window. Raises AnswerError where the answer has none."""
    document = read_object(body)
    expires = time_at(document, "serviceWindowExpireAt")
    is_permanent = document.get("isPermanentSession") is True
    if (
        expires is None
        and not is_permanent
        and document.get("serviceWindowExpireAt", 0) is not None
    ):
        raise AnswerError("the API's answer isn't a window: it has no `serviceWindowExpireAt`")
    return Window(expires, is_permanent)


def error_of(body: bytes) -> Said:
    """Return what an error says. Raises AnswerError where it says nothing."""
    document = read_object(body)
    code = code_at(document, "code", MOST_CODE)
    said = Said(code, text_at(document, "message", MOST_WORDS), _details(document))
    if not (said.code or said.message or said.details):
        raise AnswerError("the API's answer isn't an error: it has neither `code` nor `message`")
    return said


def _details(document: Document) -> dict[str, tuple[str, ...]]:
    details: dict[str, tuple[str, ...]] = {}
    for path, faults in list(object_at(document, "details").items())[:MOST_PLACES]:
        texts = faults if isinstance(faults, list) else [faults]
        words = [plain(each, MOST_PLACE) for each in texts[:MOST_FAULTS] if isinstance(each, str)]
        details[plain(path, MOST_PLACE)] = tuple(words)
    return details


def _contacts(document: Document) -> list[Document]:
    return objects_at(object_at(document, "receiver"), "contacts", MOST_RECIPIENTS)


def _contact(document: Document) -> str:
    contacts = _contacts(document)
    return id_at(contacts[0], "id", MOST_ID) if len(contacts) == 1 else ""


def _recipients(document: Document) -> frozenset[str]:
    names = ("id", "identifierValue")
    found = (exact_at(each, name, MOST_ID) for each in _contacts(document) for name in names)
    return frozenset(filter(None, found))


def _tags(document: Document) -> tuple[str, ...]:
    tags = document.get("tags")
    entries = tags[:MOST_TAGS] if isinstance(tags, list) else []
    return tuple(each for each in entries if isinstance(each, str) and len(each) <= MOST_CODE)


def _listed(document: Document) -> Listed:
    failure = object_at(document, "failure")
    return Listed(
        id=id_at(document, "id", MOST_ID),
        status=code_at(document, "status", MOST_CODE),
        reference=exact_at(document, "reference", MOST_REFERENCE),
        tags=_tags(document),
        recipients=_recipients(document),
        contact=_contact(document),
        created=time_at(document, "createdAt"),
        failure_code=code_at(failure, "code", MOST_CODE),
        failure_source=code_at(object_at(failure, "source"), "code", MOST_CODE),
    )

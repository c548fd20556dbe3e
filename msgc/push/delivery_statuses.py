"""What the API says of a message on its way: which words are last words, and which mean failure."""

from __future__ import annotations

from typing import NamedTuple

from msgc.push.answers import Listed


class Status(NamedTuple):
    """A delivery status: whether another one follows, whether the message didn't arrive."""

    name: str
    is_final: bool
    is_failure: bool


# docs.bird.com/api/channels-api/message-status-and-interactions; the API's own description has the
# same words. `sent` may stay the last word, where the platform never says that it was delivered.
STATUSES = (
    Status("accepted", is_final=False, is_failure=False),
    Status("processing", is_final=False, is_failure=False),
    Status("scheduled", is_final=False, is_failure=False),
    Status("sent", is_final=False, is_failure=False),
    Status("delivered", is_final=True, is_failure=False),
    Status("rejected", is_final=True, is_failure=True),
    Status("sending_failed", is_final=True, is_failure=True),
    Status("delivery_failed", is_final=True, is_failure=True),
    Status("skipped", is_final=True, is_failure=True),
    Status("deleted", is_final=True, is_failure=True),
)

# WhatsApp's codes (developers.facebook.com, Cloud API, error codes), which the API passes on as
# the code of a failure's source.
WINDOW_CLOSED = "131047"
MEANINGS = {
    WINDOW_CLOSED: "the 24-hour window was closed",
    "131009": "the platform doesn't take a value",
    "132000": "the template takes another number of parameters",
    "132005": "the template's text is too long with its parameters",
    "132012": "a parameter of the template has another format",
    "132015": "the template is paused",
    "132018": "a parameter holds a line break, a tab or too many spaces",
}
FINAL = frozenset(each.name for each in STATUSES if each.is_final)
FAILED = frozenset(each.name for each in STATUSES if each.is_failure)


def code_of(listed: Listed) -> str:
    """Return why a message failed: the platform's code, else the API's; empty where it didn't."""
    return (listed.failure_source or listed.failure_code) if listed.status in FAILED else ""


def met_closed_window(listed: Listed) -> bool:
    """Tell whether a message failed since the recipient's window was closed."""
    is_said = WINDOW_CLOSED in (listed.failure_source, listed.failure_code)
    return listed.status in FAILED and is_said

"""What keeps a payload that is valid by itself out of a plan."""

from __future__ import annotations

from msgc.diagnostics import Diagnostic, finding
from msgc.push.keys import address
from msgc.push.payload_facts import PayloadFacts
from msgc.source import Span

# The API takes no more tags than these of a message, and push adds the run's.
MAX_TAGS = 10
CONTACTS, TAGS = "/receiver/contacts", "/tags"


def second_text(place: Span) -> Diagnostic:
    """Say that a recipient is in the plan already, with another text."""
    what = "The recipient is in the plan already, with another text"
    help = "Leave one of the two out, or send both with `--allow-revised`."
    return finding("MSG601", what, place, help=help)


def receiver_finding(facts: PayloadFacts, place: Span) -> Diagnostic | None:
    """Return what is wrong with whom a payload goes to."""
    if facts.is_clear:
        return None
    what = "The payload names no recipient"
    if facts.recipients > 1:
        what = f"The payload goes to {facts.recipients} recipients at once"
    help = "Name one in `receiver.contacts`: the outcome is known for each recipient alone."
    return finding("MSG602", what, place, help=help, pointer=CONTACTS)


def fallback_finding(main: PayloadFacts, fallback: PayloadFacts, place: Span) -> Diagnostic | None:
    """Return the finding of a fallback that goes to someone else than its message."""
    if fallback.recipients == 1 and address(fallback.recipient) == address(main.recipient):
        return None
    what = "The fallback doesn't go to the recipient of the message"
    help = "Leave `to:` out of the fallback: it takes the message's own."
    return finding("MSG602", what, place, help=help, pointer=CONTACTS)


def tags_finding(facts: PayloadFacts, place: Span) -> Diagnostic | None:
    """Return the finding of a payload to which the run's tag can't be added."""
    if facts.tags < MAX_TAGS:
        return None
    what = f"The payload has {facts.tags} tags, the API takes {MAX_TAGS}, and push adds its run's"
    help = f"Leave a tag out: {MAX_TAGS - 1} are left to the message."
    return finding("MSG603", what, place, help=help, pointer=TAGS)


def bad_moment(field: str, place: Span) -> Diagnostic:
    """Say that a row's time of the last inbound message isn't one."""
    what = f"`{field}` isn't a time with its zone"
    help = "Write it as 2026-11-22T09:00:00Z, or leave it empty where it isn't known."
    return finding("MSG604", what, place, help=help)


def moment_to_come(field: str, place: Span) -> Diagnostic:
    """Say that a row's time of the last inbound message hasn't come yet."""
    what = f"`{field}` lies in the future, and nobody has written then"
    help = "See that its time zone is right, or leave it empty where it isn't known."
    return finding("MSG604", what, place, help=help)


def bad_contact(field: str, place: Span) -> Diagnostic:
    """Say that a row's contact id isn't one."""
    help = "Write the contact's id as text, or leave it empty where it isn't known."
    return finding("MSG604", f"`{field}` isn't a text", place, help=help)

"""The 24-hour service window: whether it is open, and which payload is sent by that."""

from __future__ import annotations

from dataclasses import dataclass

from msgc.push.entries import Entry
from msgc.push.ledger.model import Side
from msgc.push.policy import WindowUnknown
from msgc.push.states import Event

# The platform takes messages other than templates for a day after the recipient last wrote.
WINDOW = 24 * 3600.0
CLOSED, UNKNOWN = "window-closed", "window-unknown"
# Recipients whose window is asked for by a contact's id that the rows don't name: at 50 questions a
# second for a workspace (docs.bird.com/api/channels-api/rate-limit) more would hold a push up.
FEW = 10_000


@dataclass(frozen=True, slots=True)
class Choice:
    """What is done with an entry: which side is claimed, or the event and code of what isn't."""

    side: Side = Side.MAIN
    event: Event = Event.CLAIM
    code: str = ""


def is_open(entry: Entry, now: float) -> bool | None:
    """Tell whether an entry may be sent as it is; None where its data doesn't say."""
    if entry.is_template:
        return True
    if entry.last_inbound is None:
        return None
    return now < entry.last_inbound + WINDOW


def choose(entry: Entry, is_open: bool | None, unknown: WindowUnknown | None) -> Choice:
    """Return what is done with an entry whose window is open, closed or unknown."""
    if is_open:
        return Choice()
    if is_open is None:
        return _choose_unknown(entry, unknown)
    if entry.fallback:
        return Choice(Side.FALLBACK)
    return Choice(event=Event.DECLINE, code=CLOSED)


def _choose_unknown(entry: Entry, unknown: WindowUnknown | None) -> Choice:
    if unknown is WindowUnknown.HOLD:
        return Choice(event=Event.WITHHOLD, code=UNKNOWN)
    if unknown is not WindowUnknown.SEND and entry.fallback:
        return Choice(Side.FALLBACK)
    return Choice()

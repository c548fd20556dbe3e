"""What is followed of a run, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import inf

from msgc.push.api import Api
from msgc.push.bearing import Paces
from msgc.push.beside import Work
from msgc.push.clocks import Clocks
from msgc.push.followed_lists import Reading
from msgc.push.fresh import Entries
from msgc.push.ledger.model import Ledger
from msgc.push.policy import OnAbsent, WindowUnknown


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a followed run stands.

    `deliveries` counts accepted payloads by delivery status and code, `next_look` is when what is
    ambiguous is looked for (seconds since 1970), `fault` why a question got no answer, or what
    waits because a message got none.
    """

    deliveries: Mapping[tuple[str, str], int]
    next_look: float | None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Follow:
    """What is followed, for `seconds` at the most; `tell` gets where it stands every round.

    `left_out` reads anew who is on lists; what it raises as SuppressionError keeps anything from
    being sent. `window_unknown` is as in a push's policy. `contacts` are contacts' ids by
    recipients' digests, where earlier answers told them; `beside` is work that goes on beside it,
    and ends with it.
    """

    ledger: Ledger
    plan: Entries
    api: Api
    pace: Paces
    left_out: Reading
    tell: Callable[[Standing], None]
    seconds: float = inf
    on_absent: OnAbsent = OnAbsent.HOLD
    window_unknown: WindowUnknown | None = None
    contacts: Mapping[bytes, str] = field(default_factory=dict)
    beside: tuple[Work, ...] = ()
    clocks: Clocks = field(default_factory=Clocks)

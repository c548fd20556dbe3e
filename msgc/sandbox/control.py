"""`/_sandbox/...`: what was truly taken, which faults fired, and which are to fire next."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.requests import Request

from msgc.sandbox.answers import Answer, document, refusal
from msgc.sandbox.control_requests import Next, Shares, read_request
from msgc.sandbox.faults import Faults
from msgc.sandbox.hosts import is_loopback_name
from msgc.sandbox.kinds import FAULTS, UnknownFaultError
from msgc.sandbox.refusals import UnreadableError
from msgc.sandbox.store import Store

OK = 200


@dataclass(frozen=True, slots=True)
class Control:
    """What a test or a demo asks the sandbox about itself; it takes no key."""

    store: Store
    faults: Faults

    async def accepted(self, request: Request) -> Answer:
        """Return how many messages were taken, and how many for each recipient."""
        if not _is_local(request):
            return _stranger()
        counts = dict(self.store.counts())
        return document(OK, {"accepted": len(self.store.messages), "recipients": counts})

    async def show(self, request: Request) -> Answer:
        """Return every fault: its number's digits, its share, and how often it fired."""
        return self._faults() if _is_local(request) else _stranger()

    async def share(self, request: Request) -> Answer:
        """Take other shares: `{"rates": {"429": 0.02}, "seed": 7}`."""
        if not _is_local(request):
            return _stranger()
        try:
            wanted = read_request(Shares, await request.body())
            self.faults.set_rates(wanted.rates, wanted.seed)
        except (UnreadableError, UnknownFaultError) as error:
            return refusal(400, str(error))
        return self._faults()

    async def next(self, request: Request) -> Answer:
        """Let the next messages meet a fault: `{"fault": "reset-after", "times": 3}`."""
        if not _is_local(request):
            return _stranger()
        try:
            wanted = read_request(Next, await request.body())
            self.faults.ask(wanted.fault, wanted.times)
        except (UnreadableError, UnknownFaultError) as error:
            return refusal(400, str(error))
        return self._faults()

    async def clear(self, request: Request) -> Answer:
        """Let no further fault fire, but those of numbers."""
        if not _is_local(request):
            return _stranger()
        self.faults.clear()
        return self._faults()

    def _faults(self) -> Answer:
        rows = {
            each.name: {
                "fired": self.faults.fired[each.name],
                "rate": self.faults.rates.get(each.name, 0),
                "digits": each.digits,
                "what": each.what,
            }
            for each in FAULTS
        }
        return document(OK, {"seed": self.faults.seed, "faults": rows})


def _is_local(request: Request) -> bool:
    """Tell whether a request names this machine: a page of a stranger's host names that host."""
    host = urlsplit(f"//{request.headers.get('host', '')}").hostname
    return is_loopback_name(host or "")


def _stranger() -> Answer:
    return refusal(403, "The sandbox tells about itself only where it is asked as localhost.")

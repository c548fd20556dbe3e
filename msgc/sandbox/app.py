"""The sandbox as an ASGI application: its parts, and which path leads to which."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.routing import Route, Router

from msgc.sandbox.access import Access
from msgc.sandbox.answers import Answer, refusal
from msgc.sandbox.control import Control
from msgc.sandbox.faults import Faults
from msgc.sandbox.log import Log
from msgc.sandbox.options import Options
from msgc.sandbox.pace import Pace
from msgc.sandbox.reading import Reading
from msgc.sandbox.sending import Sending
from msgc.sandbox.store import Store
from msgc.sandbox.windows import windows_of
from msgc.sandbox.wire import Endpoint, Handler

WORKSPACE = "/workspaces/{workspace}/channels"
CHANNEL = WORKSPACE + "/{channel}"
MESSAGE = CHANNEL + "/messages/{message}"
FAULTS = "/_sandbox/faults"


@dataclass(frozen=True, slots=True)
class Sandbox:
    """A sandbox: the application, and what it holds."""

    app: Router
    store: Store
    faults: Faults

    def close(self) -> None:
        """Let its log go."""
        if self.store.log is not None:
            self.store.log.close()


def build_sandbox(options: Options, clock: Callable[[], float] = time.time) -> Sandbox:
    """Return a new sandbox; `clock` tells the seconds since 1970.

    Raises OSError for a log that can't be opened, UnknownFaultError for a share of no fault.
    """
    faults = Faults(options.rates, options.seed, options.magic)
    store = Store(clock, Log(options.log) if options.log else None)
    windows, access = windows_of(options), Access(options)
    pace = Pace(options.rate, time.monotonic) if options.rate else None
    sending = Sending(options, access, store, faults, windows, pace)
    reading = Reading(options, access, store, windows)
    routes = [
        *_api(sending, reading, options.latency),
        *_control(Control(store, faults)),
    ]
    return Sandbox(Router(routes, default=Endpoint(_nowhere)), store, faults)


def _api(sending: Sending, reading: Reading, latency: float) -> list[Route]:
    def route(path: str, method: str, handler: Handler) -> Route:
        return Route(path, Endpoint(handler, latency), methods=[method])

    return [
        route(CHANNEL + "/messages", "POST", sending.send),
        route(CHANNEL + "/messages", "GET", reading.messages),
        route(MESSAGE, "GET", reading.message),
        route(MESSAGE + "/interactions", "GET", reading.interactions),
        route(WORKSPACE + "/messages", "GET", reading.messages),
        route(CHANNEL + "/contacts/{contact}", "GET", reading.contact),
    ]


def _control(control: Control) -> list[Route]:
    return [
        Route("/_sandbox/accepted", Endpoint(control.accepted), methods=["GET"]),
        Route(FAULTS, Endpoint(control.show), methods=["GET"]),
        Route(FAULTS, Endpoint(control.share), methods=["PUT"]),
        Route(FAULTS, Endpoint(control.next), methods=["POST"]),
        Route(FAULTS, Endpoint(control.clear), methods=["DELETE"]),
    ]


async def _nowhere(request: Request) -> Answer:
    return refusal(404, "There is no such path.")

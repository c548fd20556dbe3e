"""The API's operations that sending needs, over an exchange."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Protocol
from urllib.parse import quote

from msgc.push.answers import AnswerError, Listed, Window, error_of, messages_page, window_of
from msgc.push.clocks import Clocks
from msgc.push.pace import MOST_GETS, Pace
from msgc.push.retry_after import retry_after
from msgc.transport.sending import Exchange, Reply

# The most that the API's list gives at a time.
PAGE_SIZE = 1000
# Pages of what one recipient got in one run; and of all that a run sent.
FEW_PAGES, MANY_PAGES = 20, 10_000
OK, TOO_MANY = 200, 429
REFUSALS = {
    401: "the API refuses the access key: it is wrong, or has been taken back",
    403: "the access key may not read this channel's messages: its role needs the channel",
    404: "the API knows no such channel: look at the profile's `workspaceId` and `channelId`",
}


class ApiError(AnswerError):
    """An answer to a question that isn't 200: one sentence, and its status."""

    def __init__(self, sentence: str, status: int) -> None:
        super().__init__(sentence)
        self.status = status


class Reads(Protocol):
    """What says when a question may leave; times are those of a clock that can't step."""

    def grant(self, now: float, want: int) -> int:
        """Return how many of `want` questions may leave at `now`, and count them."""

    def wait(self, now: float) -> float:
        """Return the seconds until one may leave, if nothing changes."""

    def slow_down(self, now: float, hold: float) -> None:
        """Take notice of an answer 429; nothing leaves for `hold` seconds."""


class Api:
    """One channel of one workspace. Questions keep to `reads`, a pace of their own for GETs.

    What asks raises NeverSentError or MaybeSentError where no answer came, ApiError where it was
    refused, and AnswerError where it can't be read.
    """

    def __init__(
        self,
        exchange: Exchange,
        workspace: str,
        channel: str,
        reads: Reads | None = None,
        clocks: Clocks | None = None,
    ) -> None:
        self._exchange = exchange
        self._at = f"/workspaces/{quote(workspace, safe='')}/channels/{quote(channel, safe='')}"
        self._reads = reads or Pace(MOST_GETS, MOST_GETS)
        self._clocks = clocks or Clocks()
        self._turns = asyncio.Lock()

    async def post(self, payload: bytes) -> Reply:
        """Post a message, once. Raises NeverSentError, MaybeSentError."""
        at = f"{self._at}/messages"
        return await self._exchange.request("POST", at, query={}, content=payload)

    async def list_messages(self, tag: str, to: str, start: float, end: float) -> list[Listed]:
        """Return the messages with a tag that a recipient got.

        `start` and `end` bound when, in seconds since 1970.
        """
        query = {"tag": tag, "to": to, "startAt": _time(start), "endAt": _time(end)}
        return [each async for page in self._pages(query, FEW_PAGES) for each in page]

    async def tagged(self, tag: str, start: float, end: float) -> AsyncIterator[list[Listed]]:
        """Yield all messages with a tag, a page at a time; times as in `list_messages`."""
        query = {"tag": tag, "startAt": _time(start), "endAt": _time(end)}
        async for page in self._pages(query, MANY_PAGES):
            yield page

    async def preflight(self) -> ApiError | None:
        """Ask for one message; return why key or channel is refused, None where they aren't."""
        try:
            messages_page(await self._get("/messages", {"limit": "1"}))
        except ApiError as error:
            if error.status not in REFUSALS:
                raise
            return error
        return None

    async def window(self, contact: str, identifier: str) -> Window:
        """Return the service window of a contact, by its id and its address in the channel."""
        path = f"/contacts/{quote(contact, safe='')}"
        return window_of(await self._get(path, {"contactIdentifierValue": identifier}))

    async def _pages(self, query: dict[str, str], most: int) -> AsyncIterator[list[Listed]]:
        asked = {**query, "limit": str(PAGE_SIZE)}
        for _ in range(most):
            page, token = messages_page(await self._get("/messages", asked))
            yield page
            if not token:
                return
            if token == asked.get("pageToken"):
                break
            asked["pageToken"] = token
        raise AnswerError("the API's list of messages has no end")

    async def _get(self, path: str, query: dict[str, str]) -> bytes:
        await self._turn()
        reply = await self._exchange.request("GET", self._at + path, query=query, content=None)
        if reply.status == TOO_MANY:
            asked = retry_after(reply.headers.get("retry-after"), self._clocks.now())
            self._reads.slow_down(self._clocks.monotonic(), asked or 0.0)
        if reply.status != OK:
            raise ApiError(_refusal(reply), reply.status)
        if not reply.complete:
            raise AnswerError("the API's answer broke off")
        return reply.body

    async def _turn(self) -> None:
        """Wait until a question may leave, each after those that came before it."""
        async with self._turns:
            while not self._reads.grant(self._clocks.monotonic(), 1):
                await asyncio.sleep(self._reads.wait(self._clocks.monotonic()))


def _time(seconds: float) -> str:
    """Return a time as the API reads it (RFC 3339), to the millisecond."""
    time = datetime.fromtimestamp(max(seconds, 0.0), UTC)
    return time.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _refusal(reply: Reply) -> str:
    """Return what a status means, with the API's own words where it sent some."""
    if reply.status in REFUSALS:
        meaning = REFUSALS[reply.status]
    elif reply.status == TOO_MANY:
        meaning = "the API gets too many requests from this workspace now: try again later"
    elif reply.status >= 500:
        meaning = "the API has a fault of its own: try again later"
    else:
        meaning = "the API doesn't answer as it should"
    try:
        said = error_of(reply.body).message
    except AnswerError:
        said = ""
    return f"{meaning} (status {reply.status})" + (f"; it says: {said}" if said else "")

"""The requests that only read: messages, one message, a contact's window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import QueryParams
from starlette.requests import Request

from msgc.sandbox.accepted import Accepted, progress
from msgc.sandbox.access import Access
from msgc.sandbox.answers import Answer, document, invalid, refusal
from msgc.sandbox.documents import message_document, written_moment
from msgc.sandbox.listing import QueryError, page_of, read_query
from msgc.sandbox.options import Options
from msgc.sandbox.store import Store
from msgc.sandbox.windows import Windows

OK = 200
NO_MESSAGE = "There is no such message."


@dataclass(frozen=True, slots=True)
class Reading:
    """What answers requests that change nothing."""

    options: Options
    access: Access
    store: Store
    windows: Windows

    async def messages(self, request: Request) -> Answer:
        """List the messages of a channel, or of a workspace where the path names no channel."""
        barred = self.access.refusal(request)
        if barred is not None:
            return barred
        path = request.path_params
        channel = path.get("channel")
        params = request.query_params
        if channel is not None:
            params = QueryParams([*_without_channels(params), ("channelId", channel)])
        try:
            query = read_query(params, self.store)
        except QueryError as error:
            return invalid(error.details)
        return document(OK, page_of(query, self.store, self.options, path["workspace"]))

    async def message(self, request: Request) -> Answer:
        """Return one message, which isn't subject to the list's lag."""
        barred = self.access.refusal(request)
        if barred is not None:
            return barred
        found = self._named(request.path_params)
        if found is None:
            return refusal(404, NO_MESSAGE)
        now = progress(found, self.options.schedule, self.store.now())
        return document(OK, message_document(found, now))

    async def interactions(self, request: Request) -> Answer:
        """Return what the recipient did with a message: nothing."""
        barred = self.access.refusal(request)
        if barred is not None:
            return barred
        found = self._named(request.path_params)
        return document(OK, {"results": []}) if found else refusal(404, NO_MESSAGE)

    async def contact(self, request: Request) -> Answer:
        """Return a contact's window, the contact named by its address or by its id alone."""
        barred = self.access.refusal(request)
        if barred is not None:
            return barred
        address = request.query_params.get("contactIdentifierValue")
        recipient = address or self.store.address_of(request.path_params["contact"])
        if not recipient:
            return refusal(404, "There is no such contact.")
        expires = written_moment(self.windows.expires(recipient, self.store.now()))
        return document(OK, {"serviceWindowExpireAt": expires, "isPermanentSession": False})

    def _named(self, path: Mapping[str, str]) -> Accepted | None:
        found = self.store.get(path["message"])
        mine = found is not None and (found.workspace, found.channel) == (
            path["workspace"],
            path["channel"],
        )
        return found if mine else None


def _without_channels(params: QueryParams) -> list[tuple[str, str]]:
    return [(name, value) for name, value in params.multi_items() if name != "channelId"]

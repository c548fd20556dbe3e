"""GET .../messages: what a query asks for, and its page."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import QueryParams

from msgc.sandbox.accepted import MILLISECONDS, progress
from msgc.sandbox.documents import message_document
from msgc.sandbox.filters import FILTERS, FilterError, Keeps, Seen
from msgc.sandbox.options import Options
from msgc.sandbox.store import Store

DEFAULT_LIMIT = 10
MAX_LIMIT = 1000
TO, TAG, ID = "to", "tag", "id"


class QueryError(ValueError):
    """A query that can't be answered; `details` are the faults by parameter."""

    def __init__(self, details: dict[str, list[str]]) -> None:
        super().__init__(details)
        self.details = details


@dataclass(frozen=True, slots=True)
class Query:
    """What a request asks for; `after` is the last number of the page before."""

    limit: int
    after: int | None
    reverse: bool
    keeps: tuple[Keeps, ...]
    numbers: Sequence[int]


def read_query(params: QueryParams, store: Store) -> Query:
    """Return a request's query; unknown parameters are passed over. Raises QueryError."""
    details: dict[str, list[str]] = {}
    keeps: list[Keeps] = []
    for name, make in FILTERS.items():
        try:
            if values := params.getlist(name):
                keeps.append(make(values))
        except FilterError as error:
            details[f".{name}"] = [str(error)]
    limit, after = _limit(params, details), _after(params, details)
    if details:
        raise QueryError(details)
    reverse = params.get("reverse", "").lower() == "true"
    return Query(limit, after, reverse, tuple(keeps), _candidates(params, store))


def _limit(params: QueryParams, details: dict[str, list[str]]) -> int:
    text = params.get("limit", str(DEFAULT_LIMIT))
    limit = int(text) if text.isascii() and text.isdigit() else 0
    if not 1 <= limit <= MAX_LIMIT:
        details[".limit"] = [f"The limit is a whole number from 1 to {MAX_LIMIT}."]
    return limit


def _after(params: QueryParams, details: dict[str, list[str]]) -> int | None:
    token = params.get("pageToken")
    if not token:
        return None
    try:
        return int(urlsafe_b64decode(token))
    except ValueError:
        details[".pageToken"] = ["The page token isn't one of this API's."]
        return None


def _candidates(params: QueryParams, store: Store) -> Sequence[int]:
    """Return the numbers of the fewest messages that hold all that is asked for."""
    if TO in params:
        return store.to(params.getlist(TO))
    if ID in params:
        named = (store.get(id) for id in params.getlist(ID))
        return sorted({message.number for message in named if message is not None})
    tags = params.getlist(TAG)
    return store.tagged(tags[0].lower()) if len(tags) == 1 else store.everything()


def page_of(query: Query, store: Store, options: Options, workspace: str) -> dict[str, Any]:
    """Return a page of messages, the newest first unless reversed."""
    results: list[dict[str, Any]] = []
    last = 0
    for seen in _found(query, store, options, workspace):
        if len(results) == query.limit:
            return {"results": results, "nextPageToken": _token(last)}
        results.append(message_document(seen.message, seen.now))
        last = seen.message.number
    return {"results": results}


def _found(query: Query, store: Store, options: Options, workspace: str) -> Iterator[Seen]:
    now = store.now()
    listed_until = now - round(options.lag * MILLISECONDS)
    for number in _in_order(query):
        message = store.messages[number - 1]
        if message.at <= listed_until and message.workspace == workspace:
            seen = Seen(message, progress(message, options.schedule, now))
            if all(keeps(seen) for keeps in query.keeps):
                yield seen


def _in_order(query: Query) -> Sequence[int]:
    numbers = query.numbers
    if query.reverse:
        return numbers[bisect_right(numbers, query.after) :] if query.after else numbers
    before = numbers[: bisect_left(numbers, query.after)] if query.after else numbers
    return before[::-1]


def _token(number: int) -> str:
    return urlsafe_b64encode(b"%d" % number).decode()

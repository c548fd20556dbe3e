"""Pushes of planted sentinels to a server that says all that it was sent."""

from __future__ import annotations

import json
from collections.abc import Iterable
from zlib import crc32

from tests.e2e.cli_help import Outcome
from tests.e2e.raw_server import Request, http
from tests.e2e.secret_help import MESSAGE, Place, require_nobody

ROWS = "../given/rows.csv"
PUSH = ("push", MESSAGE, "-r", ROWS, "--profile", "peer", "--yes")
PAGE = http(200, b'{"results": []}')
STATUSES = (
    ("status",),
    ("status", "--format", "json"),
    ("status", "--all"),
    ("status", "--export", "-"),
)


def echoing(status: int, request: Request) -> Iterable[bytes]:
    """Answer with all that was sent, at every place of an answer that is read."""
    said = request[2].decode()
    sent = json.loads(said)
    words = f"{sent['receiver']['contacts'][0]['identifierValue']} {said}"
    body = {
        "id": f"id-{crc32(sent['reference'].encode()):08x}",
        "code": words,
        "message": words,
        "details": {"$.body.text.text": [words], f"$.body['{said}']": [words]},
        "reason": words,
        "failure": {"code": words, "source": {"code": words}},
    }
    return http(status, json.dumps(sent | body).encode())


class Posts:
    """Answers to messages, by number from 1; questions are answered with an empty page."""

    def __init__(self, *statuses: int | None) -> None:
        self.statuses = statuses
        self.count = 0

    def __call__(self, request: Request) -> Iterable[bytes]:
        if request[0] != "POST":
            return PAGE
        status = self.statuses[min(self.count, len(self.statuses) - 1)]
        self.count += 1
        return [] if status is None else echoing(status, request)


def require_told(place: Place, *outcomes: Outcome) -> None:
    """Neither a push nor the status of its run tells of anybody, nor does a file."""
    require_nobody(*outcomes, *(place.run(*words) for words in STATUSES))
    place.require_kept()

from __future__ import annotations

import json
from dataclasses import dataclass, field

import pytest
from pygls.exceptions import JsonRpcException

from msgc.lsp.features import build_server

PLACE = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 1}}
PARAMS = {
    "textDocument": {"uri": "file:///a"},
    "range": PLACE,
    # A diagnostic without its message.
    "context": {"diagnostics": [{"range": PLACE}]},
}
ASKED = {"jsonrpc": "2.0", "method": "textDocument/codeAction", "params": PARAMS}


@dataclass
class Kept:
    """A writer that keeps what is written."""

    sent: list[dict] = field(default_factory=list)

    def write(self, data):
        self.sent.append(json.loads(data))


@pytest.fixture
def kept():
    return Kept()


@pytest.fixture
def protocol(kept):
    server = build_server(language=None, version="0")
    server.protocol.set_writer(kept, include_headers=False)
    return server.protocol


def test_a_request_that_cant_be_read_is_answered(protocol, kept):
    with pytest.raises(JsonRpcException):
        protocol.structure_message({**ASKED, "id": 7})
    (answer,) = kept.sent
    assert answer["id"] == 7
    assert answer["error"]["message"] == "Invalid Params"


def test_a_notification_that_cant_be_read_has_no_answer(protocol, kept):
    with pytest.raises(JsonRpcException):
        protocol.structure_message({**ASKED, "method": "textDocument/didOpen"})
    assert kept.sent == []

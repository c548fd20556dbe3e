"""The protocol's messages as they come in: requests that can't be read are answered, too."""

from __future__ import annotations

from typing import Any

from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol


class Protocol(LanguageServerProtocol):
    """pygls's protocol, which leaves a client waiting whose request lacks what it must hold."""

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Return a message in the protocol's terms; a request that isn't one is refused."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "id" in data and "method" in data:
                self._send_response(data["id"], None, error.to_response_error())
            raise

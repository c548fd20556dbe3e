"""One request at a time, its answer as JSON, its key never told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import httpx

from msgc.transport.access_keys import AccessKey
from msgc.transport.addresses import TransportError, is_loopback, require_safe

TIMEOUT = 30.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What the API answered; `body` is None where it sent nothing. Header names are lower case."""

    status: int
    body: object
    headers: Mapping[str, str]


class Transport:
    """Talks to one API with one key; to be closed, or used with `with`.

    Redirects aren't followed: the key would go along.
    """

    def __init__(self, base_url: str, key: str | AccessKey, timeout: float = TIMEOUT) -> None:
        """Open it; `timeout` is in seconds. Raises TransportError for an unsafe URL or key."""
        require_safe(base_url)
        self._key = key if isinstance(key, AccessKey) else AccessKey(key)
        self._host = urlsplit(base_url).netloc
        self._client = _client(base_url, self._key, timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let its connections go."""
        self._client.close()

    def get(self, path: str, query: Mapping[str, str | int] | None = None) -> Answer:
        """Return the answer to a GET, whatever its status.

        Raises TransportError where none comes in time, or where it isn't JSON.
        """
        try:
            response = self._client.get(path, params=dict(query or {}))
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise TransportError(self._sentence(error)) from None
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status_code, self._body(response), headers)

    def _sentence(self, error: Exception) -> str:
        if isinstance(error, httpx.TimeoutException):
            return f"{self._host} didn't answer in time"
        if "CERTIFICATE" in str(error):
            return f"the certificate of {self._host} isn't one that this machine trusts"
        if isinstance(error, httpx.ConnectError):
            return f"{self._host} can't be reached"
        return f"the connection with {self._host} broke ({type(error).__name__})"

    def _body(self, response: httpx.Response) -> object:
        if not response.content.strip():
            return None
        if self._key.is_in(response.content):
            raise TransportError(f"the answer of {self._host} holds the access key: it isn't read")
        try:
            body: object = json.loads(response.content, parse_constant=_refuse)
        except (ValueError, RecursionError):
            if response.is_error:
                # What stands before an API says its refusals in HTML; the status tells enough.
                return None
            raise TransportError(
                f"{self._host} answered {response.status_code}, and not with JSON"
            ) from None
        return body


def _client(base_url: str, key: AccessKey, timeout: float) -> httpx.Client:
    try:
        return httpx.Client(
            base_url=base_url.rstrip("/"),
            headers={"Authorization": key.header(), "Accept": "application/json"},
            timeout=timeout,
            follow_redirects=False,
            # No proxy stands between a machine and itself.
            trust_env=not is_loopback(base_url),
        )
    except (ImportError, ValueError):
        raise TransportError("the proxy that the environment names can't be used") from None


def _refuse(constant: str) -> object:
    raise ValueError(constant)

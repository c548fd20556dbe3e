"""The door to the API: one request at a time, its answer as JSON, its key never told."""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import SplitResult, urlsplit

import httpx

# The one host that the API's common documentation names.
BASE_URL = "https://api.bird.com"
TIMEOUT = 30.0
LOCALHOST = "localhost"


class TransportError(Exception):
    """A request without a usable answer: one sentence, in which no header and no key stands."""


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

    def __init__(self, base_url: str, key: str, timeout: float = TIMEOUT) -> None:
        """Open it; `timeout` is in seconds. Raises TransportError for an unsafe URL or key."""
        require_safe(base_url)
        # A header takes no other characters, and the client's own complaint would quote them.
        if not key or not all("!" <= char <= "~" for char in key):
            raise TransportError("the access key is empty or holds characters that no key has")
        self._key = key
        self._host = urlsplit(base_url).netloc
        self._client = _client(base_url, key, timeout)

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
        if self._key.encode() in response.content:
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


def _client(base_url: str, key: str, timeout: float) -> httpx.Client:
    try:
        return httpx.Client(
            base_url=base_url.rstrip("/"),
            headers={"Authorization": f"AccessKey {key}", "Accept": "application/json"},
            timeout=timeout,
            follow_redirects=False,
            # No proxy stands between a machine and itself.
            trust_env=not is_loopback(base_url),
        )
    except (ImportError, ValueError):
        raise TransportError("the proxy that the environment names can't be used") from None


def _refuse(constant: str) -> object:
    raise ValueError(constant)


def require_safe(url: str) -> None:
    """Raise TransportError for a base URL that a key mustn't be sent to.

    It is https, or stands on this machine; it has no user name, query or fragment.
    """
    parts = _parts(url)
    if parts is None or not parts.hostname or parts.scheme not in ("http", "https"):
        raise TransportError("the base URL isn't a URL such as https://api.bird.com")
    if parts.username is not None or parts.query or parts.fragment:
        raise TransportError("the base URL holds a user name, a query or a fragment")
    if parts.scheme != "https" and not is_loopback(url):
        raise TransportError(f"a key is sent over https alone, and {parts.netloc} is named by http")


def is_loopback(url: str) -> bool:
    """Tell whether a URL stands on this machine."""
    parts = _parts(url)
    host = parts.hostname if parts else None
    if host is None or host == LOCALHOST:
        return host is not None
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _parts(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        return parts if parts.port != 0 else None
    except ValueError:
        return None

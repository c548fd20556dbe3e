"""What goes wrong with a request, told apart by the one thing that matters: may it have left?"""

from __future__ import annotations

import ssl

import aiohttp

from msgc.transport.addresses import TransportError


class NeverSentError(TransportError):
    """No byte of the request can have left; `code` is one word for why."""

    def __init__(self, sentence: str, code: str) -> None:
        super().__init__(sentence)
        self.code = code


class MaybeSentError(TransportError):
    """The request, or a part of it, may have left, and its answer's status never came."""

    def __init__(self, sentence: str, code: str) -> None:
        super().__init__(sentence)
        self.code = code


Failure = NeverSentError | MaybeSentError

Row = tuple[type[Exception] | tuple[type[Exception], ...], str, str]
# The first row that fits tells a failure; the last one fits them all.
BEFORE: tuple[Row, ...] = (
    (
        (aiohttp.ClientConnectorCertificateError, ssl.CertificateError),
        "certificate-refused",
        "the certificate of {host} isn't one that this machine trusts",
    ),
    (aiohttp.ClientConnectorDNSError, "name-unknown", "the name of {host} can't be looked up"),
    (aiohttp.ClientSSLError, "tls-failed", "{host} doesn't speak TLS as this machine does"),
    (
        (aiohttp.ClientProxyConnectionError, aiohttp.ClientHttpProxyError),
        "proxy-failed",
        "the proxy that the environment names doesn't lead to {host}",
    ),
    (TimeoutError, "connect-timeout", "{host} can't be reached in time"),
    (Exception, "connect-failed", "{host} can't be reached"),
)
AFTER: tuple[Row, ...] = (
    (TimeoutError, "timeout", "{host} didn't answer in time"),
    (aiohttp.ClientResponseError, "bad-answer", "{host} answered, and not as HTTP says"),
    (aiohttp.ClientConnectionError, "connection-lost", "the connection with {host} broke"),
    (Exception, "request-failed", "the request to {host} failed"),
)


def failure_of(error: Exception, has_connection: bool, host: str) -> Failure:
    """Return what an exception of the client means.

    `has_connection` tells whether the request had been given a connection; until then, nothing of
    it can have left. The client's own words aren't quoted: they may hold the request's headers.
    """
    rows = AFTER if has_connection else BEFORE
    code, sentence = next(row[1:] for row in rows if isinstance(error, row[0]))
    kind = MaybeSentError if has_connection else NeverSentError
    return kind(sentence.format(host=host), code)

"""Rules about a URL: whether its host can be reached from the internet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from msgc.check.breach import Unknown
from msgc.check.possible import Possible, kind_of
from msgc.check.rules.model import Outcome, Test
from msgc.late import Late, regex
from msgc.types import StringType

# Few hosts are addresses.
if TYPE_CHECKING:
    import ipaddress
else:
    ipaddress = Late("ipaddress")

# RFC 6761, 6762, 8375; `internal` is ICANN's, for networks that are nobody else's business.
LOCAL_ENDINGS = ("localhost", "local", "internal", "home.arpa")
HELP = "Write an address that anybody can open, such as https://example.com/a.png."

_AUTHORITY = regex(r"https?://([^/?#\\]*)", re.IGNORECASE)
_WHOLE_AUTHORITY = regex(r"https?://([^/?#\\]*)[/?#\\]", re.IGNORECASE)
_HOST = regex(r"(?:.*@)?(\[[^\]]*\]|[^:]*)")
# A host whose last label is a number is an IPv4 address in one of its forms.
_NUMERIC = regex(r"(?:[0-9]+|0x[0-9a-f]*)", re.IGNORECASE)


def public_host(_wanted: bool) -> Test:
    """The URL's host can be reached from the internet, by its name or its address."""

    def test(value: object, unit: str) -> Iterator[Outcome]:
        if isinstance(value, str):
            yield _outcome(_host(value, _AUTHORITY), unknown=True)
        elif isinstance(value, Possible) and value.begins:
            yield _outcome(_host(value.begins, _WHOLE_AUTHORITY), unknown=None)
        elif isinstance(value, Unknown):
            yield Outcome(_of_words(value), "has a host of a local or private network", HELP)

    return test


def _outcome(host: str | None, unknown: bool | None) -> Outcome:
    """Return what a host says, `unknown` where there is none: that is for the schema to tell."""
    if host is None:
        return Outcome(unknown)
    told = f"has the host `{host}`, which is local or private"
    return Outcome(is_public(host), told, HELP)


def _host(url: str, authority: re.Pattern[str]) -> str | None:
    match = authority.match(url)
    found = _HOST.match(match[1]) if match else None
    # Braces are the API's own placeholders, which it fills in.
    return found[1] if found and found[1] and "{" not in found[1] else None


def _of_words(value: Unknown) -> bool | None:
    kind = kind_of(value)
    words = kind.enum if isinstance(kind, StringType) else None
    hosts = [_host(word, _AUTHORITY) for word in words or ()]
    found = {None if host is None else is_public(host) for host in hosts}
    return found.pop() if len(found) == 1 else None


def is_public(host: str) -> bool:
    """Tell whether a URL's host (RFC 3986; an IPv6 address in brackets) is no local one."""
    if host.startswith("["):
        return _is_global(ipaddress.IPv6Address, host[1:-1].partition("%")[0])
    name = unquote(host).lower().removesuffix(".")
    labels = name.split(".")
    if _NUMERIC.fullmatch(labels[-1]):
        return _is_global(ipaddress.IPv4Address, name)
    is_local = any(name.endswith(f".{ending}") for ending in LOCAL_ENDINGS)
    return len(labels) > 1 and not is_local and name not in LOCAL_ENDINGS


def _is_global(read: type[ipaddress.IPv4Address | ipaddress.IPv6Address], text: str) -> bool:
    try:
        return read(text).is_global
    except ipaddress.AddressValueError:
        return False


KEYWORDS: dict[str, Callable[[Any], Test]] = {"publicHost": public_host}

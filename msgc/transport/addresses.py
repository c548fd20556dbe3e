"""Where a key may be sent: over https, or to this machine."""

from __future__ import annotations

import ipaddress
from urllib.parse import SplitResult, urlsplit

# The one host that the API's common documentation names.
BASE_URL = "https://api.bird.com"
LOCALHOST = "localhost"
_USUAL_PORTS = {"https": 443, "http": 80}


class TransportError(Exception):
    """A request without a usable answer: one sentence, in which no header and no key stands."""


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


def canonical_url(url: str) -> str:
    """Return a base URL in the one form that URLs of the same place share.

    Its scheme and host are in lower case, its scheme's own port and a slash at its end are left
    out. What isn't a URL is returned as it is.
    """
    parts = _parts(url)
    if parts is None or not parts.hostname:
        return url
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    is_usual = parts.port in (None, _USUAL_PORTS.get(parts.scheme))
    return f"{parts.scheme}://{host}{'' if is_usual else f':{parts.port}'}{parts.path.rstrip('/')}"


def _parts(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        return parts if parts.port != 0 else None
    except ValueError:
        return None

"""The one access key that a sandbox knows, where it is told one."""

from __future__ import annotations

import hashlib
import hmac

SCHEME = "AccessKey"


class Key:
    """An access key, of which a digest alone is kept."""

    __slots__ = ("_digest",)

    def __init__(self, text: str) -> None:
        self._digest = _digest(text)

    def __repr__(self) -> str:
        return "***"

    def fits(self, text: str) -> bool:
        """Tell whether a key is this one."""
        return hmac.compare_digest(self._digest, _digest(text))


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).digest()


def given_key(authorization: str) -> str:
    """Return the key of an Authorization header, empty where it holds none."""
    scheme, _, key = authorization.strip().partition(" ")
    return key.strip() if scheme.lower() == SCHEME.lower() else ""

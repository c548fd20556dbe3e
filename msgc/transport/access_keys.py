"""An access key that can be used, and not be shown."""

from __future__ import annotations

import re
from typing import NoReturn

from msgc.transport.addresses import TransportError

SHOWN = "***"
# Characters of the shortest key that can't stand in a text by chance.
TELLING = 12


# Characters of a key as JSON may write them.
_ESCAPE = re.compile(rb'\\(?:u00([2-7][0-9a-fA-F])|(["\\/]))')


def _unescaped(match: re.Match[bytes]) -> bytes:
    return match[2] or bytes([int(match[1], 16)])


class AccessKey:
    """A key of the API; however it is printed, it is `***`.

    It isn't pickled or copied, and two are equal where their keys are.
    """

    __slots__ = ("_key",)

    def __init__(self, key: str) -> None:
        """Hold a key. Raises TransportError where it is none, without quoting it."""
        # A header takes no other characters, and a client's own complaint would quote them.
        if not key or not all("!" <= char <= "~" for char in key):
            raise TransportError("the access key is empty or holds characters that no key has")
        self._key = key

    def header(self) -> str:
        """Return what stands in the `Authorization` header: the one place where the key goes."""
        return f"AccessKey {self._key}"

    def is_in(self, content: bytes) -> bool:
        """Tell whether the key stands in an answer, which then mustn't be shown or kept.

        A short one, as a stand-in for the API takes, may be a part of any word.
        """
        if len(self._key) < TELLING:
            return False
        key = self._key.encode()
        return key in content or (b"\\" in content and key in _ESCAPE.sub(_unescaped, content))

    def __repr__(self) -> str:
        return SHOWN

    def __format__(self, specification: str) -> str:
        return SHOWN

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AccessKey) and other._key == self._key

    def __hash__(self) -> int:
        return hash(self._key)

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("an access key isn't pickled or copied")

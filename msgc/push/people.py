"""Who is in a plan already and with which text, in 32 bytes for each."""

from __future__ import annotations

from collections import defaultdict

from msgc.push.keys import KEY_BYTES

# Digests that begin with the same two bytes stand together: some fifteen in a plan of a million.
_PREFIX = 2


class Pairs:
    """Digests and the digests that belong to each: both of 16 bytes.

    A dict of bytes would take five times the memory. A digest is searched in the bytes of those
    that begin like it; that one is found across the border of two has a chance of 2 to the -100.
    """

    def __init__(self) -> None:
        self._shards: defaultdict[bytes, bytearray] = defaultdict(bytearray)

    def of(self, first: bytes) -> list[bytes]:
        """Return what belongs to a digest, in the order in which it was added."""
        shard = self._shards.get(first[:_PREFIX])
        if shard is None:
            return []
        found = []
        at = shard.find(first)
        while at >= 0:
            found.append(bytes(shard[at + KEY_BYTES : at + 2 * KEY_BYTES]))
            at = shard.find(first, at + 2 * KEY_BYTES)
        return found

    def add(self, first: bytes, second: bytes) -> None:
        """Add a pair."""
        self._shards[first[:_PREFIX]] += first + second

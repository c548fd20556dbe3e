"""The hash by which it is known whether what a run looked at is as it was."""

from __future__ import annotations

# `hashlib` loads OpenSSL, which takes a quarter of the time that Python itself needs to start; its
# own BLAKE2 is this one, and for small files it is the quicker of the two.
try:
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

__all__ = ["SIZE", "blake2b", "content_digest"]

# Bytes of a digest.
SIZE = 32


def content_digest(data: bytes) -> bytes:
    """Return the digest of a file's content."""
    return blake2b(data, digest_size=SIZE).digest()

"""What makes a finding the same finding in another run, whatever line it has moved to."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from msgc.diagnostics import Diagnostic
from msgc.late import regex
from msgc.report.places import path_of
from msgc.report.public import public_sentence

# Of a SHA-256, in hexadecimal: 128 bits.
LENGTH = 32
# What moves by itself: a line's number, and how many days something is ahead.
_MOVING = regex(r"\bline \d+|\b\d+ days?\b")


def fingerprints(diagnostics: Sequence[Diagnostic], root: Path | None = None) -> list[str]:
    """Return a fingerprint for each finding; no two are equal.

    They hold the code, the file (relative to `root` where given), the message's name, the pointer
    and the sentence, and no line numbers. Findings that are alike in all of it are told apart by
    their order.
    """
    seen = Counter[tuple[str, ...]]()
    made = []
    for diagnostic in diagnostics:
        identity = _identity(diagnostic, root)
        made.append(_digest((*identity, str(seen[identity]))))
        seen[identity] += 1
    return made


def _identity(diagnostic: Diagnostic, root: Path | None) -> tuple[str, ...]:
    return (
        diagnostic.code,
        path_of(diagnostic.span.source, root),
        diagnostic.message_name or "",
        diagnostic.pointer or "",
        # A sentence may name a line itself, as that of a byte that isn't UTF-8.
        _MOVING.sub("", public_sentence(diagnostic)),
    )


def _digest(parts: tuple[str, ...]) -> str:
    # A file's name that isn't UTF-8 stands as lone surrogates in its path.
    whole = "\0".join(parts).encode("utf-8", errors="surrogatepass")
    return hashlib.sha256(whole).hexdigest()[:LENGTH]

"""Which characters YAML can't hold."""

from __future__ import annotations

import sys

from msgc.syntax.yaml_draft import unprintable


def may_stand(code: int) -> bool:
    """Tell whether YAML 1.1 counts a code point among its printable characters (section 5.1)."""
    ranges = ((0x20, 0x7E), (0xA0, 0xD7FF), (0xE000, 0xFFFD), (0x10000, 0x10FFFF))
    return code in (0x9, 0xA, 0xD, 0x85) or any(first <= code <= last for first, last in ranges)


def test_what_yaml_cant_hold_is_what_isnt_printable() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    wanted = [code for code in range(sys.maxunicode + 1) if not may_stand(code)]
    assert [offset for offset, _ in unprintable(every)] == wanted

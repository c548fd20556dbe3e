"""Lines of one piece and lines of a list, with their breaks and without."""

from __future__ import annotations

import pytest

from msgc.emit.attempts import ended, parts_of

# Nothing but a line feed ends a line of NDJSON.
LINES = [b"{}", b"a\r", b"b\x0b\x0c\x1c\x85", b"\xe2\x80\xa8"]


@pytest.mark.parametrize("lines", [LINES, [], [b"{}"]], ids=len)
def test_lines_are_parted_at_their_breaks_alone(lines: list[bytes]) -> None:
    written = b"".join(line + b"\n" for line in lines)
    assert parts_of(written) == lines
    assert ended(written) == [line + b"\n" for line in lines]


def test_declined_rows_stay_so() -> None:
    assert ended([b"{}", None]) == [b"{}\n", None]

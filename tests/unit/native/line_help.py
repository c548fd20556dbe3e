"""Lines of NDJSON through the kernel's reader, for the tests of this folder."""

from __future__ import annotations

from msgc.native.lines import TEXT, UNUSED, WHOLE, Lines, line_reader

KINDS = {"a": TEXT, "n": WHOLE, "x": UNUSED}
GOOD = b'{"a":"A","n":1}'
SEPARATOR = b"\x7f"
# A value of each kind, as JSON.
VALUES = {TEXT: '"A"', WHOLE: "1", UNUSED: "null"}


def read(data: bytes, kinds: dict[str, int] = KINDS) -> Lines | None:
    reader = line_reader(kinds)
    assert reader is not None
    return reader.read(data)


def taken(line: bytes, kinds: dict[str, int] = KINDS) -> dict[str, bytes] | None:
    """Return what a line between good ones has for each key, None where it is odd.

    The others have what they have by themselves.
    """
    good = line_of(kinds)
    alone, found = read(good, kinds), read(b"\n".join([good, line, good, b""]), kinds)
    assert alone is not None and found is not None and found.count == 3
    assert list(found.odd) in ([], [1])
    parted = {name: column.split(SEPARATOR) for name, column in found.columns.items()}
    for name, pieces in parted.items():
        assert [pieces[0], pieces[-1]] == [alone.columns[name]] * 2
        assert len(pieces) == found.count - len(found.odd)
    return None if found.odd else {name: pieces[1] for name, pieces in parted.items()}


def line_of(kinds: dict[str, int]) -> bytes:
    pairs = ",".join(f'"{name}":{VALUES[kind]}' for name, kind in kinds.items())
    return f"{{{pairs}}}".encode()


def with_text(text: str | bytes) -> bytes:
    return b'{"a":"%b","n":1}' % (text.encode() if isinstance(text, str) else text)


def with_value(name: str, value: str) -> bytes:
    values = {"a": '"A"', "n": "1"} | {name: value}
    pairs = ",".join(f'"{key}":{each}' for key, each in values.items())
    return f"{{{pairs}}}".encode()

"""Bytes to text: UTF-8, with a fault at the exact place where a file isn't."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import BinaryIO, TextIO

from msgc.recipients.rows import RowFault, RowsError

# Bytes that aren't UTF-8 are decoded to these code points, so that a fault costs its own row alone.
_UNDECODED = re.compile("[\udc80-\udcff]")
_UNDECODED_START = 0xDC00
_UTF_16_MARKS = ("\udcff\udcfe", "\udcfe\udcff")
# The first bytes of files that are packed, decoded so: RFC 1952, RFC 8878, and PKWARE's APPNOTE.
_PACKED = {
    "\x1f\udc8b": ("gzip", "gunzip -c"),
    "(\udcb5/\udcfd": ("zstd", "zstd -dc"),
    "PK\x03\x04": ("zip", "unzip -p"),
}
_PACKED_HELP = (
    "Unpack it first, or read it as it is unpacked: "
    "`{tool} FILE | msgc compile MESSAGE -r - --rows-format FORMAT`."
)
_ZIP_HELP = " A spreadsheet's own format (.xlsx) is zip too: save that as “CSV UTF-8”."
_ENCODING = "Windows-1252"
_HELP = (
    "Save the file as UTF-8: in a spreadsheet choose “CSV UTF-8”, or run "
    "`iconv -f {encoding} -t UTF-8 OLD > NEW`."
)


@contextmanager
def text_of(stream: BinaryIO, newline: str) -> Iterator[TextIO]:
    """Give the stream as text, without its byte-order mark; the stream stays open.

    `newline` is that of `open`. Bytes that aren't UTF-8 become lone surrogates: see `bad_bytes`.
    """
    text = TextIOWrapper(stream, "utf-8-sig", errors="surrogateescape", newline=newline)
    try:
        yield text
    finally:
        text.detach()


def without_mark(data: bytes) -> bytes:
    """Return a file's first bytes without its byte-order mark, or without what it has of one."""
    return b"" if BOM_UTF8.startswith(data) else data.removeprefix(BOM_UTF8)


def bad_bytes(text: str, line: int, column: int = 1) -> RowFault | None:
    """Return the fault of the first byte that isn't UTF-8; `text` starts at `line`, `column`."""
    found = None if text.isascii() else _UNDECODED.search(text)
    if found is None:
        return None
    start = found.start()
    breaks = text.count("\n", 0, start)
    column = start - text.rfind("\n", 0, start) if breaks else column + start
    return _not_utf8(ord(found.group()) - _UNDECODED_START, line + breaks, column)


def check_start(text: str, line: int = 1) -> None:
    """Raise `RowsError` where a file's first text shows that the whole file is no UTF-8."""
    for mark, (format, tool) in _PACKED.items():
        if text.startswith(mark):
            raise RowsError(_packed(format, tool, line))
    if text.startswith(_UTF_16_MARKS) or "\0" in text:
        message = "The file isn't UTF-8: it is UTF-16, which spreadsheets call “Unicode text”."
        fault = RowFault("MSG504", message, _HELP.format(encoding="UTF-16"), None, line, 1)
        raise RowsError(fault)


def _packed(format: str, tool: str, line: int) -> RowFault:
    message = f"The file isn't UTF-8: it is compressed, as {format}."
    help = _PACKED_HELP.format(tool=tool) + (_ZIP_HELP if format == "zip" else "")
    return RowFault("MSG504", message, help, None, line, 1)


def _not_utf8(byte: int, line: int, column: int) -> RowFault:
    message = f"The byte 0x{byte:02X} in line {line} isn't UTF-8"
    try:
        char = bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        message += ", and its encoding can't be told."
        return RowFault("MSG504", message, _HELP.format(encoding="ENCODING"), None, line, column)
    message += f"; the file is likely {_ENCODING}, where it is {char!r}."
    return RowFault("MSG504", message, _HELP.format(encoding=_ENCODING), None, line, column)

"""Bytes to text: UTF-8, with or without a byte order mark, and nothing else."""

from __future__ import annotations

import codecs
from pathlib import Path

from msgc.diagnostics import Diagnostic, finding
from msgc.late import regex
from msgc.source import SourceFile

MAX_CONTROL_CHARACTERS = 20
_CONTROL = regex(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAVE_AS_UTF8 = "Save the file as UTF-8."


def decode(name: str, data: bytes, path: Path | None) -> tuple[SourceFile, list[Diagnostic]]:
    """Read a file's bytes as UTF-8 text, without its byte order mark.

    Never raises. Each fault is an MSG100 at its place; a byte that can't be read, or a control
    character that neither YAML nor JSON can hold, stands as U+FFFD in the text.
    """
    if data.startswith(_UTF16_MARKS):
        return _utf16(name, data, path)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return _without_controls(name, data.decode("utf-8"), path)
    except UnicodeDecodeError as error:
        return _bad_bytes(name, data, path, error.start)


def _utf16(name: str, data: bytes, path: Path | None) -> tuple[SourceFile, list[Diagnostic]]:
    source = SourceFile(name, data.decode("utf-16", errors="replace"), path)
    message = "The file is written as UTF-16, not as UTF-8."
    return source, [finding("MSG100", message, source.span(0), help=_SAVE_AS_UTF8)]


def _bad_bytes(
    name: str, data: bytes, path: Path | None, bad: int
) -> tuple[SourceFile, list[Diagnostic]]:
    source = SourceFile(name, data.decode("utf-8", errors="replace"), path)
    offset = len(data[:bad].decode("utf-8"))
    message = f"The byte 0x{data[bad]:02X} on line {source.position(offset)[0]} isn't UTF-8."
    span = source.span(offset, offset + 1)
    return source, [finding("MSG100", message, span, help=_bytes_help(data, bad))]


def _bytes_help(data: bytes, bad: int) -> str:
    guess = data[bad : bad + 1].decode("cp1252", errors="ignore")
    if not guess:
        return _SAVE_AS_UTF8
    return f"It looks like `{guess}` in Windows-1252. {_SAVE_AS_UTF8}"


def _without_controls(
    name: str, text: str, path: Path | None
) -> tuple[SourceFile, list[Diagnostic]]:
    source = SourceFile(name, _CONTROL.sub("\ufffd", text), path)
    found = [
        control_character(source, match.start(), match[0]) for match in _CONTROL.finditer(text)
    ]
    return source, found[:MAX_CONTROL_CHARACTERS]


def control_character(source: SourceFile, offset: int, character: str) -> Diagnostic:
    """Say that the file can't hold the invisible `character` at `offset`."""
    message = f"The invisible character U+{ord(character):04X} can't stand in the file."
    help = "Delete it; in quoted text it can be written as an escape."
    return finding("MSG100", message, source.span(offset, offset + 1), help=help)

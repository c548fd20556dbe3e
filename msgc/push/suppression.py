"""The lists of those who want no messages: one recipient a line, or a column of a CSV file."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain
from pathlib import Path

from msgc.facts.formats import is_uuid
from msgc.push.digested import Digest, open_digested
from msgc.push.keys import address, person

# A column's name without what isn't a letter, in lower case.
COLUMNS = ("phone", "phonenumber", "identifiervalue", "to", "recipient")
DELIMITERS = ",;\t"
COMMENT = "#"
# Country code and number: E.164 has no more than 15 digits, and no country's are this short.
MIN_DIGITS, MAX_DIGITS = 6, 15
_NOT_LETTERS = re.compile("[^a-z]")
_SPOILED = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]+|[+-]?[0-9]+[.,]0")
_MAIL = re.compile(r"""[^\s@<>"\\,;]+@[^\s@<>"\\,;]+""")
_ID = re.compile(r"[A-Za-z0-9_.+/=-]{6,}")
# What is written before a number that a program is to call or write to.
_SCHEME = re.compile(r"(?:tel|sms|smsto|callto|whatsapp):", re.IGNORECASE)
# A zero that is dialled within the country alone: `+44 (0)7700 900142`.
_TRUNK = re.compile(r"\( *0 *\)")
_HAS_COUNTRY = re.compile(r"\s*(?:\+|00)")
# A number as it is written within North America, where none begins with a zero.
_NATIONAL = re.compile(r"\(.*|[0-9]{3}[ .-][0-9]{3}[ .-][0-9]{4}", re.DOTALL)
# So many digits with no letter before them, or a plus before one, are a telephone number's.
_LIKE_NUMBER = re.compile(r"(?<![A-Za-z0-9_])[0-9]{9}|\+[0-9]")
# What separates a number from its extension, and never one digit of it from another.
_EXTENDED = re.compile("[#*,;]")
_HEADING = re.compile(r"[^\W\d]+(?:[ _-][^\W\d]+)*")


class SuppressionError(Exception):
    """A list that can't be trusted: one sentence with the line, and without anybody's data."""


def suppressed_in(path: Path) -> tuple[frozenset[bytes], str]:
    """Return the digests (`keys.person`) of all that a list holds, and the SHA-256 of its bytes.

    Raises SuppressionError where it can't be read, or holds what is no recipient.
    """
    digest = sha256()
    people = frozenset(person(each) for each in _recipients(path, digest))
    return people, digest.hexdigest()


def _recipients(path: Path, digest: Digest) -> Iterator[str]:
    count = 0
    try:
        with open_digested(path, digest) as stream:
            lines = _Lines(stream)
            for cell in _cells(lines, path):
                count += 1
                yield from _recipients_of(cell, path, lines.number)
            is_told = lines.has_comment or lines.has_header
    except OSError as error:
        raise SuppressionError(f"`{path}` can't be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise SuppressionError(_not_utf8(path)) from None
    except csv.Error:
        raise SuppressionError(f"`{path}`, line {lines.number}: the CSV doesn't parse") from None
    if not count and not is_told:
        raise SuppressionError(
            f"`{path}` holds nothing; where nobody is to be left out, write a comment: `# nobody`"
        )


def _not_utf8(path: Path) -> str:
    start = b""
    # What is no file, but a pipe, would be waited for.
    if path.is_file():
        with path.open("rb") as stream:
            start = stream.read(2)
    is_utf16 = start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    return f"`{path}` isn't UTF-8{', but UTF-16' if is_utf16 else ''}: save it as UTF-8"


class _Lines:
    """The lines of a list that hold something, counted; comments are left out."""

    def __init__(self, stream: Iterable[str]) -> None:
        self._stream = iter(stream)
        self.number = 0
        self.has_comment = self.has_header = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        for line in self._stream:
            self.number += 1
            if line.lstrip().startswith(COMMENT):
                self.has_comment = True
            elif line.strip():
                return line
        raise StopIteration


def _cells(lines: _Lines, path: Path) -> Iterator[str]:
    """Yield what stands for a recipient on each line."""
    first = next(lines, None)
    if first is None:
        return
    delimiter = next((each for each in DELIMITERS if each in first), None)
    column = 0
    if delimiter is not None or _is_heading(first):
        (names,) = csv.reader([first], delimiter=delimiter or ",", strict=True)
        column = _column(names, path, lines.number)
        lines.has_header = True
    rest: Iterable[str] = lines if lines.has_header else chain([first], lines)
    for row in csv.reader(rest, delimiter=delimiter or ",", strict=True):
        if any(cell.strip() for cell in row):
            yield _cell(row, column, path, lines.number)


def _is_heading(line: str) -> bool:
    return _HEADING.fullmatch(line.strip().strip('"')) is not None


def _column(names: list[str], path: Path, number: int) -> int:
    if len(names) == 1:
        return 0
    bare = [_NOT_LETTERS.sub("", name.lower()) for name in names]
    found = [place for place, name in enumerate(bare) if name in COLUMNS]
    if len(found) != 1:
        what = "several columns" if found else "no column"
        raise SuppressionError(
            f"`{path}`, line {number}: {what} of the header could hold the recipients; name the "
            f"one `phone`"
        )
    return found[0]


def _cell(row: list[str], column: int, path: Path, number: int) -> str:
    if column < len(row):
        return row[column]
    raise SuppressionError(f"`{path}`, line {number}: the recipient's cell is missing")


def _recipients_of(cell: str, path: Path, number: int) -> Iterator[str]:
    """Yield what a cell may mean; SuppressionError for what can't be a recipient.

    A zero in brackets is no part of most countries' numbers, and of a few it is: both are meant.
    """
    text = _SCHEME.sub("", cell.strip(), count=1) if _SCHEME.match(cell.strip()) else cell.strip()
    readings = {text, _TRUNK.sub("", text)} if _HAS_COUNTRY.match(text) else {text}
    for reading in readings:
        reason = _suspicion(reading)
        if reason is not None:
            raise SuppressionError(f"`{path}`, line {number}: {reason}")
        yield reading


def _suspicion(text: str) -> str | None:
    """Return why a text isn't trusted to be a recipient, or None."""
    if _SPOILED.fullmatch(text):
        return "a spreadsheet rewrote the number; format the column as text, and export it again"
    bare = address(text)
    if not (bare.isascii() and bare.isdigit()) or _EXTENDED.search(text):
        return None if _is_other(text) else "this isn't a phone number, an address or an id"
    if bare.startswith("0") or _NATIONAL.fullmatch(text):
        return "the number has no country code; write it as +31612345678"
    if not MIN_DIGITS <= len(bare) <= MAX_DIGITS:
        return "the number is too short or too long to be a phone number"
    return None


def _is_other(text: str) -> bool:
    """Tell whether a text is a mail address or an id, and no number with something about it."""
    if _MAIL.fullmatch(text) or is_uuid(text):
        return True
    is_id = _ID.fullmatch(text) and re.search("[0-9]", text)
    return bool(is_id and not _LIKE_NUMBER.search(text))

"""Strict JSON (RFC 8259) to nodes, with its faults in the author's terms."""

from __future__ import annotations

from msgc.diagnostics import Diagnostic, Label, finding
from msgc.late import regex
from msgc.source import SourceFile, Span
from msgc.syntax import json_faults as faults
from msgc.syntax.json_faults import JsonError
from msgc.syntax.json_scalars import read_literal, read_string
from msgc.syntax.nodes import Entry, Mapping, Node, Scalar, Sequence

MAX_DEPTH = 100
_SPACE = regex(r"[ \t\r\n]*")
_LINE = regex(r"[^\n]+")


def parse_json(source: SourceFile) -> tuple[Node | None, list[Diagnostic]]:
    """Read a JSON file as nodes, with what is wrong with it (MSG127, duplicate keys MSG106).

    The tree is None where the text doesn't parse; duplicate keys keep the first. Never raises.
    """
    return _document(source, 0, len(source.text))


def parse_json_lines(source: SourceFile) -> list[tuple[int, Node | None, list[Diagnostic]]]:
    """Read a file of one JSON document a line; blank lines are skipped.

    Each document comes with its number among the documents, from 1, and with its own findings.
    """
    lines = [match.span() for match in _LINE.finditer(source.text) if not _is_blank(match[0])]
    return [(number, *_document(source, *line)) for number, line in enumerate(lines, 1)]


def _is_blank(line: str) -> bool:
    return _SPACE.fullmatch(line) is not None


def _document(source: SourceFile, start: int, end: int) -> tuple[Node | None, list[Diagnostic]]:
    reader = _Reader(source, start, end)
    try:
        return reader.document(), reader.findings
    except JsonError as error:
        return None, [*reader.findings, error.diagnostic]


class _Reader:
    """Reads one document of a file, from `offset` to `end`."""

    def __init__(self, source: SourceFile, offset: int, end: int) -> None:
        self.source = source
        self.text = source.text
        self.offset = offset
        self.end = end
        self.findings: list[Diagnostic] = []

    def document(self) -> Node:
        """Return the document's tree; raise `JsonError` at the first fault of its grammar."""
        self._skip_space()
        node = self._value(0)
        if self._skip_space():
            raise faults.goes_on(self.source, self.offset)
        return node

    def _skip_space(self) -> str:
        """Go to the next character that isn't white space, and return it ("" at the end)."""
        match = _SPACE.match(self.text, self.offset, self.end)
        self.offset = match.end() if match else self.offset
        return self.text[self.offset] if self.offset < self.end else ""

    def _value(self, depth: int) -> Node:
        sign = self.text[self.offset] if self.offset < self.end else ""
        if sign == '"':
            return self._string()
        if sign and sign in "{[":
            if depth >= MAX_DEPTH:
                raise faults.too_deep(self.source, self.offset, MAX_DEPTH)
            return self._object(depth + 1) if sign == "{" else self._array(depth + 1)
        scalar = read_literal(self.source, self.offset, self.end)
        self.offset = scalar.span.end
        return scalar

    def _string(self) -> Scalar:
        scalar = read_string(self.source, self.offset, self.end)
        self.offset = scalar.span.end
        return scalar

    def _array(self, depth: int) -> Sequence:
        start = self.offset
        items: list[Node] = []
        sign = self._enter("]")
        while sign != "]":
            items.append(self._value(depth))
            sign = self._next("]", start)
        self.offset += 1
        return Sequence(tuple(items), Span(self.source, start, self.offset))

    def _object(self, depth: int) -> Mapping:
        start = self.offset
        entries: dict[str, Entry] = {}
        sign = self._enter("}")
        while sign != "}":
            key = self._key()
            self._add(entries, Entry(key, self._value(depth)))
            sign = self._next("}", start)
        self.offset += 1
        return Mapping(tuple(entries.values()), Span(self.source, start, self.offset))

    def _enter(self, closing: str) -> str:
        """Step over the opening bracket; return `closing` where nothing stands inside."""
        self.offset += 1
        return closing if self._skip_space() == closing else ""

    def _next(self, closing: str, start: int) -> str:
        """Step over the comma after an entry, or stay at the closing bracket."""
        sign = self._skip_space()
        if sign == closing:
            return sign
        if sign != ",":
            raise faults.no_comma(self.source, self.offset, self.end, closing, start)
        comma = self.offset
        self.offset += 1
        if self._skip_space() == closing:
            raise faults.trailing_comma(self.source, comma)
        return sign

    def _key(self) -> Scalar:
        if self.text[self.offset : self.offset + 1] != '"' or self.offset >= self.end:
            raise faults.no_key(self.source, self.offset, self.end)
        key = self._string()
        if self._skip_space() != ":":
            raise faults.no_colon(key, self.offset)
        self.offset += 1
        self._skip_space()
        return key

    def _add(self, entries: dict[str, Entry], entry: Entry) -> None:
        first = entries.setdefault(entry.key.value, entry)
        if first is not entry:
            message = f"The key `{entry.key.value}` stands twice; only the first one is read."
            labels = (Label(first.key.span, "first written here"),)
            help = "Remove one of the two."
            self.findings.append(
                finding("MSG106", message, entry.key.span, help=help, labels=labels)
            )

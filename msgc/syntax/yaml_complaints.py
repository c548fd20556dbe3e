"""What is said of YAML that msgc doesn't take: one function for each finding."""

from __future__ import annotations

import re

from msgc.diagnostics import Diagnostic, Fix, Label, finding
from msgc.late import regex
from msgc.source import SourceFile, Span
from msgc.syntax.nodes import Mapping, Node, Scalar
from msgc.syntax.yaml_lines import continues, line_at, preview, quoted

_PROPERTY = regex(r"[&!]\S*")
_HALF_CHARACTER = regex("[\ud800-\udfff]")
_NO_ANCHORS = "Write the value out where it is needed; messages share structure with `extends`."
_MEANINGS = {
    "*": "reads as an alias",
    "&": "reads as an anchor",
    "!": "reads as a tag",
    "%": "reads as a directive",
    "{": "reads as a mapping",
    "[": "reads as a list",
    "|": "reads as a block of text",
    ">": "reads as a block of text",
    "-": "reads as a list's entry",
    "?": "reads as a key",
}


def quote_fix(span: Span) -> Fix | None:
    """Return the fix that quotes the words, None where they go on over further lines."""
    text = span.source.text
    line = line_at(text, span.start)
    if span.end > line.end or continues(text, line):
        return None
    return Fix(span, quoted(span.text))


def unquoted_expression(span: Span) -> Diagnostic:
    """A value that starts with `{{` (MSG102)."""
    message = "A value that starts with `{{` must be quoted, because YAML reads it as a mapping."
    help = f"Write {quoted(preview(span.text))}."
    return finding("MSG102", message, span, help=help, fix=quote_fix(span))


def reserved_start(span: Span, *, in_flow: bool = False) -> Diagnostic:
    """Unquoted text that starts with a character that YAML keeps for itself (MSG108)."""
    first = span.text[:2] if span.text[:2] in ("{%", "{#") else span.text[:1]
    meaning = _MEANINGS.get(first[:1], "keeps for itself")
    sign = "a backtick" if first == "`" else f"`{first}`"
    message = f"Unquoted text can't start with {sign}, which YAML {meaning}."
    help = f"Quote it: {quoted(preview(span.text))}."
    if in_flow and first == "{":
        help = f"Quote it: {quoted(preview(span.text))}, or write `key: value` between the braces."
    return finding("MSG108", message, span, help=help, fix=quote_fix(span))


def colon_in_text(colon: Span, words: Span) -> Diagnostic:
    """A colon and a space in unquoted text (MSG103)."""
    message = "A colon followed by a space can't stand in unquoted text."
    help = f"Quote the text: {quoted(preview(words.text))}."
    return finding("MSG103", message, colon, help=help, fix=quote_fix(words))


def second_document(span: Span) -> Diagnostic:
    """A file with two YAML documents (MSG101)."""
    message = "A file holds one YAML document, and a second one starts here."
    help = "Move what follows into a file of its own, or leave this line out."
    return finding("MSG101", message, span, help=help)


def directive(span: Span) -> Diagnostic:
    """A `%YAML` or `%TAG` line (MSG101)."""
    start = span.source.text.find("%", span.start)
    line = line_at(span.source.text, max(start, 0))
    message = "Lines that start with `%` are directives of YAML, which msgc doesn't take."
    return finding(
        "MSG101", message, Span(span.source, line.start, line.end), help="Leave the line out."
    )


def too_deep(span: Span, limit: int) -> Diagnostic:
    """Lists and mappings nested too deep (MSG101)."""
    message = f"The file is nested more than {limit} levels deep here."
    return finding("MSG101", message, span, help="Flatten the structure.")


def empty_file(source: SourceFile) -> Diagnostic:
    """A file with nothing in it, or nothing but comments (MSG113)."""
    help = "Write at least one `key: value` line."
    return finding("MSG113", "The file is empty.", source.span(0), help=help)


def alias(span: Span) -> Diagnostic:
    """`*name`: an alias where the file has such an anchor (MSG107), else text (MSG108)."""
    name = span.text[1:]
    if not re.search(rf"&{re.escape(name)}(?![\w-])", span.source.text):
        return reserved_start(span)
    message = f"`*{name}` is an alias, which isn't part of the language."
    return finding("MSG107", message, span, help=_NO_ANCHORS)


def merge_key(span: Span) -> Diagnostic:
    """The merge key `<<` (MSG107)."""
    message = "The merge key `<<` isn't part of the language."
    help = "Write the keys out, or share them with `extends`."
    return finding("MSG107", message, span, help=help)


def properties(source: SourceFile, start: int, anchor: str | None) -> Diagnostic:
    """An anchor or a tag before a list or a mapping (MSG107)."""
    match = _PROPERTY.match(source.text, start)
    span = source.span(start, match.end() if match else start)
    if anchor:
        message = f"`{span.text}` is an anchor, which isn't part of the language."
        return finding("MSG107", message, span, help=_NO_ANCHORS)
    message = f"`{span.text}` is a tag, which isn't part of the language."
    return finding("MSG107", message, span, help="Leave it out; the schema decides the type.")


def scalar_properties(span: Span, content: int, anchor: str | None) -> Diagnostic:
    """An anchor or a tag before text; alone, it is text that wants quotes (MSG108)."""
    if content == span.end and not span.text.startswith("!!"):
        return reserved_start(span)
    found = properties(span.source, span.start, anchor)
    word = found.span.text
    help = f"Leave `{word}` out; if it is part of the text, quote the whole text."
    return finding("MSG107", found.message, found.span, help=help)


def key_is_no_word(key: Node) -> Diagnostic:
    """A list or a mapping where a key should stand (MSG113)."""
    kind = "mapping" if isinstance(key, Mapping) else "list"
    message = f"A key must be text, and this one is a {kind}."
    return finding("MSG113", message, key.span, help="Quote it, or write a word in its place.")


def duplicate_key(key: Scalar, first: Scalar) -> Diagnostic:
    """A key that its mapping has already (MSG106)."""
    message = f"The key `{preview(key.value)}` stands twice; only the first one is read."
    label = Label(first.span, "first written here")
    return finding("MSG106", message, key.span, help="Remove one of the two.", labels=(label,))


def half_character(scalar: Scalar) -> Diagnostic | None:
    """An escape such as `\\ud83d` for half of a character (MSG101), None where there is none."""
    match = _HALF_CHARACTER.search(scalar.value)
    if not match:
        return None
    start = scalar.part(match.start(), match.end()).start
    return bad_escape(Span(scalar.span.source, start, start + len("\\ud83d")))


def bad_escape(span: Span) -> Diagnostic:
    """An escape in double quotes that YAML doesn't have (MSG101)."""
    if span.text[1:2] in ("u", "U"):
        message = f"`{span.text}` isn't the code of a character."
        help = "Write the character itself, or `\\U` with its code in eight hexadecimal digits."
        return finding("MSG101", message, span, help=help)
    message = f"`{span.text}` isn't one of YAML's escapes."
    help = f"Write `\\{span.text}` for a backslash, or put the text in single quotes."
    return finding("MSG101", message, span, help=help)

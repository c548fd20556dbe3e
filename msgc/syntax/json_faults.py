"""What is said of JSON that doesn't parse (MSG127): one function for each fault."""

from __future__ import annotations

from msgc.diagnostics import Diagnostic, Fix, Label, finding
from msgc.late import regex
from msgc.source import SourceFile
from msgc.syntax.nodes import Scalar

_GOOD_STRING = regex(r"\"(?:[^\"\\\x00-\x1f]|\\(?:[\"\\/bfnrt]|u[0-9A-Fa-f]{4}))*")
_ESCAPE = regex(r"\\(?:u[0-9A-Fa-f]{0,4}|.)?")
_WORD = regex(r"[^\s,:\[\]{}\"']+")
_PYTHON_WORDS = {"True": "true", "False": "false", "None": "null", "undefined": "null"}
_NOT_FINITE = ("NaN", "Infinity", "-Infinity", "+Infinity", "nan", "inf")
_SPACES = " \t\r\n"
_COMMENTS = ("//", "/*", "#")
_NO_VALUE = "A value should stand here."
PREVIEW_LENGTH = 40


class JsonError(Exception):
    """A fault of the grammar, which ends its document."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def _error(
    source: SourceFile,
    start: int,
    length: int,
    message: str,
    help: str,
    labels: tuple[Label, ...] = (),
    fix: Fix | None = None,
) -> JsonError:
    end = min(start + length, len(source.text))
    span = source.span(min(start, end), end)
    return JsonError(finding("MSG127", message, span, help=help, labels=labels, fix=fix))


def _comment(source: SourceFile, start: int) -> JsonError | None:
    if not source.text.startswith(_COMMENTS, start):
        return None
    return _error(source, start, 1, "JSON has no comments.", "Remove the comment.")


def goes_on(source: SourceFile, start: int) -> JsonError:
    """Something stands after the document."""
    message = "Something stands after the end of the JSON document."
    help = "Remove it; several documents go into one list, or into a file of one a line (.ndjson)."
    return _comment(source, start) or _error(source, start, 1, message, help)


def too_deep(source: SourceFile, start: int, limit: int) -> JsonError:
    """Lists and objects are nested too deep."""
    message = f"The JSON is nested more than {limit} levels deep here."
    return _error(source, start, 1, message, "Flatten the structure.")


def no_comma(source: SourceFile, start: int, end: int, closing: str, opening: int) -> JsonError:
    """Neither a comma nor the closing bracket stands after an entry."""
    sign = source.text[opening]
    if start >= end:
        message = f"The `{sign}` that opens here is never closed."
        return _error(source, opening, 1, message, f"Write the missing `{closing}`.")
    label = Label(source.span(opening, opening + 1), "opens here")
    message = f"A `,` or the closing `{closing}` should stand here."
    help = "Write a comma between two entries."
    fix = _comma(source, start)
    return _comment(source, start) or _error(source, start, 1, message, help, (label,), fix)


def _comma(source: SourceFile, start: int) -> Fix | None:
    """Return the fix that ends a line with a comma, where the next entry begins on the next one."""
    end = len(source.text[:start].rstrip(_SPACES))
    is_next_line = "\n" in source.text[end:start] or "\r" in source.text[end:start]
    is_entry = source.text[start] in '"{['
    return Fix(source.span(end), ",") if is_next_line and is_entry else None


def trailing_comma(source: SourceFile, comma: int) -> JsonError:
    """A comma stands before the closing bracket."""
    fix = Fix(source.span(comma, comma + 1), "")
    message = "JSON takes no comma after the last entry."
    return _error(source, comma, 1, message, "Remove it.", fix=fix)


def no_key(source: SourceFile, start: int, end: int) -> JsonError:
    """Something else than a quoted key stands in an object."""
    word = _WORD.match(source.text, start, end)
    if comment := _comment(source, start):
        return comment
    if start >= end:
        return _error(source, start, 0, "The JSON ends inside an object.", "Write the rest of it.")
    if word:
        message, help = "A key must stand in double quotes.", f'Write "{_preview(word[0])}".'
        span = source.span(start, word.end())
        fix = Fix(span, f'"{word[0]}"') if word[0].isidentifier() else None
        return _error(source, start, len(word[0]), message, help, fix=fix)
    if source.text[start] == "'":
        return _single_quote(source, start)
    message = "A key in double quotes should stand here."
    return _error(source, start, 1, message, 'Write `"key": value`.')


def no_colon(key: Scalar, start: int) -> JsonError:
    """No colon stands after a key."""
    message = f"A colon should stand after the key `{_preview(key.value)}`."
    return _error(key.span.source, start, 1, message, 'Write `"key": value`.')


def no_value(source: SourceFile, start: int, lexeme: str) -> JsonError:
    """What stands where a value should is none."""
    if comment := _comment(source, start):
        return comment
    if not source.text.strip():
        return _error(source, 0, 0, "The file is empty.", "Write a JSON document.")
    if not lexeme:
        is_end = start >= len(source.text.rstrip())
        message = "The JSON ends here, where a value should stand." if is_end else _NO_VALUE
        help = "Write one, `null` for nothing, or remove what stands before it."
        return _error(source, start, 1, message, help)
    if lexeme[0] == "'":
        return _single_quote(source, start)
    message, help = _about(lexeme)
    meant = _PYTHON_WORDS.get(lexeme)
    fix = Fix(source.span(start, start + len(lexeme)), meant) if meant else None
    return _error(source, start, len(lexeme), message, help, fix=fix)


def _about(lexeme: str) -> tuple[str, str]:
    shown = _preview(lexeme)
    if lexeme in _NOT_FINITE:
        return f"JSON has no `{shown}`.", "Write a number, or null."
    if lexeme in _PYTHON_WORDS:
        return f"`{shown}` isn't a word of JSON.", f"Write `{_PYTHON_WORDS[lexeme]}`."
    if lexeme[0] in "-+.0123456789":
        help = "Numbers are written like 3, -7, 2.5 or 1e6; anything else goes in double quotes."
        return f"`{shown}` isn't a number as JSON writes them.", help
    return f"`{shown}` isn't a value of JSON.", "Put text in double quotes."


def _single_quote(source: SourceFile, start: int) -> JsonError:
    message = "JSON's text stands in double quotes, not in single ones."
    return _error(source, start, 1, message, "Write `\"` in place of each `'`.")


def too_large(source: SourceFile, start: int, lexeme: str) -> JsonError:
    """A number is beyond what can be held."""
    message = f"The number `{_preview(lexeme)}` is too large."
    help = "Write a smaller one, or put it in double quotes."
    return _error(source, start, len(lexeme), message, help)


def half_character(source: SourceFile, start: int) -> JsonError:
    """An escape stands for one half of a character (a lone surrogate)."""
    escape = _ESCAPE.match(source.text, start)
    words = escape[0] if escape else source.text[start : start + 1]
    message = f"`{ascii(words)[1:-1] if not escape else words}` is half of a character."
    help = "Write both halves, one after the other, or the character itself."
    return _error(source, start, len(words), message, help)


def bad_string(source: SourceFile, start: int, end: int) -> JsonError:
    """A string isn't closed, or holds what strings can't."""
    good = _GOOD_STRING.match(source.text, start, end)
    at = good.end() if good else start + 1
    sign = source.text[at:end][:1]
    if sign == "\\" and at + 1 < end:
        words = (_ESCAPE.match(source.text, at) or [sign])[0]
        help = f"Write `\\{words}` for a backslash."
        return _error(source, at, len(words), f"`{words}` isn't one of JSON's escapes.", help)
    if sign and sign not in "\r\n" and sign < " ":
        message = f"The character U+{ord(sign):04X} can't stand in a string as it is."
        return _error(source, at, 1, message, f"Write it as `\\u{ord(sign):04x}`.")
    message = "The string that opens here isn't closed on its line."
    help = 'Write the closing `"`; a line break inside is written `\\n`.'
    return _error(source, start, 1, message, help)


def _preview(words: str) -> str:
    return words if len(words) <= PREVIEW_LENGTH else words[: PREVIEW_LENGTH - 3] + "..."

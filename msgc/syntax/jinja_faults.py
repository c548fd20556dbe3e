"""Jinja's complaints in the author's words, at the place that is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from msgc.diagnostics import Diagnostic, Fix, finding
from msgc.late import regex
from msgc.source import Span
from msgc.syntax.rewording import replaced

if TYPE_CHECKING:
    import jinja2

OPENERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_MARK = regex(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_TAG = regex(r"\{%[-+]?\s*(\w+)")
_UNKNOWN_TAG = regex(r"Encountered unknown tag '(\w+)'")
_UNEXPECTED = regex(r"unexpected '(.*?)'(?:, expected '(.*)')?$", re.DOTALL)
# What other languages write, or a word processor puts in, and what Jinja wants there.
SLIPS = {
    "=": "Compare with `==`.",
    "&": "Write `and`.",
    "||": "Write `or`.",
    "!": "Write `not`, or `!=` to compare.",
    "?": "Write `a if condition else b`.",
    "$": "Write the name alone.",
    "if": "Write `{% elif condition %}`.",
    **dict.fromkeys("“”„‘’", "Write straight quotes: `'text'`."),
}
OPERATORS = {"=": "==", "&&": "and", "||": "or"}
# The text up to a place in the condition of an `{% if %}`.
_CONDITION = regex(r"\{%[-+]?\s*(?:el)?if\s[^{}%]*\Z")
_BAD_CHARACTER = regex(r"unexpected char '(.)' at [0-9]+", re.DOTALL)
_EARLY_END = regex(r"(?:unexpected|got) '(end of [a-z ]+)'$")
_EXPECTED = regex(r"expected token '(.*)', got '(.*)'", re.DOTALL)
_CLOSED_BY = {"if": "endif", "for": "endfor", "raw": "endraw"}


def syntax_fault(
    error: jinja2.TemplateSyntaxError, text: str, locate: Callable[[int, int], Span]
) -> Diagnostic:
    """Turn Jinja's syntax error, whose `lineno` is an offset, into a diagnostic."""
    message = error.message or ""
    if message.startswith("Missing end of raw"):
        raw = text.find("raw")
        span = locate(max(raw, 0), max(raw, 0) + len("raw"))
        what = "`{% raw %}` has no `{% endraw %}`"
        return finding("MSG201", what, span, help="Write `{% endraw %}` where it ends.")
    unclosed = _unclosed_mark(text)
    if unclosed is not None and unclosed <= error.lineno:
        return _never_closed(text, unclosed, locate)
    if unknown := _UNKNOWN_TAG.match(message):
        return _unknown_tag(text, unknown[1], error.lineno, locate)
    if message.startswith("Unexpected end of template") and (tag := _unclosed_tag(text)):
        return _tag_never_closed(tag, locate)
    return _misread(message, text, error.lineno, locate)


def _never_closed(text: str, start: int, locate: Callable[[int, int], Span]) -> Diagnostic:
    opener = text[start : start + 2]
    help = f"Close it with `{OPENERS[opener]}`, or write `{{{{ '{opener}' }}}}` for the marks."
    span = locate(start, start + 2)
    return finding("MSG201", f"`{opener}` is never closed", span, help=help)


def _unknown_tag(
    text: str, name: str, offset: int, locate: Callable[[int, int], Span]
) -> Diagnostic:
    span = locate(offset, offset + len(name))
    if name.startswith("end") or name in ("else", "elif"):
        what = f"`{{% {name} %}}` closes nothing that is open"
        return finding("MSG201", what, span, help="Open it first, or take the tag away.")
    meant = {"elseif": "elif", "elsif": "elif", "foreach": "for", "unless": "if not"}.get(name)
    help = f"Write `{meant}`." if meant else "The language has `if`, `for`, `include` and `raw`."
    fix = replaced(span, name, meant) if meant == "elif" else None
    return finding("MSG202", f"there is no tag `{name}`", span, help=help, fix=fix)


def _tag_never_closed(tag: re.Match[str], locate: Callable[[int, int], Span]) -> Diagnostic:
    name = tag[1]
    what = f"`{{% {name} %}}` has no `{{% {_CLOSED_BY[name]} %}}`"
    help = f"Write `{{% {_CLOSED_BY[name]} %}}` where it ends."
    return finding("MSG201", what, locate(tag.start(1), tag.end(1)), help=help)


def _misread(
    message: str, text: str, offset: int, locate: Callable[[int, int], Span]
) -> Diagnostic:
    offset = min(offset, max(len(text) - 1, 0))
    word = re.compile(r"\w+|\S").match(text, offset)
    span = locate(offset, word.end() if word else min(offset + 1, len(text)))
    hint = next((help for slip, help in SLIPS.items() if text.startswith(slip, offset)), None)
    help = hint or "Write it as `{{ name | filter }}`."
    fix = _operator(text, offset, locate)
    return finding("MSG201", _sentence(message), span, help=help, fix=fix)


def _operator(text: str, offset: int, locate: Callable[[int, int], Span]) -> Fix | None:
    """Return the fix of another language's operator; only of a condition is it sure what it is."""
    slip = next((each for each in OPERATORS if text.startswith(each, offset)), None)
    if slip is None or not _CONDITION.search(text, 0, offset):
        return None
    return replaced(locate(offset, offset + len(slip)), slip, OPERATORS[slip])


def _sentence(message: str) -> str:
    if expected := _EXPECTED.match(message):
        return f"the expression goes on where {_word(expected[1])} was expected"
    if early := _EARLY_END.search(message):
        return f"something is missing before {_word(early[1])}"
    if character := _BAD_CHARACTER.match(message):
        return f"`{character[1]}` can't stand here"
    if unexpected := _UNEXPECTED.match(message):
        if unexpected[2]:
            return f"a {_word(unexpected[2])} is missing before this {_word(unexpected[1])}"
        return f"{_word(unexpected[1])} can't stand here"
    return "the expression isn't complete: " + message[:1].lower() + message[1:].rstrip(".")


def _word(described: str) -> str:
    names = {
        "end of print statement": "`}}`",
        "end of statement block": "`%}`",
        "end of template": "the end of the text",
        "name": "a name",
    }
    return names.get(described, f"`{described}`")


def _unclosed_mark(text: str) -> int | None:
    """Return the offset of an opening mark that has no closing one, None where all are closed."""
    opened: tuple[int, str] | None = None
    for mark in _MARK.finditer(text):
        if opened is None and mark[0] in OPENERS:
            opened = (mark.start(), OPENERS[mark[0]])
        elif opened is not None and mark[0] == opened[1]:
            opened = None
        elif opened is not None and mark[0] == "{{" == text[opened[0] : opened[0] + 2]:
            return opened[0]
    return opened[0] if opened else None


def _unclosed_tag(text: str) -> re.Match[str] | None:
    open_tags: list[re.Match[str]] = []
    for tag in _TAG.finditer(text):
        if tag[1] in _CLOSED_BY:
            open_tags.append(tag)
        elif open_tags and tag[1] == _CLOSED_BY[open_tags[-1][1]]:
            open_tags.pop()
    return open_tags[-1] if open_tags else None

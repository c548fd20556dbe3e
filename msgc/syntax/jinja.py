"""Jinja text to expressions: parsed with Jinja's parser, kept where the language allows it.

A text of names alone is read without Jinja, which is imported for the first that isn't.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from msgc.diagnostics import Diagnostic, Fix, finding
from msgc.late import Late, regex
from msgc.source import SourceFile, Span
from msgc.syntax.expr import Broken, Expr, For, If, Include, Join, Text
from msgc.syntax.jinja_names import read_names
from msgc.syntax.jinja_spans import Locate
from msgc.syntax.nodes import Scalar, Style
from msgc.syntax.rewording import QUOTES, replaced

if TYPE_CHECKING:
    import jinja2
    from jinja2 import parser as jinja_parser

    from msgc.syntax import jinja_allowed, jinja_faults, jinja_tokens
else:
    jinja2, jinja_parser = Late("jinja2"), Late("jinja2.parser")
    jinja_allowed = Late("msgc.syntax.jinja_allowed")
    jinja_faults = Late("msgc.syntax.jinja_faults")
    jinja_tokens = Late("msgc.syntax.jinja_tokens")

MARKS = ("{{", "{%", "{#")
_BRACES = regex(r"\s*\{\{-?\s*([^{}]*[^{}\s-])\s*-?\}\}\s*")
MAX_REPAIRS = 20


class _Lexed(str):
    """A text with its tokens, tag lines dropped; Jinja's parser hands it on to `_tokenize`."""

    tokens: list[jinja_tokens.Token]


@cache
def _environment() -> jinja2.Environment:
    """Return Jinja's syntax with positions: the parser is handed tokens that carry offsets."""

    class Environment(jinja2.Environment):
        def _tokenize(
            self, source: str, name: str | None, filename: str | None = None, state: object = None
        ) -> jinja2.lexer.TokenStream:
            assert isinstance(source, _Lexed)
            return jinja_tokens.parser_stream(self, source.tokens)

    return Environment(keep_trailing_newline=True)


def _lexed(text: str) -> _Lexed:
    """Read a text into tokens."""
    lexed = _Lexed(text)
    tokens = list(jinja_tokens.raw_tokens(_environment(), text))
    lexed.tokens = jinja_tokens.drop_tag_lines(tokens)
    return lexed


def is_template(text: str) -> bool:
    """Tell whether the text holds Jinja; text that doesn't is never read by it."""
    # Most texts have no brace at all.
    return "{" in text and any(mark in text for mark in MARKS)


def parse_scalar(scalar: Scalar) -> tuple[Expr, list[Diagnostic]]:
    """Return a YAML scalar's text as an expression.

    A value that is one whole `{{ expression }}` is that expression, anything else a `Join`. Of a
    block scalar the final line break is left to whoever renders it.
    """
    join, found = parse_text(scalar.value, scalar.part)
    return _whole(join, scalar.style is Style.BLOCK), found


def parse_file(source: SourceFile) -> tuple[Join, list[Diagnostic]]:
    """Return an included file's text, without its final line break."""
    return parse_text(source.text.removesuffix("\n").removesuffix("\r"), source.span)


def parse_expression(scalar: Scalar) -> tuple[Expr, list[Diagnostic]]:
    """Parse the bare expression of an `if:` (no `{{ }}` around it)."""
    return _parse_bare(scalar, "{{ ", " }}")


def parse_loop(scalar: Scalar) -> tuple[Expr, list[Diagnostic]]:
    """Parse the `name in expression` of a `for:`, as a `For` whose body is empty."""
    return _parse_bare(scalar, "{% for ", " %}{% endfor %}")


def _parse_bare(scalar: Scalar, opening: str, closing: str) -> tuple[Expr, list[Diagnostic]]:
    text = scalar.value.rstrip()
    if is_template(text):
        help = "Write the bare expression, without {{ }} or {% %}."
        what = "`if` and `for` take a bare expression"
        fault = finding("MSG220", what, scalar.span, help=help, fix=_without_braces(scalar))
        return Join(scalar.span, ()), [fault]

    def locate(start: int, end: int) -> Span:
        first, last = (min(max(at - len(opening), 0), len(text)) for at in (start, end))
        # What is missing at the end is shown at the last character.
        return scalar.part(min(first, max(last - 1, 0)), last)

    join, found = parse_text(opening + text + closing, locate)
    expr = join.parts[0] if len(join.parts) == 1 else join
    return expr, [_about_bare(each, closing) for each in found]


def _without_braces(scalar: Scalar) -> Fix | None:
    """Return the fix that takes the braces away, where they stand around all of the value."""
    match = _BRACES.fullmatch(scalar.value) if scalar.span.text[:1] in QUOTES else None
    return replaced(scalar.span, scalar.value, match[1]) if match else None


def _about_bare(found: Diagnostic, closing: str) -> Diagnostic:
    """Say nothing of marks that the author didn't write."""
    if found.code != "MSG201":
        return found
    mark = closing.split("{")[0].strip()
    message = found.message.replace(f"`{mark}`", "the end")
    help = "Write a condition, such as `order.cancellable`, or `item in order.items`."
    return replace(found, message=message, help=help)


def parse_text(
    text: str, locate: Locate, repairs: int = MAX_REPAIRS
) -> tuple[Join, list[Diagnostic]]:
    """Parse a text with Jinja in it; `locate` maps its offsets to a span of the file.

    Up to `repairs` expressions that don't parse are reported in one run.
    """
    span = locate(0, len(text))
    names = read_names(text, locate)
    if names is not None:
        return Join(span, names), []
    try:
        lexed = _lexed(text)
        tree = jinja_parser.Parser(_environment(), lexed).parse()
        allowed = jinja_allowed.Allowed(lexed.tokens, locate)
        return allowed.join(tree.body, span), allowed.found
    except jinja2.TemplateSyntaxError as error:
        return _without_fault(error, text, locate, repairs)
    except RecursionError:
        return _broken(span), [finding("MSG216", "the expression is nested too deep", span)]
    except ValueError:
        # Python refuses to read a number of more than 4,300 digits.
        return _broken(span), [finding("MSG216", "the expression holds too long a number", span)]


def _broken(span: Span) -> Join:
    return Join(span, (Broken(span),))


def _without_fault(
    error: jinja2.TemplateSyntaxError, text: str, locate: Locate, repairs: int
) -> tuple[Join, list[Diagnostic]]:
    """Report a fault, and read the rest of the text as if the faulty `{{ }}` were words."""
    fault = jinja_faults.syntax_fault(error, text, locate)
    start = text.rfind("{{", 0, error.lineno + 1)
    outer = text.rfind("{{", 0, max(start, 0))
    if outer >= 0 and "}}" not in text[outer:start]:
        start = outer
    end = text.find("}}", error.lineno)
    is_alone = start >= 0 and end >= 0 and not is_template(text[start + 2 : end])
    if not is_alone or repairs == 0:
        return _broken(locate(0, len(text))), [fault]
    end += 2
    join, more = parse_text(text[:start] + "x" * (end - start) + text[end:], locate, repairs - 1)
    stand_in = Broken(locate(start, end))
    return Join(join.span, (*join.parts, stand_in)), [fault, *more]


def _whole(join: Join, is_block: bool) -> Expr:
    parts = join.parts
    if is_block and len(parts) == 2 and isinstance(parts[1], Text) and parts[1].value == "\n":
        parts = parts[:1]
    if len(parts) == 1 and not isinstance(parts[0], Text | If | For | Include):
        return parts[0]
    return join

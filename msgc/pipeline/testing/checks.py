"""`expect:` read: a pointer, and what the value there is held to."""

from __future__ import annotations

from collections.abc import Iterator

from msgc.diagnostics import Diagnostic, finding
from msgc.nearby import near
from msgc.pipeline.testing import WRONG
from msgc.pipeline.testing.model import ABSENT, CONTAINS, COUNT, EQUALS, LACKS, Check
from msgc.pipeline.testing.pointers import is_pointer
from msgc.syntax.nodes import Entry, Mapping, Node, Scalar, Sequence
from msgc.syntax.values import to_value

CHECKS = (EQUALS, CONTAINS, LACKS, ABSENT, COUNT)
_POINTER_HELP = "Write where it stands in the payload, as in `/body/text/text`."
_SHAPE_HELP = "Write pointers into the payload, each with the value expected there."


def checks_of(member: Entry, of_fallback: bool) -> tuple[list[Check], list[Diagnostic]]:
    """Return the expectations below `expect` or `fallback`, and the faults in them.

    A value stands for `equals`; a mapping holds the words of `CHECKS`.
    """
    if not isinstance(member.value, Mapping):
        what = f"`{member.key.value}` must be a mapping of pointers"
        return [], [finding(WRONG, what, member.value.span, help=_SHAPE_HELP)]
    read = [each for entry in member.value for each in _at(entry, of_fallback)]
    checks = [each for each in read if isinstance(each, Check)]
    return checks, [each for each in read if isinstance(each, Diagnostic)]


def whole_payload(node: Node) -> Check:
    """Return the expectation that the payload is all of what stands here."""
    return Check(EQUALS, "", node)


def _at(entry: Entry, of_fallback: bool) -> Iterator[Check | Diagnostic]:
    pointer = entry.key.value
    if not is_pointer(pointer):
        what = f"`{pointer}` isn't a JSON pointer"
        yield finding(WRONG, what, entry.key.span, help=_POINTER_HELP)
    elif not isinstance(entry.value, Mapping):
        yield Check(EQUALS, pointer, entry.value, of_fallback)
    else:
        for word in entry.value:
            yield _check(word, pointer, of_fallback)


def _check(entry: Entry, pointer: str, of_fallback: bool) -> Check | Diagnostic:
    word = entry.key.value
    if word not in CHECKS:
        meant = near(word, CHECKS)
        help = f"Did you mean `{meant}`?" if meant else _words_help(word)
        return finding(WRONG, f"there is no check `{word}`", entry.key.span, help=help)
    if fault := _TAKES[word](entry.value):
        what, help = fault
        return finding(WRONG, f"`{word}` takes {what}", entry.value.span, help=help)
    return Check(word, pointer, entry.value, of_fallback)


def _words_help(word: str) -> str:
    return (
        f"The words are {', '.join(CHECKS)}; an object is expected with `equals: {{{word}: ..}}`."
    )


Fault = tuple[str, str] | None


def _takes_anything(node: Node) -> Fault:
    return None


def _takes_texts(node: Node) -> Fault:
    items = node.items if isinstance(node, Sequence) else (node,)
    if all(isinstance(item, Scalar) and not item.is_null for item in items):
        return None
    return "a text, or a list of texts", "Write the words that are to stand there."


def _takes_true(node: Node) -> Fault:
    is_true = isinstance(node, Scalar) and to_value(node) is True
    return None if is_true else ("`true` alone", "Write `absent: true`.")


def _takes_count(node: Node) -> Fault:
    value = to_value(node)
    if type(value) is int and value >= 0:
        return None
    return "a whole number", "Write how many entries the list has, as in `count: 3`."


_TAKES = {
    EQUALS: _takes_anything,
    CONTAINS: _takes_texts,
    LACKS: _takes_texts,
    ABSENT: _takes_true,
    COUNT: _takes_count,
}

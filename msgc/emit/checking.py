"""Obligations as statements: the quick check of a keyword where there is one, else its test."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from msgc.emit import checks
from msgc.emit.coder import Coder
from msgc.emit.declined import CantGenerateError
from msgc.emit.domain import TEXT
from msgc.emit.leaves import Leaf, Piece, digits_column, text_code, value_code
from msgc.emit.obligations import Obligation
from msgc.emit.source import Code, columns_of, comprehension
from msgc.plan import Hole, Object, PlanNode, Region, Static, find
from msgc.texts import CODE_POINTS

# The beginning of a URL as far as its path: an unreserved character may stand anywhere behind it,
# but where a percent sign wants digits (RFC 3986, sections 2.3 and 3).
_TO_PATH = re.compile(r"https?://[^/?#]+[/?#]")

Leaves = Mapping[int, Leaf]


class Checker:
    """Writes the checks of a payload's obligations; `leaves` are by the hole's identity."""

    def __init__(self, coder: Coder, root: Object, leaves: Leaves) -> None:
        self._coder = coder
        self._body = coder.body
        self._root = root
        self._leaves = leaves

    def write(self, obligation: Obligation) -> None:
        """Write the check of an obligation. Raises CantGenerateError."""
        self.write_of(find(self._root, obligation.path), obligation)

    def write_of(self, node: PlanNode | Region | None, obligation: Obligation) -> None:
        """Write the check of what a part of the payload must pass. Raises CantGenerateError."""
        leaf = self._leaves.get(id(node))
        quick = _QUICK.get(obligation.keyword)
        if leaf is not None and leaf.value is None:
            if quick is None or not quick(self, obligation, leaf):
                self._test(checks.texts_fit, text_code(self._coder, leaf), obligation)
        elif node is None or isinstance(node, Region):
            raise CantGenerateError
        else:
            self._test(checks.all_fit, self._built(node), obligation)

    def _test(self, check: Callable[..., None], code: Code, obligation: Obligation) -> None:
        column, fits = self._body.each(code), self._fits(obligation)
        self._body.do(f"{self._body.helper(check)}({column}, {fits})")

    def _fits(self, obligation: Obligation) -> str:
        """Return the name of an obligation's test."""
        fits = self._body.name(obligation.fits, "fits")
        self._body.tests[fits] = (obligation.keyword, obligation.argument, obligation.of_rule)
        return fits

    def _built(self, node: PlanNode) -> Code:
        """Return the code of a part of the payload, for tests that look into it."""
        if isinstance(node, Static):
            return Code(repr(node.value), TEXT)
        if isinstance(node, Hole):
            if id(node) not in self._leaves:
                raise CantGenerateError
            return value_code(self._coder, self._leaves[id(node)])
        if isinstance(node, Object):
            parts = [(f"{m.name!r}: ", self._built(m.value)) for m in node.members]
            inner = ", ".join(key + code.text for key, code in parts)
            return Code(f"{{{inner}}}", TEXT, columns_of(code for _, code in parts))
        entries = [self._built(item) for item in node.items if not isinstance(item, Region)]
        text = ", ".join(code.text for code in entries)
        return Code(f"[{text}]", TEXT, columns_of(entries))

    def max_length(self, obligation: Obligation, leaf: Leaf) -> bool:
        most = _whole(obligation.argument)
        if obligation.unit != CODE_POINTS:
            column = self._body.each(text_code(self._coder, leaf))
            call = f"({most}, {obligation.unit!r}, {column})"
            self._body.do(f"{self._body.helper(checks.within)}{call}")
            return True
        return self._length(checks.no_longer, most, leaf)

    def min_length(self, obligation: Obligation, leaf: Leaf) -> bool:
        return self._length(checks.no_shorter, _whole(obligation.argument), leaf)

    def _length(self, check: Callable[..., None], limit: int, leaf: Leaf) -> bool:
        left = limit - sum(len(piece) for piece in leaf.pieces if isinstance(piece, str))
        codes = [piece for piece in leaf.pieces if isinstance(piece, Code)]
        if not codes:
            return False
        # Digits are as many as JSON has of them, which are written anyway.
        columns = ", ".join(digits_column(self._coder, c) or self._body.each(c) for c in codes)
        self._body.do(f"{self._body.helper(check)}({left}, {columns})")
        return True

    def not_blank(self, obligation: Obligation, leaf: Leaf) -> bool:
        if any(isinstance(piece, str) and piece.strip() for piece in leaf.pieces):
            return True
        column = self._body.each(text_code(self._coder, leaf))
        self._body.do(f"{self._body.helper(checks.not_blank)}({column})")
        return True

    def trimmed(self, obligation: Obligation, leaf: Leaf) -> bool:
        if len(leaf.pieces) < 2 or not _ends_in_words(leaf.pieces):
            return False
        first, last = leaf.pieces[0], leaf.pieces[-1]
        for check, piece in ((checks.no_space_before, first), (checks.no_space_behind, last)):
            # Digits are never white space.
            if isinstance(piece, Code) and digits_column(self._coder, piece) is None:
                self._body.do(f"{self._body.helper(check)}({self._body.each(piece)})")
        return True

    def one_of(self, obligation: Obligation, leaf: Leaf) -> bool:
        words = obligation.argument
        if not isinstance(words, list) or not all(type(word) is str for word in words):
            return False
        column = self._body.each(text_code(self._coder, leaf))
        name = self._body.name(frozenset(words), "words")
        self._body.do(f"{self._body.helper(checks.one_of)}({name}, {column})")
        return True

    def format(self, obligation: Obligation, leaf: Leaf) -> bool:
        words = ["~" if isinstance(piece, Code) else piece for piece in leaf.pieces]
        columns = [piece for piece in leaf.pieces if isinstance(piece, Code)]
        is_path = obligation.argument == "uri" and _TO_PATH.match(words[0])
        if not is_path or not all(len(each.columns) == 1 for each in columns):
            return False
        if not obligation.fits("".join(words)):
            return False
        filled = ", ".join(map(self._body.each, columns))
        whole, fits = text_code(self._coder, leaf), self._fits(obligation)
        taken = ", ".join(whole.columns)
        # Its parameters have the columns' names: it makes the URLs of a few rows' values alone.
        urls = f"lambda {taken}: {comprehension(whole)}"
        check = self._body.helper(checks.urls_fit)
        self._body.do(f"{check}(({filled},), ({taken},), {urls}, {fits})")
        return True

    def is_text(self, obligation: Obligation, leaf: Leaf) -> bool:
        argument = obligation.argument
        return "string" in ([argument] if isinstance(argument, str) else argument)  # type: ignore[operator]


def _ends_in_words(pieces: Sequence[Piece]) -> bool:
    """Tell whether words without space stand at a text's ends, or next to what is filled in there.

    What is filled in may be empty.
    """
    words = [piece for piece in pieces[:2] if isinstance(piece, str)]
    more = [piece for piece in pieces[-2:] if isinstance(piece, str)]
    return bool(words and more) and not (words[0][0].isspace() or more[-1][-1].isspace())


def _whole(argument: object) -> int:
    if type(argument) is not int:
        raise CantGenerateError
    return argument


_QUICK: dict[str, Callable[[Checker, Obligation, Leaf], bool]] = {
    "maxLength": Checker.max_length,
    "minLength": Checker.min_length,
    "notBlank": Checker.not_blank,
    "trimmed": Checker.trimmed,
    "enum": Checker.one_of,
    "oneOf": Checker.one_of,
    "type": Checker.is_text,
    "format": Checker.format,
}

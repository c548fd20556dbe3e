"""The writer of code: it falls back on closures, and bounds the work that generated code does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from msgc.emit.declined import CantGenerateError
from msgc.emit.domain import ANY, OMITTED, TEXT, TRUTH, WHOLE, WRITABLE, Classes
from msgc.emit.located import Located
from msgc.emit.loops import lists_of
from msgc.emit.names import Names
from msgc.emit.runtime import (
    LONGEST,
    MOST_ENTRIES,
    SHARE,
    at_most,
    at_most_inside,
    gathered,
    is_there,
    known,
    spare,
    text_of,
)
from msgc.emit.shapes import Items, Scope
from msgc.emit.source import Body, Code, columns_of, value_of
from msgc.emit.world import World
from msgc.evaluate.values import MAX_WORK, OMIT
from msgc.filters.limits import MAX_TEXT
from msgc.plan import Region
from msgc.syntax import expr as ex

# Digits of the longest integer that Python writes.
MOST_DIGITS = 4300
TEXTS = (ex.Join, ex.If, ex.For, ex.Include)

Write = Callable[[Any, Any, Scope], Code]
"""Writes one kind of expression: (coder, expression, scope) -> code, or CantGenerateError."""


class Coder:
    """Writes the code of expressions into a function's body, and counts what they can take.

    `codes` are the writers of each kind of expression; one that isn't there is the reference's.
    """

    def __init__(self, body: Body, world: World, codes: Mapping[type[ex.Expr], Write]) -> None:
        self.body = body
        self._codes = codes
        self.world = world
        self.names = Names(body, world, self.lists)
        self._lists: dict[tuple[int, int, int], tuple[Scope, Located]] = {}
        self._work = Code("", TEXT)
        self._longest = Code("", TEXT)
        self._closures = 0
        # How often what is being written is evaluated for one row, at most.
        self._rounds = 1
        self._environments: set[str] = set()

    def code(self, expr: ex.Expr, scope: Scope) -> Code:
        """Return the code of an expression."""
        try:
            return self._generated(expr, scope)
        except CantGenerateError:
            return self._closure(expr, scope)

    def _generated(self, expr: ex.Expr, scope: Scope) -> Code:
        write = self._codes.get(type(expr))
        if write is None:
            raise CantGenerateError
        return write(self, expr, scope)

    def operand(self, expr: ex.Expr, scope: Scope, classes: Classes | None = None) -> Code:
        """Return the code of an operand: never `omit`, and of some classes where that matters."""
        found = self.code(expr, scope)
        if found.classes & OMITTED or (classes is not None and not found.classes <= classes):
            raise CantGenerateError
        return found

    def written(self, code: Code) -> Code:
        """Return the code of a value as text; a value that can't be written declines its row."""
        if code.classes <= TEXT:
            return code
        if code.classes <= WHOLE:
            return Code(f"str({code.text})", TEXT, code.columns, MOST_DIGITS)
        if not code.classes & WRITABLE:
            raise CantGenerateError
        text = f"{self.body.helper(text_of)}({code.text})"
        return Code(text, TEXT, code.columns, max(code.most, MOST_DIGITS), code.times)

    def joined(self, codes: list[Code]) -> Code:
        """Return the code of texts written one after the other."""
        if len(codes) == 1:
            return self.bounded(codes[0])
        text = f"''.join(({', '.join(code.text for code in codes)}))" if codes else "''"
        most, times = sum(code.most for code in codes), sum(code.times for code in codes)
        return self.bounded(Code(text, TEXT, columns_of(codes), most, times))

    def bounded(self, code: Code) -> Code:
        """Return a text's code, having noted how long it can be."""
        most, times = max(self._longest.most, code.most), max(self._longest.times, code.times)
        self._longest = Code("", TEXT, (), most, times)
        return code

    def spend(self, *codes: Code) -> None:
        """Note that values are taken off a row's work. Raises CantGenerateError for too much."""
        most = self._work.most + self._rounds * sum(code.most for code in codes)
        if most > MAX_WORK // SHARE:
            raise CantGenerateError
        times = self._work.times + self._rounds * sum(code.times for code in codes)
        self._work = Code("", TEXT, (), most, times)

    def repeated(self, body: ex.Join, scope: Items) -> Code:
        """Return the code of a loop's text: that of all entries, by columns, then each row's."""
        counts, entries = self.names.counts(scope), self.names.entries(scope)
        with self.many(MOST_ENTRIES):
            text = self.code(body, scope)
        self.few(scope.lists.column)
        made = self.body.each(text) if text.columns else f"[{text.text} for _ in {entries}]"
        column = self.body.column(f"{self.body.helper(gathered)}({made}, {counts}, '')")
        if scope.around is not None:
            self.names.inside.add(column)
        self._no_longer(LONGEST, column)
        return Code(value_of(column), TEXT, (column,), LONGEST)

    def lists(self, loop: ex.For, condition: ex.Expr | None, scope: Scope) -> Located:
        """Return the lists that a loop goes through, written once. Raises CantGenerateError."""
        key = (id(loop), id(condition), id(scope))
        if key not in self._lists:
            # With its scope, so that no other one gets its identity.
            self._lists[key] = scope, lists_of(self, loop, condition, scope)
        return self._lists[key][1]

    def few(self, lists: str | None) -> None:
        """Write that a loop goes round no more often than its work is reckoned with."""
        assert lists is not None
        self._no_longer(MOST_ENTRIES, lists)

    def _no_longer(self, limit: int, column: str) -> None:
        check = at_most_inside if column in self.names.inside else at_most
        self.body.do(f"{self.body.helper(check)}({limit}, {column})")

    @contextmanager
    def many(self, rounds: int) -> Iterator[None]:
        """Write what is evaluated so often for one row, at most."""
        self._rounds *= rounds
        try:
            yield
        finally:
            self._rounds //= rounds

    def there(self, expr: ex.Expr, scope: Scope) -> Code:
        """Return the code that tells whether a hole's value isn't `omit`."""
        if isinstance(expr, TEXTS):
            return Code("True", TRUTH)
        try:
            code = self._generated(expr, scope)
        except CantGenerateError:
            call, column = self._call(expr, scope)
            return Code(f"{self.body.helper(is_there)}({call})", TRUTH, (column,))
        if not code.classes & OMITTED:
            return Code("True", TRUTH)
        omit = self.body.name(OMIT, "OMIT")
        return Code(f"({code.text} is not {omit})", TRUTH, code.columns)

    def rounds(self, region: Region, scope: Scope) -> str:
        """Return the column of the rounds of a `for`, as the reference goes round."""
        self._closures += 1
        self._environments.add(self.names.environments(None))
        return self.names.rounds_of(region, scope)

    def _closure(self, expr: ex.Expr, scope: Scope) -> Code:
        call, column = self._call(expr, scope)
        text = f"{self.body.helper(known)}({call})"
        classes = TEXT if isinstance(expr, TEXTS) else ANY
        return Code(text, classes, (column,), LONGEST)

    def _call(self, expr: ex.Expr, scope: Scope) -> tuple[str, str]:
        column = self.names.environments(scope)
        self._closures += 1
        self._environments.add(self.names.environments(None))
        return f"{self.body.name(self.world.closure(expr), 'f')}({value_of(column)})", column

    def finish(self) -> None:
        """Write the checks of sizes and work, when all code is known. Raises CantGenerateError."""
        limit = MAX_TEXT
        shares = ((self._work, MAX_WORK // SHARE), (self._longest, MAX_TEXT))
        for used, share in shares:
            if used.most > share:
                raise CantGenerateError
            if used.times:
                limit = min(limit, (share - used.most) // used.times)
        for column, most in self.names.sizes.items():
            if most is None or most > limit:
                self._no_longer(limit, column)
        for column in sorted(self._environments):
            self.body.do(f"{self.body.helper(spare)}({column}, {self._closures})")

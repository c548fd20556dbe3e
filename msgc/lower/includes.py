"""Included files put in the place of their `{% include %}`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from msgc.diagnostics import Diagnostic, finding
from msgc.nearby import near, surely_path
from msgc.records import dataclass
from msgc.source import SourceFile
from msgc.syntax.expr import Branch, Expr, For, If, Include, Join, Text
from msgc.syntax.jinja import is_template, parse_file
from msgc.syntax.rewording import replaced

# Files that include each other twice grow to the power of their depth.
MAX_INCLUDES = 1_000

ReadText = Callable[[str], SourceFile | None]


@dataclass(slots=True)
class Includes:
    """Binds includes; `read` gives a file by its path below `templates/`, None where it isn't."""

    read: ReadText
    known: Callable[[], list[str]]
    left: int = MAX_INCLUDES

    def bind(self, expr: Expr, inside: tuple[str, ...] = ()) -> tuple[Expr, list[Diagnostic]]:
        """Return the expression with every included file's text in it."""
        found: list[Diagnostic] = []
        return self._bound(expr, inside, found), found

    def _bound(self, expr: Expr, inside: tuple[str, ...], found: list[Diagnostic]) -> Expr:
        if isinstance(expr, Include):
            return self._include(expr, inside, found)
        if isinstance(expr, Join):
            return self._join(expr, inside, found)
        if isinstance(expr, If):
            arms = tuple(Branch(b.test, self._join(b.body, inside, found)) for b in expr.branches)
            return replace(
                expr, branches=arms, otherwise=self._maybe(expr.otherwise, inside, found)
            )
        if isinstance(expr, For):
            body = self._join(expr.body, inside, found)
            return replace(expr, body=body, otherwise=self._maybe(expr.otherwise, inside, found))
        return expr

    def _join(self, expr: Join, inside: tuple[str, ...], found: list[Diagnostic]) -> Join:
        return replace(expr, parts=tuple(self._bound(p, inside, found) for p in expr.parts))

    def _maybe(
        self, expr: Join | None, inside: tuple[str, ...], found: list[Diagnostic]
    ) -> Join | None:
        return self._join(expr, inside, found) if expr else None

    def _include(self, expr: Include, inside: tuple[str, ...], found: list[Diagnostic]) -> Expr:
        if expr.path in inside:
            circle = " -> ".join((*inside[inside.index(expr.path) :], expr.path))
            what = f"the include goes in a circle: {circle}"
            found.append(finding("MSG214", what, expr.path_span, help="Take one of them away."))
            return expr
        self.left -= 1
        if self.left < 0:
            found += self._too_many(expr)
            return expr
        source = self.read(expr.path)
        if source is None:
            found.append(self._missing(expr, inside))
            return expr
        return replace(expr, body=self._file(source, expr, inside, found))

    def _too_many(self, expr: Include) -> list[Diagnostic]:
        """Return the finding of the first include too many; the others say no more."""
        what = f"the message includes more than {MAX_INCLUDES:,} files"
        help = "Take some of the includes away."
        fault = finding("MSG216", what, expr.path_span, help=help)
        return [fault] if self.left == -1 else []

    def _file(
        self, source: SourceFile, expr: Include, inside: tuple[str, ...], found: list[Diagnostic]
    ) -> Join:
        if not is_template(source.text):
            text = source.text.removesuffix("\n").removesuffix("\r")
            return Join(source.span(), (Text(source.span(), text),))
        body, faults = parse_file(source)
        found.extend(faults)
        return self._join(body, (*inside, expr.path), found)

    def _missing(self, expr: Include, inside: tuple[str, ...]) -> Diagnostic:
        known = self.known()
        meant = near(expr.path, known)
        help = f"Did you mean `{meant}`?" if meant else "The path is below `templates/`."
        what = f"there is no file `{expr.path}`"
        sure = surely_path(expr.path, (path for path in known if path not in inside))
        fix = replaced(expr.path_span, expr.path, sure) if sure else None
        return finding("MSG213", what, expr.path_span, help=help, fix=fix)

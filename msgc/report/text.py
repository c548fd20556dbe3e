"""Diagnostics for people in a terminal.

```
error[MSG203]: There is no variable `nmae`
  --> templates/orders/shipped.msg.yaml:14:13
   |
14 | text: Hi {{ nmae }}, your order is on its way.
   |             ^^^^
   |
 4 |   name: string
   |   ---- declared here
   |
   = help: Did you mean `name`?
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgc.diagnostics import Diagnostic, Fix, Label
from msgc.records import dataclass
from msgc.report.cells import visible, visible_line, wrap
from msgc.report.excerpt import Excerpt, excerpt
from msgc.report.paint import Paint, painter
from msgc.report.rows import shortened_row
from msgc.report.summary import Summary, summary_line
from msgc.source import Span

MIN_ROOM = 20
# A longer mend is no help to read; the help says it in words.
MAX_FIX = 60


def render_text(
    diagnostics: Sequence[Diagnostic], *, color: bool, width: int, summary: Summary
) -> str:
    """Return the report for a screen `width` cells wide, with a final line break.

    Findings are shown in the order given. Nothing of what is shown can act on the terminal.
    """
    paint = painter(color)
    blocks = ["\n".join(_finding(diagnostic, width, paint)) for diagnostic in diagnostics]
    return "\n\n".join([*blocks, _closing(diagnostics, summary, paint)]) + "\n"


def _closing(diagnostics: Sequence[Diagnostic], summary: Summary, paint: Paint) -> str:
    style = "error" if summary.errors else "warning" if summary.warnings else "good"
    line = paint(summary_line(summary), style)
    mended = sum(diagnostic.fix is not None for diagnostic in diagnostics)
    return f"{line} ({mended} can be mended by `msgc check --fix`)" if mended else line


def _finding(diagnostic: Diagnostic, width: int, paint: Paint) -> Iterator[str]:
    yield from _header(diagnostic, width, paint)
    frame = _Frame(diagnostic, width, paint)
    yield frame.arrow("-->", diagnostic.span) + _context(diagnostic)
    if diagnostic.span.source.text:
        yield from frame.excerpts()
    yield from frame.notes()


def _header(diagnostic: Diagnostic, width: int, paint: Paint) -> Iterator[str]:
    word = f"{diagnostic.severity.value}[{diagnostic.code}]"
    indent = len(word) + 2
    lines = wrap(visible_line(diagnostic.message), max(width - indent, MIN_ROOM))
    yield f"{paint(word, diagnostic.severity.value)}: {paint(lines[0], 'strong')}"
    yield from (" " * indent + paint(line, "strong") for line in lines[1:])


def _context(diagnostic: Diagnostic) -> str:
    named = {
        "payload": diagnostic.payload,
        "row": diagnostic.row,
        "column": _columns(diagnostic),
        "sample": diagnostic.sample and f"`{visible_line(diagnostic.sample)}`",
    }
    said = ", ".join(f"{word} {value}" for word, value in named.items() if value)
    return f" ({said})" if said else ""


def _columns(diagnostic: Diagnostic) -> str:
    return " and ".join(f"`{visible_line(name)}`" for name in diagnostic.columns)


@dataclass(frozen=True, slots=True)
class _Frame:
    """The lines below a finding's header, with the line numbers' gutter at their left."""

    diagnostic: Diagnostic
    width: int
    paint: Paint

    @property
    def gutter(self) -> int:
        """The width of the widest line number."""
        spans = (self.diagnostic.span, *(label.span for label in self.diagnostic.labels))
        return max(len(str(span.source.position(span.start)[0])) for span in spans)

    @property
    def bar(self) -> str:
        return self._bar("")

    def _bar(self, number: str) -> str:
        return self.paint(f"{number:>{self.gutter}} |", "frame")

    def arrow(self, sign: str, span: Span) -> str:
        line, column = span.source.position(span.start)
        place = f"{visible_line(span.source.name)}:{line}:{column}"
        return f"{' ' * self.gutter}{self.paint(sign, 'frame')} {place}"

    def excerpts(self) -> Iterator[str]:
        """The primary place, then each label's; a line that was just shown isn't repeated."""
        primary = self.diagnostic.span
        before = self._excerpt(primary)
        yield from (self.bar, self._source(before))
        yield self._marks(before, "^", self.diagnostic.severity.value)
        file = primary.source
        for label in self.diagnostic.labels:
            here = self._excerpt(label.span)
            same = label.span.source is file
            if not same:
                yield self.arrow(":::", label.span)
            if not same or (here.line, here.text) != (before.line, before.text):
                yield from (self.bar, self._source(here))
            yield from self._labelled(here, label)
            before, file = here, label.span.source

    def _excerpt(self, span: Span) -> Excerpt:
        return excerpt(span, self._room)

    @property
    def _room(self) -> int:
        return max(self.width - self.gutter - len(" | "), MIN_ROOM)

    def _source(self, shown: Excerpt) -> str:
        return f"{self._bar(str(shown.line))} {shown.text}".rstrip()

    def _marks(self, shown: Excerpt, mark: str, style: str) -> str:
        return f"{self.bar} {' ' * shown.indent}{self.paint(mark * shown.width, style)}"

    def _labelled(self, shown: Excerpt, label: Label) -> Iterator[str]:
        marks = self._marks(shown, "-", "frame")
        left = self._room - shown.indent - shown.width - 1
        lines = wrap(visible_line(label.text), max(left, MIN_ROOM))
        if len(lines) == 1 and left >= MIN_ROOM:
            yield f"{marks} {self.paint(lines[0], 'frame')}"
            return
        yield marks
        for line in wrap(visible_line(label.text), self._room):
            yield f"{self.bar} {self.paint(line, 'frame')}"

    def notes(self) -> Iterator[str]:
        """The help, and the mend where the help doesn't show it."""
        help = self.diagnostic.help
        fix = self.diagnostic.fix
        notes = [("help", help)] if help else []
        if self.diagnostic.witness is not None:
            notes.append(("row", shortened_row(self.diagnostic.witness)))
        if fix and _is_short(fix) and not (help and fix.text.strip() in help):
            notes.append(("fix", _mend(fix)))
        if notes and self.diagnostic.span.source.text:
            yield self.bar
        for word, text in notes:
            yield from self._note(word, text)

    def _note(self, word: str, text: str) -> Iterator[str]:
        indent = self.gutter + len(f" = {word}: ")
        room = max(self.width - indent, MIN_ROOM)
        lines = [part for line in visible(text).split("\n") for part in wrap(line, room)]
        head = f"{' ' * self.gutter} {self.paint('=', 'frame')} {self.paint(word, 'strong')}:"
        yield f"{head} {lines[0]}"
        yield from (f"{' ' * indent}{line}".rstrip() for line in lines[1:])


def _is_short(fix: Fix) -> bool:
    return not fix.more and len(fix.text) <= MAX_FIX and "\n" not in fix.text


def _mend(fix: Fix) -> str:
    old, new = visible_line(fix.span.text), visible_line(fix.text)
    if not new.strip():
        return f"leave out `{old}`"
    return f"write `{new}`" if fix.span.text else f"add `{new}`"

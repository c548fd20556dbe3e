"""Why a YAML text doesn't parse, in the author's terms, and a mend so that the rest can be read.

The parser's own words are never shown. They and its two places only choose which of the readings
below is tried; what is said follows from the line itself.
"""

from __future__ import annotations

import yaml

from msgc.diagnostics import Diagnostic, finding
from msgc.records import dataclass
from msgc.source import Span
from msgc.syntax.yaml_build import LastNode, TreeBuilder
from msgc.syntax.yaml_draft import Draft, Mend
from msgc.syntax.yaml_lines import Line, line_at, next_line


@dataclass(frozen=True, slots=True)
class Fault:
    """One failure of the parser: where it stopped, what it was reading, and what came before.

    `opened` is where the thing it was reading starts (None: unknown), `reading` the parser's words
    for it, lower case; `flows` are the starts of the open `[` and `{`, the outermost first.
    """

    draft: Draft
    at: int
    opened: int | None
    reading: str
    last: LastNode | None
    flows: tuple[int, ...]

    @property
    def text(self) -> str:
        """The text that was parsed."""
        return self.draft.text

    @property
    def line(self) -> Line:
        """The line at fault: where a key without a colon started, else where the parser stopped."""
        is_key = "simple key" in self.reading and self.opened is not None
        offset = self.opened if is_key and self.opened is not None else self.at
        line = line_at(self.text, min(offset, len(self.text)))
        is_past_end = not self.text[line.start : line.end].strip() and self.last is not None
        return line_at(self.text, self.last.start) if is_past_end and self.last else line

    def words(self, start: int, end: int) -> str:
        """Return the author's own words, also where the text was mended."""
        return self.draft.source.text[start:end]

    def span(self, start: int, end: int) -> Span:
        """Return a span of the file."""
        return Span(self.draft.source, start, end)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of a fault, and how to go on (None: not at all)."""

    diagnostic: Diagnostic
    mend: Mend | None = None


def fault_of(builder: TreeBuilder, error: yaml.YAMLError) -> Fault:
    """Gather what is known about the parser's failure."""
    at, opened, reading = 0, None, ""
    if isinstance(error, yaml.MarkedYAMLError):
        at = error.problem_mark.index if error.problem_mark else 0
        opened = error.context_mark.index if error.context_mark else None
        reading = f"{error.context or ''}: {error.problem or ''}".lower()
    flows = tuple(builder.open_flows)
    return Fault(builder.draft, at, opened, reading, builder.last, flows)


def keep(diagnostic: Diagnostic, start: int, end: int) -> Verdict:
    """Go on as if the words at `start:end` were quoted."""
    return Verdict(diagnostic, Mend(start, end, keep=True))


def drop_line(diagnostic: Diagnostic, text: str, line: Line) -> Verdict:
    """Go on without the line, where nothing hangs on it."""
    following = next_line(text, line)
    is_leaf = following is None or following.indent <= line.indent
    words = text[line.value : line.value_end]
    if not is_leaf or words[:1] in ("|", ">"):
        return Verdict(diagnostic)
    return Verdict(diagnostic, Mend(line.content, line.end, keep=False))


def generic(fault: Fault) -> Verdict:
    """Say that the line doesn't parse, where no better reading was found (MSG101)."""
    start = min(fault.at, len(fault.text))
    end = max(line_at(fault.text, start).value_end, start)
    message = "YAML can't read the line from here on."
    help = "Put the text in quotes, or compare the indentation with the lines above."
    return Verdict(finding("MSG101", message, fault.span(start, end), help=help))

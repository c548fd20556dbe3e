"""YAML text to nodes, with as many faults of the file told in one run as can be seen.

Where the parser stops, the fault is explained and the place mended in memory, so that the rest can
be read; the tree's spans are the file's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from msgc.diagnostics import Diagnostic, ordered
from msgc.late import Late, regex
from msgc.source import SourceFile, Span
from msgc.syntax.decode import control_character
from msgc.syntax.nodes import Node, Scalar, Style
from msgc.syntax.yaml_build import MAX_DEPTH, TooDeepError, TreeBuilder
from msgc.syntax.yaml_draft import Draft, draft_of, unprintable
from msgc.syntax.yaml_lines import line_at

# Most files parse, and nothing is said of them.
if TYPE_CHECKING:
    from msgc.syntax import yaml_complaints as complaints
    from msgc.syntax import yaml_faults as faults
    from msgc.syntax import yaml_readings as readings
else:
    complaints = Late("msgc.syntax.yaml_complaints")
    faults, readings = Late("msgc.syntax.yaml_faults"), Late("msgc.syntax.yaml_readings")

MAX_REPAIRS = 20
# One for msgc (`# msgc: ignore=`) is no part of the text for anybody.
_COMMENT = regex(r"[ \t]+(#(?![ \t]*msgc:)[^\r\n]*)")


def parse_yaml(source: SourceFile) -> tuple[Node | None, list[Diagnostic]]:
    """Read a YAML file as nodes, with what is wrong with it.

    The tree is None for an empty file (MSG113) and where the text couldn't be mended. Where a fault
    was mended, the tree holds the words as the author likely meant them. Never raises.
    """
    bad = [control_character(source, *place) for place in unprintable(source.text)]
    tree, found = _parse_with_repairs(draft_of(source))
    if not found and (tree is None or _is_nothing(tree)):
        return None, ordered([*bad[:MAX_REPAIRS], complaints.empty_file(source)])
    return tree, ordered(bad[:MAX_REPAIRS] + found)


def _is_nothing(tree: Node) -> bool:
    return isinstance(tree, Scalar) and tree.style is Style.PLAIN and not tree.value


def comment_after(source: SourceFile, scalar: Scalar) -> Span | None:
    """Return the comment that follows plain text on its line, None where there is none."""
    if scalar.style is not Style.PLAIN:
        return None
    match = _COMMENT.match(source.text, scalar.span.end)
    return Span(source, match.start(1), match.end(1)) if match else None


def _parse_with_repairs(draft: Draft) -> tuple[Node | None, list[Diagnostic]]:
    # What the parser says of a line that was blanked in part is our own doing, and isn't told.
    told: list[Diagnostic] = []
    blanked: set[int] = set()
    while True:
        builder = TreeBuilder(draft)
        tree, verdict = _attempt(builder)
        if verdict is None:
            return (None if draft.is_lossy else tree), told + builder.findings
        if line_at(draft.text, verdict.diagnostic.span.start).start in blanked:
            return None, told + builder.findings
        told.append(verdict.diagnostic)
        if len(told) > MAX_REPAIRS or not _mend(draft, verdict, blanked):
            return None, told + builder.findings


def _attempt(builder: TreeBuilder) -> tuple[Node | None, faults.Verdict | None]:
    """Return the tree, or what is said of a text that has none."""
    try:
        return builder.build(), None
    except TooDeepError as error:
        span = Span(builder.draft.source, error.offset, error.offset + 1)
        return None, faults.Verdict(complaints.too_deep(span, MAX_DEPTH))
    except yaml.YAMLError as error:
        return None, readings.explain(faults.fault_of(builder, error))


def _mend(draft: Draft, verdict: faults.Verdict, blanked: set[int]) -> bool:
    """Apply the verdict's mend, and tell whether there was one that is new."""
    mend = verdict.mend
    if mend is None or mend.start >= mend.end or mend.start in draft.kept:
        return False
    if not mend.keep:
        blanked.add(line_at(draft.text, mend.start).start)
    draft.apply(mend)
    return True

"""Tests read from their nodes; what is wrong with how one is written is MSG132."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import field

from msgc.diagnostics import Diagnostic, finding
from msgc.facts.platform import all_codes
from msgc.nearby import near, near_code
from msgc.pipeline.testing import WRONG
from msgc.pipeline.testing.checks import checks_of, whole_payload
from msgc.pipeline.testing.model import Case, Check
from msgc.records import dataclass
from msgc.source import Span
from msgc.syntax.nodes import Entry, Mapping, Node, Scalar, Style
from msgc.syntax.nodes import Sequence as SequenceNode

ROW, SAMPLE, EXPECT, FALLBACK = "row", "sample", "expect", "fallback"
FINDING, PAYLOAD, SNAPSHOT = "finding", "payload", "snapshot"
WORDS = (SAMPLE, ROW, EXPECT, FALLBACK, FINDING, PAYLOAD, SNAPSHOT)


@dataclass(slots=True)
class Draft:
    """The members of a test as they are read, and the faults met on the way."""

    sample: Scalar | None = None
    row: Mapping | None = None
    checks: list[Check] = field(default_factory=list)
    codes: list[Scalar] = field(default_factory=list)
    snapshot: Span | None = None
    found: list[Diagnostic] = field(default_factory=list)

    def fault(self, what: str, span: Span, help: str) -> None:
        """Add a fault of how the test is written."""
        self.found.append(finding(WRONG, what, span, help=help))


def read_cases(node: Node, locale: str | None) -> tuple[list[Case], list[Diagnostic]]:
    """Return the tests that a mapping holds by name, and what is wrong with how they're written.

    A test that is written wrongly is left out. `locale` is that of the file they stand in.
    """
    if isinstance(node, Scalar) and node.is_null:
        return [], []
    if not isinstance(node, Mapping):
        help = "Write a name for each, and below it `row:` and what to `expect:` of it."
        return [], [finding(WRONG, "tests must be a mapping of named tests", node.span, help=help)]
    read = [_case(entry, locale) for entry in node]
    found = [fault for _, faults in read for fault in faults]
    return [case for case, faults in read if case and not faults], found


def _case(entry: Entry, locale: str | None) -> tuple[Case | None, list[Diagnostic]]:
    if not isinstance(entry.value, Mapping):
        help = f"Write its keys below it: {', '.join(f'`{word}`' for word in WORDS)}."
        what = f"the test `{entry.key.value}` must be a mapping"
        return None, [finding(WRONG, what, entry.value.span, help=help)]
    draft = Draft()
    for member in entry.value:
        _READERS.get(member.key.value, _unknown)(draft, member)
    case = Case(
        *(entry.key.value, entry.key, locale, draft.sample, draft.row),
        *(tuple(draft.checks), tuple(draft.codes), draft.snapshot),
    )
    return case, draft.found


def _unknown(draft: Draft, member: Entry) -> None:
    name = member.key.value
    meant = near(name, WORDS)
    help = f"Did you mean `{meant}`?" if meant else f"A test has {', '.join(WORDS)}."
    what = f"a test has no key `{name}`"
    draft.found.append(finding(WRONG, what, member.key.span, help=help))


def _row(draft: Draft, member: Entry) -> None:
    if isinstance(member.value, Mapping):
        draft.row = member.value
    elif not (isinstance(member.value, Scalar) and member.value.is_null):
        help = "Write each variable with its value, as in `samples`."
        draft.fault("`row` must be a mapping of variables", member.value.span, help)


def _sample(draft: Draft, member: Entry) -> None:
    if isinstance(member.value, Scalar) and not member.value.is_null:
        draft.sample = member.value
        return
    help = "Write the name of the sample whose row the test begins with."
    draft.fault("`sample` must be one sample's name", member.value.span, help)


def _expect(draft: Draft, member: Entry) -> None:
    checks, found = checks_of(member, of_fallback=member.key.value == FALLBACK)
    draft.checks += checks
    draft.found += found


def _payload(draft: Draft, member: Entry) -> None:
    draft.checks.append(whole_payload(member.value))


def _finding(draft: Draft, member: Entry) -> None:
    node = member.value
    for item in node.items if isinstance(node, SequenceNode) else (node,):
        if not isinstance(item, Scalar) or item.value not in all_codes():
            draft.found.append(_no_code(item))
        else:
            draft.codes.append(item)


def _no_code(item: Node) -> Diagnostic:
    if not isinstance(item, Scalar):
        help = "Write one, as in `finding: MSG506`, or a list of them."
        return finding(WRONG, "`finding` must be a finding's code", item.span, help=help)
    meant = near_code(item.value, all_codes())
    help = f"Did you mean `{meant}`?" if meant else "Write the code that the finding shows."
    return finding(WRONG, f"there is no code `{item.value}`", item.span, help=help)


def _snapshot(draft: Draft, member: Entry) -> None:
    node = member.value
    if isinstance(node, Scalar) and node.style is Style.PLAIN and node.value in ("true", "false"):
        draft.snapshot = member.key.span if node.value == "true" else None
        return
    help = "Write `snapshot: true`; `msgc test --update` writes what it is held to."
    draft.fault("`snapshot` must be `true` or `false`", node.span, help)


_READERS: dict[str, Callable[[Draft, Entry], None]] = {
    ROW: _row,
    SAMPLE: _sample,
    EXPECT: _expect,
    FALLBACK: _expect,
    FINDING: _finding,
    PAYLOAD: _payload,
    SNAPSHOT: _snapshot,
}


def repeated(cases: Sequence[Case]) -> Iterator[Diagnostic]:
    """Yield the fault of each test whose name another file of the message has taken."""
    seen: set[str] = set()
    for case in cases:
        if case.name in seen:
            help = "Give it another name: snapshots and reports go by it."
            what = f"the message has another test `{case.name}`"
            yield finding(WRONG, what, case.key.span, help=help)
        seen.add(case.name)

"""What a plan's rows come to, counted as they go by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgc.diagnostics import Diagnostic
from msgc.push.entries import Entry
from msgc.push.keys import person
from msgc.push.payload_facts import PayloadFacts
from msgc.push.plans import Counts, Findings, Windows
from msgc.push.windows import FEW, is_open

# Row numbers that a summary tells for each code.
FIRST_ROWS = 5
_WINDOWS = {True: "open", False: "closed", None: "unknown"}


class CodeRows:
    """Which codes were found, in how many rows, and in which first."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._first: dict[str, list[int]] = {}

    def add(self, row: int, found: Iterable[Diagnostic]) -> None:
        """Count a row once for each code."""
        for code in {each.code for each in found}:
            self._counts[code] += 1
            first = self._first.setdefault(code, [])
            if len(first) < FIRST_ROWS:
                first.append(row)

    @property
    def findings(self) -> dict[str, Findings]:
        """The counts by code."""
        return {c: Findings(self._counts[c], tuple(self._first[c])) for c in sorted(self._first)}


class PlanTally:
    """Counts entries and what isn't one; `now` is in seconds since 1970.

    `asked` are those to be sent whose window has to be asked for; `unnamed` are the digests of
    other recipients whose window isn't known, and whose contact isn't named: `FEW` and one at most.
    """

    def __init__(self, now: float) -> None:
        self._now = now
        self.entries = self.templates = self.with_fallback = self.suppressed = 0
        self.duplicates = self.repeats = self.rejected = self.asked = 0
        self.unnamed: set[bytes] = set()
        self.without_reference = 0
        self.reference_is_unique = True
        self.kinds: Counter[str] = Counter()
        self.locales: Counter[str] = Counter()
        self._windows: Counter[str] = Counter()
        self._refused, self._warned = CodeRows(), CodeRows()

    def count(
        self, entry: Entry, facts: PayloadFacts, locale: str | None, is_suppressed: bool
    ) -> None:
        """Count an entry; of one that is left out, only that there is one."""
        self.entries += 1
        self.suppressed += is_suppressed
        if not is_suppressed:
            self._count_sent(entry, facts, locale)

    def _count_sent(self, entry: Entry, facts: PayloadFacts, locale: str | None) -> None:
        self.kinds[facts.kind] += 1
        self.templates += entry.is_template
        self.with_fallback += bool(entry.fallback)
        self.without_reference += entry.reference is None
        if locale is not None:
            self.locales[locale] += 1
        if not entry.is_template:
            window = is_open(entry, self._now)
            self._windows[_WINDOWS[window]] += 1
            if window is None:
                self._count_unknown(entry)

    def _count_unknown(self, entry: Entry) -> None:
        if entry.contact is not None:
            self.asked += 1
        elif len(self.unnamed) <= FEW:
            self.unnamed.add(person(entry.to))

    def refuse(self, row: int, found: Iterable[Diagnostic]) -> None:
        """Count a row that is rejected."""
        self.rejected += 1
        self._refused.add(row, found)

    def warn(self, row: int, found: Iterable[Diagnostic]) -> None:
        """Count the warnings of a row that is planned."""
        self._warned.add(row, found)

    @property
    def refused(self) -> dict[str, Findings]:
        """Why rows are rejected."""
        return self._refused.findings

    @property
    def warned(self) -> dict[str, Findings]:
        """What is to be said of rows that are planned."""
        return self._warned.findings

    @property
    def windows(self) -> Windows:
        """The entries by the state of their window."""
        return Windows(**self._windows)

    @property
    def counts(self) -> Counts:
        """The counts of a summary."""
        rows = self.rejected + self.entries + self.duplicates
        return Counts(
            rows,
            self.entries,
            self.templates,
            self.with_fallback,
            self.duplicates,
            self.repeats,
            self.rejected,
            self.suppressed,
        )

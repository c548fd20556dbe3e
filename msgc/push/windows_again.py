"""Windows looked at again when what was put off is due: by then they may have closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Protocol

from msgc.push.entries import Entry
from msgc.push.keys import MAIN
from msgc.push.ledger.model import Claim, Outcome, Record, Side
from msgc.push.ledger_thread import LedgerThread
from msgc.push.payloads import Payloads
from msgc.push.policy import WindowUnknown
from msgc.push.quota import Payload
from msgc.push.states import Event
from msgc.push.windows import UNKNOWN, Choice, choose

# Payloads that are asked about side by side where one of those that are due has to be.
TOGETHER = 100


class Windows(Protocol):
    """What can say whether a recipient's window is open."""

    def ask(self, entries: Iterable[Entry]) -> None:
        """Begin to find out."""

    def has_to_ask(self, entry: Entry) -> bool:
        """Tell whether an entry's window is to be asked for: its data doesn't tell."""

    def is_known(self, entry: Entry) -> bool:
        """Tell whether all is known that can be."""

    def of(self, entries: Sequence[Entry]) -> list[bool | None]:
        """Return for each known entry whether its window is open; None where nobody can say."""


@dataclass(slots=True)
class WindowsAgain:
    """Says what of that which is due may be claimed, and what is then done with it.

    `suppressed` people aren't asked about.
    """

    ledger: LedgerThread
    payloads: Payloads
    windows: Windows
    unknown: WindowUnknown | None
    suppressed: AbstractSet[bytes]
    _chosen: dict[int, Choice] = field(default_factory=dict)
    _resolved: set[int] = field(default_factory=set)

    async def ready(
        self, most: int, now: float, among: Sequence[Payload] | None
    ) -> Sequence[Payload] | None:
        """Return what may be claimed of what is due: `among` itself where nothing is to be asked.

        What isn't known yet waits; it is asked for meanwhile.
        """
        if not any(self._asked(await self._due(most, now, among))):
            return among
        due = await self._due(max(most, TOGETHER), now, among)
        asked = self._asked(due)
        self.windows.ask(entry for entry in asked if entry is not None)
        return list(islice(self._decided(zip(due, asked, strict=True)), most))

    def choice(self, claim: Claim) -> Choice:
        """Return what was decided about a claim whose window was asked for again."""
        return self._chosen.pop(claim.seq, Choice(claim.side))

    def kept(self, outcome: Outcome) -> Outcome:
        """Return an outcome as the ledger keeps it.

        What was resolved to go though its window is unknown, and is put off, keeps the code that
        tells so: it isn't held again.
        """
        if outcome.event is not Event.POSTPONE or outcome.step != MAIN:
            return outcome
        return replace(outcome, code=UNKNOWN) if outcome.seq in self._resolved else outcome

    async def _due(
        self, most: int, now: float, among: Sequence[Payload] | None
    ) -> Sequence[Record]:
        return await self.ledger.do(lambda ledger: ledger.waiting(most, now, among))

    def _asked(self, due: Sequence[Record]) -> list[Entry | None]:
        """Return for each payload its entry where its window is to be asked for, else None."""
        return [self._entry(each) for each in due]

    def _entry(self, record: Record) -> Entry | None:
        is_message = record.step == MAIN and record.side is Side.MAIN
        if not is_message or record.person in self.suppressed:
            return None
        entry = self.payloads.entry(record.seq)
        return entry if self.windows.has_to_ask(entry) else None

    def _decided(self, due: Iterable[tuple[Record, Entry | None]]) -> Iterator[Payload]:
        """Yield what may be claimed. No more than is taken is decided: an answer is used up."""
        for record, entry in due:
            if entry is None or self._decide(record, entry):
                yield record.seq, record.step

    def _decide(self, record: Record, entry: Entry) -> bool:
        """Decide about a payload whose window is known; tell whether it is."""
        if not self.windows.is_known(entry):
            return False
        # Whoever resolves what was held for its unknown window has decided that it goes.
        is_resolved = record.code == UNKNOWN
        unknown = WindowUnknown.SEND if is_resolved else self.unknown
        if is_resolved:
            self._resolved.add(record.seq)
        [is_open] = self.windows.of([entry])
        self._chosen[record.seq] = choose(entry, is_open, unknown)
        return True

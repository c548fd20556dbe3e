"""Many rows by a message's kept programs, chunk by chunk; what isn't plain is left to others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import BytesIO

from msgc.bulk.batches import Batch, RowResult, with_results
from msgc.bulk.compilers import RowsCompiler
from msgc.bulk.memory import keep_memory
from msgc.recipients.chunks import Chunk
from msgc.recipients.rows import LOCALE, RawRow, RowsError
from msgc.recipients.tables import AllBut, Table
from msgc.records import dataclass
from msgc.warm.many_tools import tools_of_many
from msgc.warm.plans import EVERY
from msgc.warm.program import Find, KeptProgram, is_straight, items
from msgc.warm.unusual import UnusualError

# What may be left of a chunk's rows to the whole, as one of so many or as so few; and how often
# its programs are run, each time without the rows that a check has declined.
PART_LEFT, FEW_LEFT = 8, 4
MOST_TRIES = 8
# Rows of chunks of which those that are left to the whole are done at once.
TOGETHER = 16384

Written = tuple[bytes, bytes]
"""The payloads of rows and their fallbacks, each with a line break."""


@dataclass(frozen=True, slots=True)
class Left:
    """The lines of a chunk's rows at some places, and the places of the rows that are left."""

    written: Written
    places: Sequence[int]
    unread: Sequence[int]
    declined: Sequence[int]
    raw: Callable[[int], RawRow]


class KeptCompiler:
    """Compiles chunks by kept programs, until one of them isn't plain.

    Rows that they decline go to `whole`, which is made when it is needed: it takes a start's time.
    From a chunk on that isn't plain, or has many such rows, it does all.
    """

    def __init__(
        self, programs: Mapping[str, object], find: Find, whole: Callable[[], RowsCompiler]
    ) -> None:
        self._pairs = {locale: items(pair) for locale, pair in programs.items()}
        self._tools = tools_of_many(find)
        self._made: dict[str, tuple[KeptProgram, KeptProgram | None]] = {}
        self._make_whole = whole
        self._whole: RowsCompiler | None = None
        self._is_plain = True
        keep_memory()

    @property
    def has_fallback(self) -> bool:
        """Whether each payload has a fallback."""
        return any(fallback is not None for _, fallback in self._pairs.values())

    @property
    def is_straight(self) -> bool:
        """Whether nearly all of the programs' work is the kernel's."""
        kept = [each for pair in self._pairs.values() for each in pair if each is not None]
        return all(map(is_straight, kept))

    @property
    def is_alone(self) -> bool:
        """Whether no row has needed the whole, in this process."""
        return self._whole is None

    def many(self, rows: Iterable[RawRow]) -> list[RowResult]:
        """Return what rows come to, in their order."""
        return self._other().many(rows)

    def batch(self, rows: list[RawRow]) -> Batch:
        """Return what rows come to, as one."""
        return self._other().batch(rows)

    def each(self, rows: Iterable[RawRow]) -> list[RowResult]:
        """Return what rows come to that quick ways have declined."""
        return self._other().each(rows)

    def chunk(self, chunk: Chunk) -> Batch:
        """Return what the rows of a chunk come to."""
        return self.finished(self._begun(chunk))

    def chunks(self, chunks: Iterable[Chunk]) -> Iterator[Batch]:
        """Yield what the rows of chunks come to, those before a fault of the whole file before it.

        Rows that are left to the whole are done for many chunks at once: done for each by itself,
        what they need has left the processor's cache by then, and they take half as long again.
        """
        waiting: list[Batch | Left] = []
        rows = 0
        try:
            for chunk in chunks:
                waiting.append(self._begun(chunk))
                rows += chunk.count
                if rows >= TOGETHER or isinstance(waiting[0], Batch):
                    made, waiting, rows = list(map(self.finished, waiting)), [], 0
                    yield from made
        except RowsError:
            yield from map(self.finished, waiting)
            raise
        yield from list(map(self.finished, waiting))

    def _begun(self, chunk: Chunk) -> Batch | Left:
        """Return what a chunk comes to, or what of it is left to the whole."""
        return self.begun(chunk) or self._other().chunk(chunk)

    def begun(self, chunk: Chunk) -> Batch | Left | None:
        """Return what the programs make of a chunk, None where it isn't plain.

        Threads may ask at once; what is left of it is for one of them to finish.
        """
        if not self._is_plain:
            return None
        try:
            made = self._taken(chunk)
        except UnusualError:
            self._is_plain = False
            return None
        return made if len(made.places) < chunk.count else Batch(chunk.count, *made.written)

    def _taken(self, chunk: Chunk) -> Left:
        """Return the lines of the rows that programs do, and the others. Raises UnusualError."""
        table, places = chunk.table, chunk.places
        declined: list[int] = []
        for _ in range(MOST_TRIES):
            if chunk.count - len(places) > max(chunk.count // PART_LEFT, FEW_LEFT):
                break
            try:
                written = self._written(table)
            except UnusualError as error:
                rows = sorted({*error.rows})
            else:
                return Left(written, places, chunk.others(), sorted(declined), chunk.raw)
            if not rows:
                break
            declined += [places[row] for row in rows]
            table, places = table.without(rows), AllBut(places, rows)
        raise UnusualError

    def finished(self, begun: Batch | Left) -> Batch:
        """Return what a chunk comes to, the rows included that were left to the whole."""
        if isinstance(begun, Batch):
            return begun
        unread, declined = begun.unread, begun.declined
        results = dict(zip(unread, self.many(map(begun.raw, unread)), strict=True))
        results |= zip(declined, self.each(map(begun.raw, declined)), strict=True)
        return with_results(begun.places, begun.written, dict(sorted(results.items())))

    def _other(self) -> RowsCompiler:
        self._whole = self._whole or self._make_whole()
        return self._whole

    def _written(self, table: Table) -> Written:
        if not len(table):
            return b"", b""
        if EVERY in self._pairs:
            return self._of_locale(EVERY, table)
        groups: dict[str, list[int]] = {}
        for place, locale in enumerate(table.column((LOCALE,), True)):
            groups.setdefault(locale or "", []).append(place)
        if len(groups) == 1:
            return self._of_locale(next(iter(groups)), table)
        made = {k: self._of_places(k, table, places) for k, places in groups.items()}
        return _in_order(groups, made, 0), _in_order(groups, made, 1)

    def _of_places(self, locale: str, table: Table, places: Sequence[int]) -> Written:
        try:
            return self._of_locale(locale, table.take(places))
        except UnusualError as error:
            raise UnusualError(places[row] for row in error.rows) from None

    def _of_locale(self, locale: str, table: Table) -> Written:
        payload, fallback = self._programs(locale)
        return payload.written(table), fallback.written(table) if fallback else b""

    def _programs(self, locale: str) -> tuple[KeptProgram, KeptProgram | None]:
        if locale not in self._made:
            if locale not in self._pairs:
                raise UnusualError
            payload, fallback = self._pairs[locale]
            other = None if fallback is None else KeptProgram(fallback, self._tools)
            self._made[locale] = KeptProgram(payload, self._tools), other
        return self._made[locale]


def _in_order(
    groups: Mapping[str, Sequence[int]], made: Mapping[str, Written], which: int
) -> bytes:
    """Return the lines that groups of rows have come to, in the order of all rows."""
    lines = [b""] * sum(map(len, groups.values()))
    for locale, places in groups.items():
        written = made[locale][which]
        if written:
            for place, line in zip(places, BytesIO(written), strict=True):
                lines[place] = line
    return b"".join(lines)

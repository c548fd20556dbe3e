"""What can be told of a run: used by who sends and by who only looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from msgc.push.keys import MAIN, Step
from msgc.push.ledger.core import Core, Row
from msgc.push.ledger.dialects import COLUMNS, LEFT_OUT, among
from msgc.push.ledger.lists import KeptList, read_lists
from msgc.push.ledger.model import Record, Side
from msgc.push.states import State

PAGE = 1_000
# SQLite before 3.32 takes no more than 999 values in a statement.
_PEOPLE_AT_ONCE = 500
# Of several payloads for one recipient, the one that is most likely to have arrived speaks.
_LIKELIHOOD = (
    *(State.EXPIRED, State.REJECTED, State.RETRY, State.HELD),
    *(State.CLAIMED, State.AMBIGUOUS, State.ACCEPTED),
)

_STATE, _SIDE, _REFERENCE, _KEY = map(COLUMNS.index, ("state", "side", "reference", "key"))

# One pass: SQLite would sort all rows for a `GROUP BY`.
_BEGUN = tuple(state for state in State if state is not State.PLANNED)
_COUNTS = (
    "SELECT count(CASE WHEN step = 0 THEN 1 END), "
    + ", ".join(
        f"count(CASE WHEN state = '{state}' AND NOT {LEFT_OUT} THEN 1 END)" for state in _BEGUN
    )
    + " FROM {rows} WHERE {mine}"
)
_FAILURES = (
    "SELECT state, code, count(*) FROM {rows} WHERE {mine} AND state <> 'accepted' AND code <> ''"
    f" AND NOT {LEFT_OUT}"
    " GROUP BY state, code ORDER BY state, code"
)
_DELIVERIES = (
    "SELECT delivery, code, count(*) FROM {rows} WHERE {mine} AND state = 'accepted'"
    " GROUP BY delivery, code ORDER BY delivery, code"
)
_PAGE = (
    "SELECT {columns} FROM {rows} WHERE {mine} AND (seq, step) > (%(seq)s, %(step)s) AND "
    # CONDITION is filled in for each question.
    "CONDITION ORDER BY seq, step LIMIT %(page)s"
)
_MESSAGE_IDS = (
    "SELECT message_id FROM {rows} WHERE {mine} AND person = %(person)s AND message_id <> ''"
)
_UNNAMED = (
    "SELECT count(*) FROM {rows} WHERE {mine} AND person = %(person)s AND message_id = '' AND "
    + among(State.CLAIMED, State.AMBIGUOUS, State.HELD, State.ACCEPTED)
)
_NEXT_DUE = "SELECT min(due) FROM {rows} WHERE {mine} AND {open} AND state = %(state)s"


class Reading(Core):
    """The questions of `Ledger`."""

    def counts(self) -> Mapping[State, int]:
        """Return how many payloads are in each of the eight states."""
        begun, *numbers = self._one(_COUNTS)
        facts = self.facts()
        planned = max(0, facts.entries - facts.suppressed - begun)
        return {State.PLANNED: planned, **dict(zip(_BEGUN, numbers, strict=True))}

    def left_out(self) -> int:
        """Return how many payloads were left out after they had been claimed."""
        return int(self._one(f"SELECT count(*) FROM {{rows}} WHERE {{mine}} AND {LEFT_OUT}")[0])

    def failures(self) -> Mapping[tuple[State, str], int]:
        """Return how many payloads have each code, of what wasn't accepted."""
        return {(State(state), code): number for state, code, number in self._rows(_FAILURES)}

    def deliveries(self) -> Mapping[tuple[str, str], int]:
        """Return how many accepted payloads have each delivery status and code."""
        return {(status, code): number for status, code, number in self._rows(_DELIVERIES)}

    def records(
        self, *states: State, undelivered: bool = False, after: tuple[int, Step] = (-1, MAIN)
    ) -> Iterator[Record]:
        """Yield records in their order, read by pages: what changes meanwhile may show or not."""
        conditions = [among(*states)] if states else []
        conditions += ["settled = 0"] if undelivered else []
        text = _PAGE.replace("CONDITION", " AND ".join(conditions) or "1 = 1")
        while found := self._rows(text, seq=after[0], step=after[1], page=PAGE):
            yield from map(record_of, found)
            after = found[-1][0], found[-1][1]

    def lists(self) -> tuple[KeptList, ...]:
        """Return the lists by which pushes of this run left people out."""
        return read_lists(self._one("SELECT lists FROM {runs} WHERE {this}")[0])

    def people(self, people: Sequence[bytes]) -> Mapping[bytes, State]:
        """Return the state of each of these recipients that the run has anything about.

        Of several payloads for one of them, the state of the one most likely to have arrived.
        """
        states: dict[bytes, State] = {}
        for person, word in self._people("state", people):
            states[person] = max(states.get(person, State.EXPIRED), State(word), key=_likely)
        return states

    def begun(self, people: Sequence[bytes]) -> int:
        """Return how many entries of these recipients aren't planned any more."""
        return sum(step == MAIN for _, step in self._people("step", people))

    def contacts(self, people: Sequence[bytes]) -> Mapping[bytes, str]:
        """Return the API's contact ids of these recipients, where its answers told them."""
        return {person: contact for person, contact in self._people("contact", people) if contact}

    def _people(self, column: str, people: Sequence[bytes]) -> Iterator[Row]:
        """Yield what a column holds of recipients, each with its digest."""
        rest = iter(people)
        while some := list(islice(rest, _PEOPLE_AT_ONCE)):
            values = {f"p{place}": person for place, person in enumerate(some)}
            places = ", ".join(f"%({name})s" for name in values)
            text = f"SELECT person, {column} FROM {{rows}} WHERE {{mine}} AND person IN ({places})"
            yield from self._rows(text, **values)

    def message_ids(self, person: bytes) -> frozenset[str]:
        """Return the API's ids of the recipient's messages of this run that are known."""
        return frozenset(each[0] for each in self._rows(_MESSAGE_IDS, person=person))

    def unnamed(self, person: bytes) -> int:
        """Return how many of the recipient's payloads may have arrived by an id not known here."""
        return int(self._one(_UNNAMED, person=person)[0])

    def next_due(self, state: State) -> float | None:
        """Return when the next payload is due to be tried (retry) or looked for (ambiguous)."""
        due = self._one(_NEXT_DUE, state=state.value)[0]
        return None if due is None else float(due)


def _likely(state: State) -> int:
    return _LIKELIHOOD.index(state)


def record_of(row: Row) -> Record:
    """Return the record of a row of all `COLUMNS`, which are its fields in their order."""
    values = list(row)
    values[_STATE], values[_SIDE] = State(row[_STATE]), Side(row[_SIDE])
    values[_REFERENCE] = reference_of(row[_REFERENCE], row[_KEY])
    return Record(*values)


def reference_of(written: str | None, key: bytes) -> str:
    """Return a payload's `reference`: the author's, which alone is kept, else its key."""
    return key.hex() if written is None else written

"""Coverage: the arms of messages that no sample and no test has taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field

from msgc.pipeline.compiling import LOCALE, Compiler
from msgc.pipeline.messages import DEFAULT_LOCALE, Message
from msgc.pipeline.projects import Project
from msgc.pipeline.samples import sample_data
from msgc.pipeline.testing.arms import Arm, Place, arms_of_plan
from msgc.pipeline.testing.model import Result
from msgc.pipeline.testing.tracing import arms_taken
from msgc.recipients.rows import RawRow
from msgc.records import dataclass

Row = dict[str, object]


@dataclass(slots=True)
class Coverage:
    """The arms of a message in the order of its text, and the places of those that were taken."""

    message: str
    arms: list[Arm] = field(default_factory=list)
    taken: set[Place] = field(default_factory=set)

    @property
    def missed(self) -> list[Arm]:
        """The arms that no row has taken."""
        return [arm for arm in self.arms if arm.place not in self.taken]


def coverage_of(project: Project, results: Iterable[Result]) -> list[Coverage]:
    """Return the coverage of every message that was tested.

    The rows are those of the samples, and of the tests that have one that fits `vars`. An arm in a
    shared piece is one of each message that it reaches.
    """
    rows: dict[str, list[Row]] = {}
    for result in results:
        rows.setdefault(result.message, []).extend([result.row] if result.row is not None else [])
    return [_covered(project.message(name), found) for name, found in rows.items()]


def _covered(message: Message, rows: list[Row]) -> Coverage:
    arms = {arm.place: arm for plan in message.plans.values() for arm in arms_of_plan(plan)}
    taken = {arm.place for row in (*_samples(message), *rows) for arm in _taken(message, row)}
    return Coverage(message.name, sorted(arms.values(), key=lambda arm: arm.place), taken)


def _samples(message: Message) -> Iterator[Row]:
    reader = Compiler(message).reader
    if not message.samples and not message.variables.fields:
        yield {}
    for sample in message.samples.values():
        row, faults = reader.read(RawRow(1, sample_data(sample, message.variables)))
        if row is not None and not faults:
            yield row


def _taken(message: Message, row: Row) -> Iterator[Arm]:
    locale = row.get(LOCALE)
    locale = locale if isinstance(locale, str) and locale else None
    names = {**message.config.constants, **row}
    yield from arms_taken(message.plan_for(locale), names, locale or DEFAULT_LOCALE)

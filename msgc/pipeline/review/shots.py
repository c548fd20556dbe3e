"""What a message sends: the payloads of its samples, each in its own locale and in every other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from msgc.pipeline.compiling import LOCALE, Compiled, Compiler
from msgc.pipeline.messages import Message
from msgc.pipeline.projects import Project
from msgc.pipeline.review.model import Key
from msgc.pipeline.samples import DEFAULT, sample_data
from msgc.recipients.rows import RawRow
from msgc.records import dataclass

Row = dict[str, object]
Payload = dict[str, object]


@dataclass(frozen=True, slots=True)
class Shot:
    """A payload that a message sends, and the row that makes it."""

    payload: Payload
    row: Row


Ways = tuple[tuple[str, str | None], ...]
"""Further locales to show samples in: a sample's name, and a locale (None: none named)."""


def further_ways(*versions: Message) -> Ways:
    """Return how locales are shown that have a text in any version, and no sample in one.

    Each is shown by a sample that all versions have, else by the first of any.
    """
    rows = [_samples(each) for each in versions if each.is_sound]
    shared = (name for own in reversed(rows) for name in own if all(name in each for each in rows))
    first = next(shared, next((name for own in reversed(rows) for name in own), None))
    locales = (tag for each in versions if each.is_sound for tag in _unshown(each))
    return () if first is None else tuple((first, tag) for tag in dict.fromkeys(locales))


def shots_of(project: Project, name: str, ways: Ways = ()) -> dict[Key, Shot]:
    """Return what a message sends: its samples, and those of `ways`, by the texts that it has.

    Nothing where it has errors, and no row that has no payload.
    """
    message = project.message(name)
    if not message.is_sound:
        return {}
    compiler, samples = Compiler(message), _samples(message)
    further = ((each, _in_locale(samples[each], tag)) for each, tag in ways if each in samples)
    return {
        key: Shot(payload, row)
        for sample, row in (*samples.items(), *further)
        for key, payload in _payloads(sample, row, compiler)
    }


def _samples(message: Message) -> dict[str, Row]:
    if not message.samples and not message.variables.fields:
        return {DEFAULT: {}}
    kinds = message.variables
    return {name: sample_data(sample, kinds) for name, sample in message.samples.items()}


def _unshown(message: Message) -> Iterator[str | None]:
    """Yield the locales of a message whose text no sample shows."""
    shown = [_plan_locale(message, row) for row in _samples(message).values()]
    yield from (locale for locale in (None, *message.locales) if locale not in shown)


def _plan_locale(message: Message, row: Row) -> str | None:
    """Return the locale of the file that a row's text is taken from."""
    plan = message.plan_for(_locale(row))
    return next(tag for tag, each in message.plans.items() if each is plan)


def _locale(row: Row) -> str | None:
    locale = row.get(LOCALE)
    return locale if isinstance(locale, str) and locale else None


def _in_locale(row: Row, locale: str | None) -> Row:
    rest = {name: value for name, value in row.items() if name != LOCALE}
    return rest if locale is None else {**rest, LOCALE: locale}


def _payloads(sample: str, data: Row, compiler: Compiler) -> Iterator[tuple[Key, Payload]]:
    row, faults = compiler.reader.read(RawRow(1, data))
    compiled = compiler.compile(row) if row is not None and not faults else None
    if not isinstance(compiled, Compiled):
        return
    locale = _locale(data)
    yield Key(sample, locale, False), cast(Payload, compiled.payload)
    if compiled.fallback is not None:
        yield Key(sample, locale, True), cast(Payload, compiled.fallback)

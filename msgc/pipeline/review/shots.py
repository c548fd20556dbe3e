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


def shots_of(project: Project, name: str) -> dict[Key, Shot]:
    """Return what a message sends; nothing where it has errors, and no row that has no payload.

    A locale that no sample names is shown by the first sample.
    """
    message = project.message(name)
    if not message.is_sound:
        return {}
    compiler = Compiler(message)
    return {
        key: Shot(payload, row)
        for sample, row in _rows(message)
        for key, payload in _payloads(sample, row, compiler)
    }


def _rows(message: Message) -> Iterator[tuple[str, Row]]:
    samples = {
        name: sample_data(sample, message.variables) for name, sample in message.samples.items()
    }
    if not samples and not message.variables.fields:
        samples = {DEFAULT: {}}
    yield from samples.items()
    shown = [_plan_locale(message, row) for row in samples.values()]
    first = next(iter(samples.items()), None)
    for locale in (None, *message.locales):
        if first is not None and locale not in shown:
            yield first[0], _in_locale(first[1], locale)


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

"""A test's row: a sample's with the test's own values over it, read by the declared types."""

from __future__ import annotations

from msgc.diagnostics import Diagnostic, finding, with_context
from msgc.nearby import near
from msgc.pipeline.messages import Message
from msgc.pipeline.samples import LOCALE, row_value, sample_data
from msgc.pipeline.slips import slips
from msgc.pipeline.testing import WRONG
from msgc.pipeline.testing.model import Case


def row_of(case: Case, message: Message) -> dict[str, object] | Diagnostic:
    """Return a test's row as written, or the fault that there is no such sample."""
    data: dict[str, object] = {}
    if (fault := missing_sample(case, message)) is not None:
        return fault
    if case.sample is not None:
        data = sample_data(message.samples[case.sample.value], message.variables)
    if case.row is not None:
        own = row_value(case.row, message.variables)
        assert isinstance(own, dict)
        data = merged(data, own)
    if case.locale is not None:
        data.setdefault(LOCALE, case.locale)
    return data


def misspelt(case: Case, message: Message) -> list[Diagnostic]:
    """Return the fields of a test's row that can only be slips: it may pass for want of them."""
    found = [] if case.row is None else slips(case.row, message.variables)
    return message.ignores.kept(with_context(found, message_name=message.name))


def merged(under: dict[str, object], over: dict[str, object]) -> dict[str, object]:
    """Return one row over another, objects key by key; anything else is replaced."""
    result = dict(under)
    for name, value in over.items():
        known = result.get(name)
        both = isinstance(known, dict) and isinstance(value, dict)
        result[name] = merged(known, value) if both else value  # type: ignore[arg-type]
    return result


def missing_sample(case: Case, message: Message) -> Diagnostic | None:
    """Return the fault of a test that begins with a sample that isn't there."""
    if case.sample is None or case.sample.value in message.samples:
        return None
    name = case.sample.value
    meant = near(name, message.samples)
    names = ", ".join(f"`{each}`" for each in message.samples)
    known = f"The message has {names}." if names else "The message has none; write `row:`."
    help = f"Did you mean `{meant}`?" if meant else known
    return finding(WRONG, f"there is no sample `{name}`", case.sample.span, help=help)

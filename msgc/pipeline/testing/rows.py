"""A test's row: a sample's with the test's own values over it, read by the declared types."""

from __future__ import annotations

from msgc.diagnostics import Diagnostic, finding
from msgc.nearby import near
from msgc.pipeline.messages import Message
from msgc.pipeline.samples import LOCALE, row_value, sample_data
from msgc.pipeline.testing.model import WRONG, Case


def row_of(case: Case, message: Message) -> dict[str, object] | Diagnostic:
    """Return a test's row as written, or the fault that there is no such sample."""
    data: dict[str, object] = {}
    if case.sample is not None:
        sample = message.samples.get(case.sample.value)
        if sample is None:
            return _no_sample(case.sample.value, case, message)
        data = sample_data(sample, message.variables)
    if case.row is not None:
        own = row_value(case.row, message.variables)
        assert isinstance(own, dict)
        data = merged(data, own)
    if case.locale is not None:
        data.setdefault(LOCALE, case.locale)
    return data


def merged(under: dict[str, object], over: dict[str, object]) -> dict[str, object]:
    """Return one row over another, objects key by key; anything else is replaced."""
    result = dict(under)
    for name, value in over.items():
        known = result.get(name)
        both = isinstance(known, dict) and isinstance(value, dict)
        result[name] = merged(known, value) if both else value  # type: ignore[arg-type]
    return result


def _no_sample(name: str, case: Case, message: Message) -> Diagnostic:
    assert case.sample is not None
    meant = near(name, message.samples)
    names = ", ".join(f"`{each}`" for each in message.samples)
    known = f"The message has {names}." if names else "The message has none; write `row:`."
    help = f"Did you mean `{meant}`?" if meant else known
    return finding(WRONG, f"there is no sample `{name}`", case.sample.span, help=help)

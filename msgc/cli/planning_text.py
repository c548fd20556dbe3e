"""A plan's summary as people read it, within 80 columns; rows by number, recipients never."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from datetime import UTC
from pathlib import Path

from msgc.cli.planning import MadePlan
from msgc.cli.telling import counted
from msgc.facts.platform import all_codes
from msgc.push.plans import Findings, PlanSummary
from msgc.report.cells import visible_line

WIDTH = 80
LABEL = 12
UNITS = ((86_400, "d"), (3_600, "h"), (60, "min"), (1, "s"))
LOCKS = {
    "unneeded": "none are sent",
    "missing": "not checked: there is no `msgc.lock`, which `msgc lock` writes",
    "locked": "as `msgc.lock` has them",
    "unchecked": "not checked: a file of payloads has no lock",
}


def plan_text(made: MadePlan) -> str:
    """Return what is said of a plan that was written, with a final line break."""
    lines = [visible_line(f"Plan of {made.summary.message or made.summary.rows}"), ""]
    for label, value in _facts(made):
        told = visible_line(value)
        wrapped = textwrap.wrap(told, WIDTH - LABEL - 2, break_on_hyphens=False) or [""]
        lines.append(f"  {label:{LABEL - 1}} {wrapped[0]}")
        lines += [f"  {'':{LABEL - 1}} {line}" for line in wrapped[1:]]
    return "\n".join([*lines, "", *_next(made)]) + "\n"


def _facts(made: MadePlan) -> Iterator[tuple[str, str]]:
    summary = made.summary
    yield "to send", f"{counted(summary.total, 'payload')} of {counted(summary.counts.rows, 'row')}"
    yield "campaign", summary.campaign
    yield "profile", summary.profile or "none yet: `push --profile NAME` sends"
    yield from _counted(summary)
    yield from _left_out(made)
    yield from (("warnings", each) for each in _findings(summary.warned))
    yield "templates", _lock(summary)
    yield "takes", _takes(summary)
    yield "push adds", _adds(summary)
    yield "expires", f"{summary.expires.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _counted(summary: PlanSummary) -> Iterator[tuple[str, str]]:
    counts = summary.counts
    if summary.kinds:
        yield "kinds", _words(summary.kinds)
    if summary.locales:
        yield "locales", _words(summary.locales)
    if counts.with_fallback:
        yield "fallbacks", f"{counts.with_fallback:,}"
    free = summary.total - counts.templates
    if free:
        windows = summary.windows
        states = {"open": windows.open, "closed": windows.closed, "unknown": windows.unknown}
        yield "windows", f"{_words(states)} (24 hours from the last inbound)"


def _left_out(made: MadePlan) -> Iterator[tuple[str, str]]:
    counts = made.summary.counts
    if counts.duplicates:
        yield "duplicates", f"{counts.duplicates:,}: the same text for the same recipient, once"
    if counts.repeats:
        what = "rejected" if "MSG601" in made.summary.refused else "allowed"
        yield "repeats", f"{counts.repeats:,} with another text for a recipient, {what}"
    if counts.suppressed or made.summary.suppress:
        many = f"{counts.suppressed:,}, who aren't written to"
        yield "suppressed", many if counts.suppressed else "0: nobody of this plan is on the lists"
    if counts.rejected:
        yield "rejected", f"{counted(counts.rejected, 'row')}: {shown(made.paths.rejects)}"
    yield from (("", each) for each in _findings(made.summary.refused))


def _findings(found: Mapping[str, Findings]) -> Iterator[str]:
    for code, rows in found.items():
        numbers = ", ".join(f"{row:,}" for row in rows.rows)
        more = ", …" if rows.count > len(rows.rows) else ""
        yield f"{code} in {counted(rows.count, 'row')} ({numbers}{more}): {all_codes()[code].title}"


def _lock(summary: PlanSummary) -> str:
    left = summary.lock.not_checked
    more = f"; {left:,} checks not made, for want of facts" if left else ""
    return LOCKS[summary.lock.state] + more


def _takes(summary: PlanSummary) -> str:
    first, *others = summary.takes
    also = ", ".join(f"{each.rate:g}/s: {duration_text(each.seconds)}" for each in others)
    return f"{duration_text(first.seconds)} at {first.rate:g}/s ({also})"


def _adds(summary: PlanSummary) -> str:
    references = summary.adds.references
    key = f", and a `reference` to {references:,} that have none" if references else ""
    return f"the run's tag to each, `{summary.adds.tag}` today{key}"


def _words(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counts.items())


def _next(made: MadePlan) -> list[str]:
    plan = shown(made.paths.summary)
    if not made.summary.total:
        return [f"Nothing is left to send: {plan}"]
    profile = made.summary.profile or "NAME"
    return ["Next:", f"  msgc push {plan} --profile {profile}"]


def shown(path: Path) -> Path:
    """Return a path as it is named from here."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def duration_text(seconds: float) -> str:
    """Return a time in its two greatest units: `3 h 39 min`, `14 s`."""
    left = round(seconds)
    parts = []
    for size, unit in UNITS:
        count, left = divmod(left, size)
        if count:
            parts.append(f"{count:,} {unit}")
    return " ".join(parts[:2]) or "0 s"

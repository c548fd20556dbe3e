"""What `msgc check` does once it is known what is asked for; it needs no command line."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from msgc.cli.ci import add_step_summary, checkout, default_format
from msgc.cli.clock import Clock
from msgc.cli.keeping import recording_of
from msgc.cli.running import say_more, settings, terminal_width, write_out
from msgc.cli.words import counted
from msgc.late import Late
from msgc.python.checked import Checked, digests_of
from msgc.python.checks import check_paths
from msgc.python.opening import Channel
from msgc.records import dataclass

if TYPE_CHECKING:
    from msgc.python import findings
else:
    findings = Late("msgc.python.findings")


@dataclass(frozen=True, slots=True)
class Asked:
    """The arguments and options of `check`, as its help tells them."""

    paths: tuple[Path, ...]
    format: str | None = None
    fix: bool = False
    fail_on: str = "error"
    channel: Channel | None = None
    baseline: Path | None = None
    write_baseline: bool = False
    proof: bool = False
    strict_proof: bool = False
    now: datetime | None = None


def check(asked: Asked) -> int:
    """Check, report, and return the exit code. Raises CatalogError and PathError."""
    clock = Clock.now(UTC)
    recording = None if asked.fix or asked.baseline else recording_of(asked.paths)
    checked = _checked(asked, asked.now or clock)
    if checked.mended:
        settings().say(f"Mended {counted(checked.mended, 'place')}.")
    shown = _new_of(checked, asked.baseline, asked.write_baseline) if asked.baseline else checked
    _tell_checked(checked)
    _report(shown, asked.format or ("text" if asked.proof else default_format()), asked.proof)
    has_warnings = asked.fail_on == "warning" and bool(shown)
    code = 1 if shown.has_errors or has_warnings else 0
    if recording and not clock.asked:
        recording.keep(settings().said, code, digests_of(checked))
    return code


def _checked(asked: Asked, now: datetime) -> Checked:
    return check_paths(
        *asked.paths,
        catalog=settings().catalog,
        channel=asked.channel,
        now=now,
        strict_proof=asked.strict_proof,
        fix=asked.fix,
    )


def _new_of(checked: Checked, baseline: Path, renew: bool) -> Checked:
    """Return the findings that a baseline doesn't hold; what reads one is imported for it alone."""
    new: Checked = import_module("msgc.cli.baselines").new_of(checked, baseline, renew)
    return new


def _tell_checked(checked: Checked) -> None:
    """Say what is checked, and what isn't since `msgc.lock` doesn't tell: it counts as nothing."""
    for name in checked.messages:
        say_more(f"checked {name}")
    left = checked.not_checked
    for name, what in left:
        say_more(f"not checked: {name}: {what}")
    if left:
        settings().say(f"{len(left)} template checks not made for want of facts (-v tells them)")


def _report(checked: Checked, format_: str, proof: bool) -> None:
    color = format_ == "text" and settings().wants_color(sys.stdout)
    if checked or format_ != "text" or not settings().quiet:
        width, root = terminal_width(), checkout()
        write_out(checked.report(format_, color=color, width=width, root=root, proof=proof))
    if format_ == "github":
        add_step_summary(findings.diagnostics_of(checked), checked.summary)

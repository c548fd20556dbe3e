"""What commands say on standard error: findings, and counts in words."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from msgc.cli.settings import settings, terminal_width
from msgc.cli.words import counted
from msgc.diagnostics import Diagnostic, has_errors
from msgc.python.findings import Finding, diagnostics_of
from msgc.report import FORMATS
from msgc.report.summary import Summary

__all__ = ["counted", "tell", "tell_findings", "told"]


def tell(found: Sequence[Diagnostic], messages: int) -> None:
    """Show findings on standard error; warnings alone only where nobody asked for quiet."""
    if not found or (settings().quiet and not has_errors(found)):
        return
    click.echo(told(found, messages, settings().wants_color(sys.stderr)), err=True, nl=False)


def tell_findings(found: Sequence[Finding], messages: int) -> None:
    """Show what msgc's own functions for programs have found, as `tell` does."""
    tell(diagnostics_of(found), messages)


def told(found: Sequence[Diagnostic], messages: int, color: bool) -> str:
    """Return findings as a terminal shows them."""
    files = len({each.span.source.name for each in found})
    summary = Summary.of(found, files=files, messages=messages)
    return FORMATS["text"](found, color=color, width=terminal_width(), summary=summary)

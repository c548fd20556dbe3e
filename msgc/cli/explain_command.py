"""`msgc explain`: why a finding is raised, with a bad and a good example."""

from __future__ import annotations

from pathlib import Path

import click

from msgc.cli.settings import everywhere, write_out
from msgc.facts.platform import all_codes
from msgc.nearby import near

PAGES = Path(__file__).parent.parent / "pages"

EPILOG = """\b
Examples:
  msgc explain MSG203
  msgc explain
"""


@click.command("explain", epilog=EPILOG)
@click.argument("code", required=False)
@everywhere
def command(code: str | None) -> int:
    """Explain a finding's CODE; without one, list them all."""
    if code is None:
        write_out("".join(f"{name}  {row.title}\n" for name, row in all_codes().items()))
        return 0
    name = code.upper() if code.upper().startswith("MSG") else f"MSG{code}"
    if name not in all_codes():
        meant = near(name, all_codes())
        hint = f"; did you mean {meant}?" if meant else " (`msgc explain` lists them)"
        raise click.UsageError(f"there is no code `{code}`{hint}")
    write_out((PAGES / f"{name}.md").read_text(encoding="utf-8"))
    return 0

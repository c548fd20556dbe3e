"""`msgc explain`: why a finding is raised, with a bad and a good example."""

from __future__ import annotations

import click

from msgc.cli.settings import everywhere, write_out
from msgc.nearby import near_code
from msgc.python.codes import explain, finding_codes

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
    codes = finding_codes()
    if code is None:
        write_out("".join(f"{name}  {title}\n" for name, title in codes.items()))
        return 0
    name = code.upper() if code.upper().startswith("MSG") else f"MSG{code}"
    if name not in codes:
        meant = near_code(name, codes)
        hint = f"; did you mean {meant}?" if meant else " (`msgc explain` lists them)"
        raise click.UsageError(f"there is no code `{code}`{hint}")
    write_out(explain(name))
    return 0

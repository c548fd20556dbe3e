"""`--baseline`: a run that fails only on what is new."""

from __future__ import annotations

from pathlib import Path

import click

from msgc.cli.settings import settings
from msgc.cli.telling import counted
from msgc.python.baselines import compare_baseline
from msgc.python.checked import Checked
from msgc.python.errors import BaselineError


def new_of(checked: Checked, file: Path, renew: bool) -> Checked:
    """Return the findings that a file of known ones doesn't hold, and say what becomes of it.

    Where there is no file yet, or it is to be renewed, it is written: then all are known.
    """
    try:
        compared = compare_baseline(checked, file, renew)
    except BaselineError as error:
        raise click.ClickException(str(error)) from None
    if compared.written is not None:
        settings().say(
            f"Wrote {counted(compared.written, 'known finding')} to {file}; "
            "from now on `check` fails only on new ones."
        )
    if compared.gone:
        are = "is" if compared.gone == 1 else "are"
        settings().say(
            f"{counted(compared.gone, 'known finding')} {are} gone: "
            f"take them out of {file} with --write-baseline."
        )
    return compared.new

"""`msgc compile MESSAGE --show-program`: the functions that its rows run through."""

from __future__ import annotations

from collections.abc import Sequence

from msgc.cli.settings import write_out
from msgc.cli.telling import tell_findings
from msgc.python.catalogs import Catalog
from msgc.python.errors import MessageError


def print_programs(catalog: Catalog, names: Sequence[str]) -> int:
    """Write the generated functions of messages to standard output; returns the exit code."""
    code = 0
    for name in names:
        try:
            message = catalog[name]
        except MessageError as error:
            tell_findings(error.findings, 1)
            code = 1
        else:
            tell_findings(message.findings, 1)
            write_out(f"# {name}\n\n{message.program()}\n")
    return code

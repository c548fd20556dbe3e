"""`msgc compile`: samples to `build/`, recipients' rows to NDJSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from msgc.cli.catalogs import open_catalog, selected
from msgc.cli.compile_rows import RowsOptions, compile_recipients
from msgc.cli.compile_samples import check_build, compile_to_build, print_payloads
from msgc.cli.compile_showing import print_programs
from msgc.cli.path_words import TEXT
from msgc.cli.settings import everywhere, no_cache
from msgc.python.catalogs import Catalog
from msgc.python.recipients import ROW_FORMATS
from msgc.python.results import ENGINES

EPILOG = """\b
Examples:
  msgc compile
  msgc compile --check
  msgc compile orders/shipped -r people.csv
  msgc compile orders/shipped -r - --set brand=Acme -o - < people.ndjson
"""
RECIPIENTS = "Recipients: a file, or - for NDJSON on stdin."
OUTPUT = "Where to write; - is standard output."
JOBS = "Processes that compile rows; one under --limit."


@click.command("compile", epilog=EPILOG)
@click.argument("messages", nargs=-1)
@click.option("-r", "rows", type=TEXT, metavar="ROWS", help=RECIPIENTS)
@click.option(
    "--rows-format", type=click.Choice(sorted(ROW_FORMATS)), help="Where the ending lies."
)
@click.option("-o", "output", type=TEXT, metavar="PATH", help=OUTPUT)
@click.option("--check", is_flag=True, help="Write nothing; fail where build/ is stale.")
@click.option("--exclude", multiple=True, metavar="SELECTOR", help="Leave these messages out.")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="Only the first N rows.")
@click.option("--set", "values", multiple=True, metavar="KEY=VALUE", help="A value for every row.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, metavar="N", help=JOBS)
@click.option("--strict", is_flag=True, help="Stop at the first row that is rejected.")
@click.option("--show-program", is_flag=True, help="Print the functions that rows run through.")
@click.option("--engine", type=click.Choice(ENGINES), default=ENGINES[0], hidden=True)
@no_cache
@everywhere
def command(
    messages: tuple[str, ...],
    rows: str | None,
    rows_format: str | None,
    output: str | None,
    check: bool,
    exclude: tuple[str, ...],
    limit: int | None,
    values: tuple[str, ...],
    jobs: int,
    strict: bool,
    show_program: bool,
    engine: str,
) -> int:
    """Compile MESSAGEs (all without any): their samples, or with -r one message's recipients."""
    catalog = open_catalog()
    names = selected(catalog, messages, exclude)
    of_rows = (limit is not None, values, strict, rows_format)
    if show_program:
        return _shown(catalog, names, (rows, output, check, jobs > 1, *of_rows))
    if rows is None:
        if any(of_rows):
            raise click.UsageError("--limit, --set, --strict and --rows-format go with -r")
        return _samples(catalog, names, bool(messages or exclude), check, output)
    if check:
        raise click.UsageError("--check compares build/, which -r doesn't write")
    if not messages or len(names) != 1:
        raise click.UsageError("-r takes one message: name it, as in `compile orders/shipped -r`")
    options = RowsOptions(rows, rows_format, output, limit, _pairs(values), jobs, strict, engine)
    return compile_recipients(catalog, names[0], options)


def _shown(catalog: Catalog, names: Sequence[str], others: Iterable[object]) -> int:
    """Print programs, where no other option is given that would compile."""
    if any(others):
        told = "--show-program compiles nothing: only messages and --exclude go with it"
        raise click.UsageError(told)
    return print_programs(catalog, names)


def _samples(
    catalog: Catalog, names: Sequence[str], is_selection: bool, check: bool, output: str | None
) -> int:
    """Compile samples: to `build/` or to standard output; or compare what `build/` holds."""
    chosen = names if is_selection else None
    if check:
        return check_build(catalog, chosen)
    if output == "-":
        return print_payloads(catalog, names)
    return compile_to_build(catalog, chosen, Path(output) if output else None)


def _pairs(values: tuple[str, ...]) -> dict[str, str]:
    pairs = [value.partition("=") for value in values]
    for key, equals, _ in pairs:
        if not key or not equals:
            raise click.UsageError("--set takes key=value")
    return {key: value for key, _, value in pairs}

"""The reference of filters and tests: their signatures, and examples that are worked out."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

import msgc
from docs.derive.tables import code, fenced, table
from msgc.filters.model import Filter, Parameter, Test
from msgc.filters.table import FILTERS, TESTS

NOTES = Path(__file__).with_name("filters.yaml")
_BETWEEN = "\n@@\n"
_ABOUT = """\
# Filters and tests

A filter makes a value of a value: `{{ name | upper }}`. A test asks something of it: `if: count is
even`. Whatever isn't here isn't in the language. Wrong types are found by `msgc check`.

The examples hold for this row, in English:

"""
_HOW = """
An argument with `=` may be left out, one with `?` as well, and one in `{}` is written with its
name. An integer may stand where a number is wanted.

## Filters

"""
_TESTS = """
## Tests

`x is NAME`, or `x is not NAME`; also the argument of `select`, `reject`, `selectattr` and
`rejectattr`.

"""


def notes() -> dict[str, Any]:
    """Return what `filters.yaml` holds."""
    found: dict[str, Any] = yaml.safe_load(NOTES.read_text("utf-8"))
    return found


def page() -> str:
    """Return the page."""
    written = notes()
    row = yaml.safe_dump(written["row"], allow_unicode=True, sort_keys=False)
    filters, made = written["filters"], outcomes(written)
    parts = [_ABOUT, fenced(row, "yaml"), _HOW]
    for name, (about, expression) in sorted(filters.items()):
        parts.append(_section(name, about, expression, made[name]))
    tests = [(code(_signature(TESTS[name])), about) for name, about in written["tests"].items()]
    return "".join([*parts, _TESTS, table(("test", "holds where"), tests)])


def outcomes(written: Mapping[str, Any]) -> dict[str, str]:
    """Return what each filter's example makes of the row. Raises MessageError where one can't."""
    examples = {name: expression for name, (_, expression) in written["filters"].items()}
    text = _BETWEEN.join(f"{{{{ {each} }}}}" for each in examples.values())
    message = {"vars": written["vars"], "to": "+31612345678", "text": text}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "templates").mkdir()
        (root / "msgc.yaml").write_text("channel: any\n")
        (root / "templates" / "filters.msg.yaml").write_text(json.dumps(message))
        payload = msgc.Catalog.load(root)["filters"].compile(written["row"])
    made = payload["body"]["text"]["text"].split(_BETWEEN)
    return dict(zip(examples, made, strict=True))


def _section(name: str, about: str, expression: str, made: str) -> str:
    shown = made.replace("\n", "\\n")
    example = f"{code(f'{{{{ {expression} }}}}')} makes {code(shown)}"
    return (
        f"### {name}\n\n{code(_signature(FILTERS[name]))}, {_takes(name)}. {about}\n\n{example}\n\n"
    )


def _takes(name: str) -> str:
    words: Sequence[str] = FILTERS[name].takes
    return f"of {' or '.join(words)}" if words else "of anything"


def _signature(of: Filter | Test) -> str:
    rest = ["..."] if of.variadic else []
    arguments = ", ".join([_parameter(each) for each in of.parameters] + rest)
    return f"{of.name}({arguments})" if arguments else of.name


def _parameter(of: Parameter) -> str:
    if of.required:
        return of.name
    shown = f"{of.name}?" if of.default is None else f"{of.name}={json.dumps(of.default)}"
    return f"{{{shown}}}" if of.named_only else shown

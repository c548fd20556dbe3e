"""Recipients in a YAML file: a list of rows, read as samples are."""

from __future__ import annotations

from collections.abc import Callable

from msgc.pipeline.samples import row_value
from msgc.source import SourceFile
from msgc.syntax.yaml_nodes import parse_yaml
from msgc.types import ListType, ObjectType


def parse_yaml_rows(variables: ObjectType) -> Callable[[str], object]:
    """Return what reads a YAML text into rows' values, as `variables` declare them.

    It raises ValueError with the first fault where the text doesn't parse.
    """

    def parse(text: str) -> object:
        tree, found = parse_yaml(SourceFile("rows", text))
        if found or tree is None:
            line, column = found[0].span.source.position(found[0].span.start) if found else (1, 1)
            reason = found[0].message if found else "The file is empty"
            raise ValueError(f"{reason} (line {line}, column {column})")
        return row_value(tree, ListType(variables))

    return parse

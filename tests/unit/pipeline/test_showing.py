"""The functions of a message's rows, for people to read."""

from __future__ import annotations

from pathlib import Path

import pytest
from catalog_help import project

from msgc.pipeline.showing import NO_ROW, NONE, program_source

PATTERN = "{type: string, pattern: '^[A-Z]{2}-[0-9]{4}$', minLength: 7}"
UNIQUE = "{type: array, minItems: 3, uniqueItems: true, items: {type: string}}"
NOTHING_FITS = "{type: string, pattern: '^(?=.*x)[a-z]{3}$'}"


def shown(root: Path, message: str) -> str:
    return program_source(project(root, message).message("m"))


@pytest.mark.parametrize(
    "message",
    [
        f"vars: {{v: {PATTERN}}}\ntext: Hi {{{{ v }}}}\n",
        f"vars: {{v: {UNIQUE}}}\ntext: Hi {{{{ v[2] }}}}\n",
        f"vars: {{v: {NOTHING_FITS}}}\nsamples: {{a: {{v: axa}}}}\ntext: Hi {{{{ v }}}}\n",
    ],
)
def test_a_row_that_fits_is_found(tmp_path: Path, message: str) -> None:
    assert shown(tmp_path, message).startswith("def run(rows):")


def test_without_a_row_what_needs_none_is_shown(tmp_path: Path) -> None:
    source = shown(tmp_path, f"vars: {{v: {NOTHING_FITS}}}\ntext: Hi {{{{ v }}}}\n")
    assert source.startswith(f"{NO_ROW}def run(rows):")
    assert '"text":"Hi ' in source


def test_without_a_row_the_parting_of_shapes_is_shown(tmp_path: Path) -> None:
    message = (
        f"vars: {{v: {NOTHING_FITS}, b: boolean}}\ntext: Hi {{{{ v }}}}\n"
        "actions: [{reply: Yes, if: b}, {reply: No}]\n"
    )
    source = shown(tmp_path, message)
    assert source.startswith(NO_ROW)
    assert "('b',)" in source and '"text":"Hi ' not in source
    assert NONE not in source

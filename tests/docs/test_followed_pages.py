"""The follower of pages notices what a reader would."""

from __future__ import annotations

import pytest

from tests.docs.fences import Step, fences, steps
from tests.docs.following import follow
from tests.docs.matching import matches


@pytest.mark.parametrize(
    ("shown", "real", "fits"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\nb\n", "a\nc\n", False),
        ("a\n", "a\nb\n", False),
        ("a\n...\n", "a\nb\nc\n", True),
        ("...\nc\n", "c\n", True),
        ("run ...-3f: ... sent\n", "run 2026-3f: 7 sent\n", True),
        ("run ... sent\n", "run 1\n2 sent\n", False),
        ("a.c\n", "abc\n", False),
        ("", "", True),
        ("", "a\n", False),
        ("a\n", "", False),
    ],
)
def test_dots_are_what_varies(shown, real, fits):
    assert matches(shown, real) is fits


def test_commands_are_told_from_what_they_print():
    typed = steps("$ echo a \\\n  b\na b\n$ true\n$ echo c\nc\n")
    assert typed == [
        Step("echo a \\\n  b\n", "a b\n"),
        Step("true\n", ""),
        Step("echo c\n", "c\n"),
    ]


def test_a_block_says_where_it_stands():
    (fence,) = fences('# A\n\n```yaml title="a.yaml" hl_lines="1"\na: 1\n```\n')
    assert (fence.language, fence.title, fence.text, fence.line) == ("yaml", "a.yaml", "a: 1\n", 3)


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ("```console\n$ echo a\nb\n```\n", "echo a"),
        ("```console\n$ false\n$ echo $?\n0\n```\n", "echo $?"),
        ("```console\n$ cd /\n$ pwd\n/tmp\n```\n", "pwd"),
        ('```csv title="a.csv"\na\n```\n\n```console\n$ cat a.csv\nb\n```\n', "cat a.csv"),
        ("```pycon\n>>> 1 + 1\n3\n```\n", "Expected:"),
        ("```yaml\na: 1\n```\n", "without a title"),
    ],
)
def test_what_isnt_so_is_a_fault(page, fault, tmp_path):
    home = tmp_path / "reader"
    home.mkdir()
    (found,) = follow(page, home).faults
    assert fault in found


def test_the_shell_keeps_its_folder_its_variables_and_its_exit_code(tmp_path):
    home = tmp_path / "reader"
    home.mkdir()
    page = "```console\n$ mkdir a && cd a\n$ export B=c\n$ echo $B; false\nc\n$ echo $?\n1\n```\n"
    page += '\n```text title="words"\nnothing\n```\n'
    page += '\n```yaml title="x.yaml, added at the end"\na: 1\n```\n'
    assert follow(page, home).faults == []
    assert (home / "a" / "x.yaml").read_text() == "a: 1\n"


def test_a_file_that_doesnt_parse_is_a_fault(tmp_path):
    home = tmp_path / "reader"
    home.mkdir()
    with pytest.raises(ValueError, match="Expecting"):
        follow('```json title="a.json"\n{\n```\n', home)

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from ci_help import EVIL, HOSTILE, ODD, OWN_FAULT, UNKNOWN, UNUSED, as_warning, rendered
from hypothesis import given
from hypothesis import strategies as st
from report_help import at
from rich.console import Console
from rich.markdown import Markdown

from msgc.diagnostics import finding
from msgc.report.github import SHOWN, workflow_command
from msgc.report.step_summary import MOST_BYTES, step_summary
from msgc.report.summary import Summary
from msgc.source import SourceFile

# GitHub's documented form of a command: `::NAME KEY=VALUE,KEY=VALUE::DATA` on a line of its own.
# Its escapes: `%25`, `%0D` and `%0A`; in values also `%3A` and `%2C`.
COMMAND = re.compile(r"::([a-z]+)(?: ([^:]*))?::(.*)", re.DOTALL)
DATA = {"%0D": "\r", "%0A": "\n", "%25": "%"}
PROPERTY = {**DATA, "%3A": ":", "%2C": ","}


def unescaped(text, escapes):
    known = "|".join(escapes)
    assert not re.search(rf"%(?!{known.replace('%', '')})|[\r\n]", text), text
    return re.sub(known, lambda match: escapes[match[0]], text)


def parsed(line):
    """Read a line by the grammar; None where it is no command."""
    match = COMMAND.fullmatch(line)
    if match is None:
        return None
    pairs = (pair.partition("=") for pair in (match[2] or "").split(",") if pair)
    properties = {key: unescaped(value, PROPERTY) for key, _, value in pairs}
    return match[1], properties, unescaped(match[3], DATA)


def log(*found, **more):
    *lines, last, end = rendered("github", found, **more).split("\n")
    assert end == ""
    return [parsed(line) or line for line in lines], last


TEXT = st.text(st.sampled_from("ab:,=%\r\n 0ADé👍[#") | st.characters())


@given(
    st.sampled_from(["error", "warning"]),
    st.dictionaries(st.sampled_from(["file", "line", "title"]), TEXT, min_size=1),
    TEXT,
)
def test_what_is_written_is_read_back(name, properties, data):
    line = workflow_command(name, properties, data)
    assert "\n" not in line and "\r" not in line
    assert parsed(line) == (name, properties, data)


def test_a_command():
    (command,), last = log(UNKNOWN)
    assert command == (
        "error",
        {
            "file": "templates/orders/shipped.msg.yaml",
            "line": "4",
            "endLine": "4",
            "col": "13",
            "endColumn": "17",
            "title": "MSG203: Unknown variable",
        },
        "There is no variable `nmae`\nDid you mean `name`?",
    )
    assert last == "1 error in 3 files"


def test_columns_are_only_of_one_line():
    (command,), _ = log(finding("MSG106", "x", at(HOSTILE, "{{ a }}\r\nto")))
    assert (command[1]["line"], command[1]["endLine"]) == ("1", "2")
    assert not {"col", "endColumn"} & set(command[1])


def test_a_line_break_at_the_end_doesnt_reach_into_the_next_line():
    (command,), _ = log(finding("MSG106", "x", SourceFile("a", "one\ntwo\n").span(0, 4)))
    assert (command[1]["line"], command[1]["endLine"]) == ("1", "1")


def test_errors_come_first():
    commands, _ = log(UNUSED, UNKNOWN, as_warning(UNKNOWN), OWN_FAULT)
    assert [command[0] for command in commands] == ["error", "error", "warning", "warning"]


def test_ten_of_each_are_commands_and_the_rest_are_lines():
    errors = [replace(UNKNOWN, message=f"Error {n}") for n in range(SHOWN + 3)]
    warnings = [replace(UNUSED, message=f"Warning {n}") for n in range(SHOWN + 2)]
    said, last = log(*warnings, *errors)
    assert SHOWN == 10
    assert [each[0] for each in said[:20]] == ["error"] * 10 + ["warning"] * 10
    assert said[20:] == [
        *(f"error[MSG203] templates/orders/shipped.msg.yaml:4:13 Error {n}" for n in (10, 11, 12)),
        *(f"warning[MSG210] templates/orders/shipped.msg.yaml:2:3 Warning {n}" for n in (10, 11)),
    ]
    assert last == "13 errors, 12 warnings in 3 files"


@pytest.mark.parametrize("count", [1, SHOWN + 1])
def test_nothing_in_a_finding_makes_a_command(count):
    text = rendered("github", [replace(ODD, message=f"##[add-path]x {EVIL}")] * count)
    lines = text.splitlines()
    assert len(lines) == count + 1
    assert [line.startswith("::") for line in lines] == [True] * min(count, SHOWN) + [False] * (
        count + 1 - min(count, SHOWN)
    )
    for line in lines:
        command = parsed(line)
        assert command or "##[" not in line
        if command:
            assert command[1]["file"] == HOSTILE.name


def test_nothing_found_is_the_last_line_alone():
    assert rendered("github", ()) == "2 messages checked, nothing to mend\n"
    assert log(known=12) == ([], "2 messages checked, nothing new (12 known findings not shown)")


def test_paths_are_relative_to_the_root():
    source = SourceFile("a.msg.yaml", "x", Path("/r/shop/a.msg.yaml"))
    (command,), _ = log(finding("MSG106", "x", source.span()), root=Path("/r"))
    assert command[1]["file"] == "shop/a.msg.yaml"


def table(*found):
    return step_summary(found, Summary.of(found, files=3, messages=2), None)


def test_the_step_summary_holds_all_findings_errors_first():
    text = table(UNUSED, UNKNOWN)
    assert text == (
        "### msgc: 1 error, 1 warning in 3 files\n\n"
        "| | place | finding |\n| --- | --- | --- |\n"
        "| error MSG203 | templates/orders/shipped.msg.yaml&#58;4&#58;13 "
        "| There is no variable <code>nmae</code><br>Did you mean <code>name</code>? |\n"
        "| warning MSG210 | templates/orders/shipped.msg.yaml&#58;2&#58;3 "
        "| <code>name</code> is never used |\n"
    )
    assert len(table(*[UNKNOWN] * 30).splitlines()) == 34
    assert table() == ""


def test_nothing_in_a_finding_is_markup():
    row = table(ODD).splitlines()[-1]
    assert row.count("|") == 4
    cells = row.split("|")[2:4]
    for cell in cells:
        plain = re.sub(r"</?code>|<br>|&#\d+;", "", cell)
        assert not set(plain) & set("*_`[]<>&|\\#~@:!"), plain


@pytest.mark.parametrize("text", ["*a* _b_ [c](d) <b>e</b> # f | g \\ h", "https://a.nl @b ~~c~~"])
def test_a_reader_of_markdown_shows_the_words(text):
    said = table(finding("MSG106", f"X {text}", SourceFile("a", "x").span()))
    console = Console(width=200, color_system=None)
    with console.capture() as captured:
        console.print(Markdown(said.splitlines()[-1].split(" | ")[-1].removesuffix(" |")))
    assert captured.get().strip() == f"X {text}"


def test_a_summary_is_no_larger_than_github_takes():
    long = replace(UNKNOWN, message="x" * 9_000)
    text = table(*[long] * 200)
    assert len(text.encode()) < MOST_BYTES + 1_000
    rows = text.count("| error MSG203 |")
    assert 100 < rows < 200
    assert text.endswith(f"\nAnd {200 - rows} more, which are in the step's log.\n")

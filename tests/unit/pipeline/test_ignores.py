"""Comments that silence findings: where they stand, what they reach, and when they are idle."""

from __future__ import annotations

from pathlib import Path

import pytest
from catalog_help import codes, project, row

from msgc.source import SourceFile
from msgc.syntax.ignores import read_ignores

WHY = "our account takes it"
THREE = ["MSG1", "MSG2", "MSG3"]
LONG = "A button of 23 letters"
IGNORE = f"# msgc: ignore=MSG404 {WHY}"


def read(text: str) -> list[tuple[int, list[str], str]]:
    found = read_ignores(SourceFile("m", text))
    return [(each.line, [code.text for code in each.codes], each.reason) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"a: b # msgc: ignore=MSG1 {WHY}\n", (1, ["MSG1"], WHY)),
        (f"# msgc: ignore=MSG1 {WHY}\na: b\n", (2, ["MSG1"], WHY)),
        (f"a:\r\n  #msgc:ignore=MSG1,MSG2 , MSG3 {WHY}\r\n  b: c\r\n", (3, None, WHY)),
        (f"# msgc: ignore=MSG1 {WHY}\n# and why\na: b\n", (3, ["MSG1"], WHY)),
        (f"a: |  # msgc: ignore=MSG1 {WHY}\n  b\n", (1, ["MSG1"], WHY)),
        (f"a: |\n  b\n# msgc: ignore=MSG1 {WHY}\nc: d\n", (4, ["MSG1"], WHY)),
        ("a: b # msgc: ignore=MSG1\n", (1, ["MSG1"], "")),
        ("a: b # msgc: ignroe=MSG1 x\n", (1, [], "")),
        (f"a: {{ b # msgc: ignore=MSG1 {WHY}\n\tc", (1, ["MSG1"], WHY)),
    ],
)
def test_a_comment_is_read(text: str, expected: tuple[int, list[str] | None, str]) -> None:
    line, words, reason = expected
    assert read(text) == [(line, THREE if words is None else words, reason)]


@pytest.mark.parametrize(
    "text",
    [
        'a: "b # msgc: ignore=MSG1 x"\n',
        "a: 'b # msgc: ignore=MSG1 x'\n",
        "a: |\n  b\n  # msgc: ignore=MSG1 x\n",
        "a: b#msgc: ignore=MSG1 x\n",
        "# a comment\na: b\n",
    ],
)
def test_what_stands_in_a_text_is_none(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "message",
    [
        f"text: Hi\nactions:\n  - reply: {LONG}  {IGNORE}\n",
        f"text: Hi\nactions:\n  {IGNORE}\n  - reply: {LONG}\n",
    ],
)
def test_a_comment_silences_the_line_and_the_message_compiles(tmp_path: Path, message: str) -> None:
    opened = project(tmp_path, message)
    assert codes(opened) == []
    assert row(opened).payload


def test_it_silences_its_line_alone(tmp_path: Path) -> None:
    message = f"text: Hi\nactions:\n  - reply: {LONG}  {IGNORE}\n  - reply: {LONG}s\n"
    assert codes(project(tmp_path, message)) == ["MSG404"]


def test_it_silences_its_codes_alone(tmp_path: Path) -> None:
    both = "text: Hi\nactions:\n  {0}\n  - reply: 🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉\n"
    units = project(tmp_path, both.format(IGNORE), "units: utf16\n")
    assert codes(units) == ["MSG460"]
    comment = f"# msgc: ignore=MSG404,MSG460 {WHY}"
    assert codes(project(tmp_path, both.format(comment), "units: utf16\n")) == []


VARIABLE = (
    "vars: {{name: {{type: string, maxLength: 30}}}}\n"
    'text: Hi\nactions:\n  - reply: "{{{{ name }}}}"  {0}\n  - reply: Stop\n'
)


def test_a_row_may_break_what_is_ignored(tmp_path: Path) -> None:
    opened = project(tmp_path, VARIABLE.format(IGNORE))
    assert codes(opened) == []
    assert row(opened, name=LONG).payload
    assert [d.code for d in row(opened, name="Stop").found] == ["MSG513"]
    assert not row(project(tmp_path, VARIABLE.format("")), name=LONG).payload


def test_what_the_schema_refuses_stays_refused(tmp_path: Path) -> None:
    message = f'to: []  # msgc: ignore=MSG430 {WHY}\ntext: "{"a" * 4097}"\n'
    assert "MSG401" in codes(project(tmp_path, message))
    tags = ", ".join(f"t{n}" for n in range(11))
    message = f"tags: [{tags}]  # msgc: ignore=MSG437 {WHY}\ntext: Hi\n"
    assert "MSG310" in codes(project(tmp_path, message))


def test_a_comment_in_the_settings_reaches_every_message(tmp_path: Path) -> None:
    config = f'constants: {{label: "{LONG}"}}\n'
    opened = project(tmp_path, "text: Hi\n", f"# msgc: ignore=MSG435 {WHY}\n{config}")
    assert codes(opened) == ["MSG131"]
    (tmp_path / "msgc.yaml").write_text(
        f'defaults:\n  to: "+31612345678"\n  # msgc: ignore=MSG435 {WHY}\n  capFrequency: true\n'
    )
    assert codes(type(opened).open(tmp_path)) == []


def test_a_comment_in_a_base_is_used_where_any_message_uses_it(tmp_path: Path) -> None:
    base = f"capFrequency: true  # msgc: ignore=MSG435 {WHY}\n"
    own = "extends: _base\ntext: Hi\n"
    marketing = own + "meta: {extraInformation: {useCase: marketing}}\n"
    opened = project(tmp_path, own, n=marketing, _base=base)
    assert codes(opened) == []
    assert [d.code for d in opened.check(["n"])] == []
    assert codes(project(tmp_path, marketing, n=marketing, _base=base)) == ["MSG131"]


def test_a_locale_file_has_comments_of_its_own(tmp_path: Path) -> None:
    plain = "text: Hi\nactions: [{reply: A}]\n"
    dutch = f"actions:\n  - reply: {LONG}  {IGNORE}\n"
    assert codes(project(tmp_path, plain, **{"m.nl": dutch})) == []


@pytest.mark.parametrize(
    ("comment", "told"),
    [
        (IGNORE, "Nothing on line 1 is silenced by this MSG404"),
        ("# msgc: ignore=MSG404", "The ignore comment gives no reason"),
        ("# msgc: ignore=MSG301 x", "MSG301 can't be ignored"),
        ("# msgc: ignore=MSG203 x", "MSG203 can't be ignored"),
        ("# msgc: ignore=MSG4O4 x", "There is no code `MSG4O4`"),
        ("# msgc: MSG404 x", "The comment isn't one that msgc knows"),
    ],
)
def test_a_comment_that_does_nothing_is_told(tmp_path: Path, comment: str, told: str) -> None:
    found = project(tmp_path, f'text: "Hi"  {comment}\n').check()
    assert [(d.code, d.severity) for d in found] == [("MSG131", "warning")]
    assert found[0].message == told


def test_a_comment_without_a_reason_silences_nothing(tmp_path: Path) -> None:
    message = f"text: Hi\nactions:\n  - reply: {LONG}  # msgc: ignore=MSG404\n"
    assert sorted(codes(project(tmp_path, message))) == ["MSG131", "MSG404"]


def test_a_comment_is_not_idle_where_its_rule_is_not_run(tmp_path: Path) -> None:
    clock = f'scheduledFor: "2030-01-01T00:00:00Z"  # msgc: ignore=MSG434 {WHY}\ntext: Hi\n'
    opened = project(tmp_path, clock)
    assert codes(opened) == []
    assert opened.check() == []
    assert codes(project(tmp_path, f'channel: any\ntext: "Hi"  {IGNORE}\n')) == []
    assert codes(project(tmp_path, f'extends: nothing\ntext: "Hi"  {IGNORE}\n')) == ["MSG119"]


def test_a_warning_of_expressions_can_be_ignored(tmp_path: Path) -> None:
    message = f"vars:\n  name: string  # msgc: ignore=MSG210 {WHY}\ntext: Hi\n"
    assert codes(project(tmp_path, message)) == []

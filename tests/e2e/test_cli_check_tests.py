"""`msgc check` on tests: how they are written is judged, and none is run."""

from __future__ import annotations

from pathlib import Path

import pytest

import msgc
from tests.e2e.cache_help import Run
from tests.e2e.cli_help import Outcome, catalog, write
from tests.e2e.conftest import Call

HEAD = """\
vars: {phone: phone, name: string}
samples: {typical: {phone: "+31612345678", name: Ann}}
to: "{{ phone }}"
text: Hi {{ name }}
"""
INSIDE = """\
tests:
  misspelt:
    sampel: typical
  no pointer:
    sample: typical
    expect: {body/text: Hi}
  no code:
    row: {phone: "+31612345678"}
    finding: MSG056
"""
BESIDE = """\
no row:
  row: [Ann]
no sample:
  sample: typicla
  expect: {/body/text/text: Hi Ann}
"""
BY_CHECK = [
    ("templates/hello.msg.yaml", 7, 5, "MSG132", "A test has no key `sampel`"),
    ("templates/hello.msg.yaml", 10, 14, "MSG132", "`body/text` isn't a JSON pointer"),
    ("templates/hello.msg.yaml", 13, 14, "MSG132", "There is no code `MSG056`"),
    ("templates/hello.test.yaml", 2, 8, "MSG132", "`row` must be a mapping of variables"),
    ("templates/hello.test.yaml", 4, 11, "MSG132", "There is no sample `typicla`"),
    ("templates/helo.test.yaml", 1, 1, "MSG133", "`helo.test.yaml` has no message to belong to"),
]


@pytest.fixture
def hello(tmp_path: Path) -> Path:
    """A catalog with every fault that a test's writing can have, in each place it can have it."""
    messages = {
        "hello.msg.yaml": HEAD + INSIDE,
        "hello.test.yaml": BESIDE,
        "helo.test.yaml": "says hi: {sample: typical}\n",
        "orders/fine.msg.yaml": HEAD,
        "orders/fine.test.yaml": "says hi: {sample: typical}\n",
    }
    return catalog(tmp_path / "hello", messages, "channel: any\n")


def told(outcome: Outcome) -> list[tuple[str, int, int, str, str]]:
    found = outcome.document["diagnostics"]
    starts = [each["range"]["start"] for each in found]
    return [
        (each["file"], start["line"], start["column"], each["code"], each["message"])
        for each, start in zip(found, starts, strict=True)
    ]


def test_check_tells_how_tests_are_written_each_at_its_place(hello: Path, call: Call) -> None:
    outcome = call("check", "--format", "json", cwd=hello)
    assert (outcome.code, told(outcome)) == (1, BY_CHECK)


def test_it_is_what_msgc_test_says(hello: Path, call: Call) -> None:
    document = call("test", "--format", "json", cwd=hello).document
    found = [*document["diagnostics"], *(d for t in document["tests"] for d in t["diagnostics"])]
    assert {each["message"] for each in found} == {each[-1] for each in BY_CHECK}


def test_a_test_that_is_not_met_is_nothing_to_check(hello: Path, call: Call) -> None:
    text = "says bye: {sample: typical, expect: {/body/text/text: Bye}}\n"
    write(hello / "templates/orders/fine.test.yaml", text)
    assert call("check", "templates/orders", cwd=hello).code == 0
    assert call("test", "orders/fine", cwd=hello).code == 1


@pytest.mark.parametrize(
    ("path", "which"),
    [
        ("templates/hello.msg.yaml", slice(0, 5)),
        ("templates/hello.test.yaml", slice(0, 5)),
        ("templates/helo.test.yaml", slice(5, 6)),
        ("templates/orders", slice(0, 0)),
        ("templates/orders/fine.test.yaml", slice(0, 0)),
    ],
)
def test_of_a_path_its_own_faults_are_told(
    hello: Path, call: Call, path: str, which: slice
) -> None:
    assert told(call("check", path, "--format", "json", cwd=hello)) == BY_CHECK[which]


def test_a_folder_tells_of_its_orphans(hello: Path, call: Call) -> None:
    write(hello / "templates/orders/fien.test.yaml", "says hi: {sample: typical}\n")
    outcome = call("check", "templates/orders", "--format", "json", cwd=hello)
    assert [each[0] for each in told(outcome)] == ["templates/orders/fien.test.yaml"]


def test_a_named_test_file_is_called_as_it_was_given(hello: Path, call: Call) -> None:
    given = "hello/templates/helo.test.yaml"
    outcome = call("check", given, "--format", "json", cwd=hello.parent)
    assert [each[0] for each in told(outcome)] == [given]


def test_a_test_file_that_is_no_yaml_has_its_fault_at_its_place(hello: Path, call: Call) -> None:
    write(hello / "templates/orders/fine.test.yaml", "says hi: {sample: typical\n")
    outcome = call("check", "templates/orders", "--format", "json", cwd=hello)
    ((file, *_, code, _said),) = told(outcome)
    assert (file, code[:5]) == ("templates/orders/fine.test.yaml", "MSG10")


def test_a_base_tells_once_of_the_tests_that_nothing_runs(tmp_path: Path, call: Call) -> None:
    base = 'to: "+31612345678"\ntests: {says hi: {expect: {/body/text/text: Hi}}}\n'
    own = "extends: _base\ntext: Hi\n"
    messages = {"_base.msg.yaml": base, "one.msg.yaml": own, "two.msg.yaml": own}
    root = catalog(tmp_path / "based", messages, "")
    outcome = call("check", "--format", "json", cwd=root)
    assert [each[0] for each in told(outcome)] == ["templates/_base.msg.yaml"]


def test_rules_decide_of_faulty_tests(hello: Path, call: Call) -> None:
    write(hello / "msgc.yaml", "channel: any\nrules: {MSG132: warning, MSG133: off}\n")
    outcome = call("check", "--format", "json", cwd=hello)
    assert outcome.code == 0
    assert outcome.document["summary"]["warnings"] == 5


def test_faulty_tests_keep_no_message_from_being_compiled(hello: Path, call: Call) -> None:
    outcome = call("compile", "hello", "-o", "-", cwd=hello)
    assert outcome.code == 0
    assert '"Hi Ann"' in outcome.out


def test_python_is_told_the_same(hello: Path) -> None:
    found = msgc.Catalog.load(hello).check()
    assert [(each.code, each.message) for each in found] == [each[3:] for each in BY_CHECK]


def test_a_changed_test_file_is_checked_anew(run: Run, shop: Path) -> None:
    assert run("check").code == run("check").code == 0
    path = write(shop / "templates/menu.test.yaml", "picks: {rwo: {}}\n")
    assert "A test has no key `rwo`" in run("check").out
    write(path, "picks: {row: {}}\n")
    assert run("check").code == 0
    path.rename(shop / "templates/meun.test.yaml")
    assert "MSG133" in run("check").out

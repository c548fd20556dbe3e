"""`msgc test`: results, snapshots, coverage, and its reports."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.e2e.cli_help import catalog, write
from tests.e2e.conftest import Call

HEAD = """\
vars: {phone: phone, name: string, points: {optional: integer}, things: [string]}
samples:
  typical: {phone: "+31612345678", name: Ann, things: [a]}
to: "{{ phone }}"
text: |
  Hi {{ name }}{% if points %}, {{ points }} points{% endif %}
  {% for thing in things %}
  - {{ thing | upper if points else thing }}
  {% endfor %}
actions:
  - {reply: Yes}
  - {if: points, reply: Spend}
"""
TESTS = """\
tests:
  points are named:
    sample: typical
    row: {points: 3}
    expect:
      /body/text/text: {contains: 3 points}
      /body/text/actions: {count: 2}
    snapshot: true
  no name:
    row: {phone: "+31612345678", things: []}
    finding: MSG506
"""
FILE = "templates/hello.msg.yaml"


@pytest.fixture
def hello(tmp_path: Path) -> Path:
    return catalog(tmp_path / "hello", {"hello.msg.yaml": HEAD + TESTS}, "channel: any\n")


def test_a_snapshot_has_to_be_written_first(hello: Path, call: Call) -> None:
    outcome = call("test", cwd=hello)
    assert outcome.code == 1
    assert "`hello.snap.json` has no snapshot of `points are named`" in " ".join(
        outcome.out.split()
    )
    assert outcome.out.endswith("3 tests of 1 message: 2 passed, 1 failed\n")


def test_update_writes_snapshots_and_build_and_then_all_is_met(hello: Path, call: Call) -> None:
    assert call("test", "--update", cwd=hello).code == 0
    assert (hello / "templates/hello.snap.json").is_file()
    assert (hello / "build/hello/typical.json").is_file()
    again = call("test", "--update", cwd=hello)
    assert (again.code, again.err) == (0, "0 files written anew\n")
    assert call("test", cwd=hello).out == "3 tests of 1 message: 3 passed\n"


def test_a_change_is_told_of_sample_and_snapshot(hello: Path, call: Call) -> None:
    call("test", "--update", cwd=hello)
    write(hello / FILE, (HEAD + TESTS).replace("Hi {{", "Hello {{"))
    found = call("test", "--format", "json", cwd=hello).document
    codes = {each["name"]: [d["code"] for d in each["diagnostics"]] for each in found["tests"]}
    assert codes == {"typical": ["MSG135"], "points are named": ["MSG135"], "no name": []}
    assert found["summary"] == {"tests": 3, "passed": 1, "failed": 2}


def test_a_test_that_asks_for_no_snapshot_any_more_takes_it_away(hello: Path, call: Call) -> None:
    call("test", "--update", cwd=hello)
    write(hello / FILE, (HEAD + TESTS).replace("    snapshot: true\n", ""))
    assert call("test", "--update", cwd=hello).code == 0
    assert not (hello / "templates/hello.snap.json").exists()


def test_update_keeps_what_a_faulty_message_has(hello: Path, call: Call) -> None:
    call("test", "--update", cwd=hello)
    write(hello / FILE, HEAD.replace("name }}", "nmae }}", 1))
    outcome = call("test", "--update", cwd=hello)
    assert (outcome.code, "MSG203" in outcome.out) == (1, True)
    assert (hello / "build/hello/typical.json").is_file()
    assert (hello / "templates/hello.snap.json").is_file()


def test_cover_names_what_no_row_takes(hello: Path, call: Call) -> None:
    write(hello / FILE, HEAD)
    out = call("test", "--cover", cwd=hello).out
    assert "templates/hello.msg.yaml:6:22: `points` was never true" in out
    assert "templates/hello.msg.yaml:12:10: `points` was never true" in out
    assert "never went round" not in out
    assert "4 of 7 branches taken (57%)" in out


def test_cover_is_whole_with_the_tests(hello: Path, call: Call) -> None:
    call("test", "--update", cwd=hello)
    document = call("test", "--cover", "--format", "json", cwd=hello).document
    assert document["coverage"] == [{"message_name": "hello", "branches": 7, "missed": []}]


def test_a_loop_over_nothing_isnt_covered(hello: Path, call: Call) -> None:
    write(hello / FILE, HEAD.replace("[a]", "[]"))
    out = call("test", "--cover", cwd=hello).out
    assert "templates/hello.msg.yaml:7:19: `things` never went round" in out


def test_junit_has_a_suite_for_each_message(hello: Path, call: Call) -> None:
    outcome = call("test", "--format", "junit", cwd=hello)
    root = ElementTree.fromstring(outcome.out)
    assert (root.attrib["tests"], root.attrib["failures"]) == ("3", "1")
    assert [suite.attrib["name"] for suite in root] == ["hello"]
    (failed,) = (case for case in root.iter("testcase") if len(case))
    assert failed.attrib["name"] == "points are named"
    assert failed[0].attrib["type"] == "MSG135"


def test_a_file_beside_the_message_holds_tests_of_its_locale(hello: Path, call: Call) -> None:
    write(hello / FILE, HEAD)
    write(hello / "templates/hello.nl.msg.yaml", "text: Hoi {{ name }}\n")
    tests = "hoi:\n  sample: typical\n  expect: {/body/text/text: Hoi Ann}\n"
    write(hello / "templates/hello.nl.test.yaml", tests)
    assert call("test", cwd=hello).out == "2 tests of 1 message: 2 passed\n"


def test_two_tests_of_a_name_are_a_fault(hello: Path, call: Call) -> None:
    write(hello / "templates/hello.test.yaml", "no name: {row: {}, finding: MSG506}\n")
    outcome = call("test", cwd=hello)
    assert outcome.code == 1
    assert "The message has another test `no name`" in outcome.out


def test_a_test_file_that_doesnt_parse_is_told(hello: Path, call: Call) -> None:
    write(hello / "templates/hello.test.yaml", "a: [\n")
    outcome = call("test", cwd=hello)
    assert (outcome.code, "MSG10" in outcome.out) == (1, True)


def test_only_what_is_named_is_tested(hello: Path, call: Call) -> None:
    write(hello / "templates/other.msg.yaml", 'to: "+31612345678"\ntext: Hi\n')
    assert call("test", "other", cwd=hello).out == "1 test of 1 message: 1 passed\n"
    assert call("test", "othre", cwd=hello).code == 2


def test_values_are_held_to_as_the_payload_has_them(hello: Path, call: Call) -> None:
    tests = """\
tests:
  digits:
    row: {phone: "+31612345678", name: 0042, things: []}
    expect:
      /body/text/text: Hi 0042
      /receiver/contacts: [{identifierKey: phonenumber, identifierValue: +31612345678}]
  block:
    sample: typical
    expect:
      /body/text/text: |
        Hi Ann
        - a
"""
    write(hello / FILE, HEAD + tests)
    outcome = call("test", cwd=hello)
    assert outcome.out == "3 tests of 1 message: 3 passed\n"

"""`msgc check --format` and `--baseline`: what a CI gets, and when it fails."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.e2e.cli_help import FAULTY, PAYLOAD, catalog, msgc, write
from tests.e2e.conftest import Call

UNUSED = "vars: {phone: phone, x: string}\ntext: Hi\n"
FIXABLE = 'to: "+31612345678"\ntext: {{ name }}, hello\n'
TOLD = ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE", "CI_PROJECT_DIR")
BASE = "msgc-baseline.json"


@pytest.fixture(autouse=True)
def _no_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in TOLD:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def bad(shop: Path) -> Path:
    """A catalog with one error and one warning."""
    write(shop / "templates/bad.msg.yaml", FAULTY)
    write(shop / "templates/unused.msg.yaml", UNUSED)
    return shop


def paths_of(name: str, text: str) -> set[str]:
    """The files that a report names."""
    if name == "github":
        commands = [line.split("file=")[1] for line in text.splitlines() if line.startswith("::")]
        return {command.split(",")[0] for command in commands}
    report = json.loads(text)
    if name == "gitlab":
        return {issue["location"]["path"] for issue in report}
    if name == "rdjson":
        return {each["location"]["path"] for each in report["diagnostics"]}
    places = [result["locations"][0] for result in report["runs"][0]["results"]]
    return {place["physicalLocation"]["artifactLocation"]["uri"] for place in places}


WITH_PATHS = ("sarif", "github", "gitlab", "rdjson")


@pytest.mark.parametrize("name", [*WITH_PATHS, "junit"])
def test_every_format_tells_both_findings_and_fails(bad: Path, call: Call, name: str) -> None:
    outcome = call("check", "--format", name, cwd=bad)
    assert (outcome.code, outcome.err) == (1, "")
    assert "MSG211" in outcome.out and "MSG210" in outcome.out


@pytest.mark.parametrize("name", [*WITH_PATHS, "junit"])
def test_every_format_reports_a_clean_catalog(shop: Path, call: Call, name: str) -> None:
    outcome = call("check", "-q", "--format", name, cwd=shop)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.endswith("\n")


@pytest.mark.parametrize("name", WITH_PATHS)
def test_paths_are_those_of_the_checkout(
    bad: Path, call: Call, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = {"templates/bad.msg.yaml", "templates/unused.msg.yaml"}
    in_shop = {f"shop/{each}" for each in names}
    assert paths_of(name, call("check", "--format", name, cwd=bad).out) == names
    outside = call("-C", "shop", "check", "--format", name, cwd=bad.parent)
    assert paths_of(name, outside.out) == in_shop
    for variable in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.setenv(variable, str(bad.parent))
        assert paths_of(name, call("check", "--format", name, cwd=bad).out) == in_shop
        monkeypatch.setenv(variable, str(bad / "elsewhere"))
        assert paths_of(name, call("check", "--format", name, cwd=bad).out) == names
        monkeypatch.delenv(variable)


def test_a_payload_file_has_its_path_and_its_case(tmp_path: Path, call: Call) -> None:
    write(tmp_path / "p/payload.json", PAYLOAD)
    words = ("check", "p/payload.json", "--format")
    assert paths_of("gitlab", call(*words, "gitlab", cwd=tmp_path).out) == {"p/payload.json"}
    report = ET.fromstring(call(*words, "junit", cwd=tmp_path).out)
    assert [case.get("name") for case in report.iter("testcase")] == ["p/payload.json"]


def test_junit_has_a_case_for_each_message(shop: Path, call: Call) -> None:
    report = ET.fromstring(call("check", "--format", "junit", cwd=shop).out)
    names = [case.get("name") for case in report.iter("testcase")]
    assert names == ["menu", "orders/noted", "orders/shipped", "plain"]
    assert not list(report.iter("failure"))


def test_github_is_chosen_under_github_actions(bad: Path) -> None:
    assert msgc("check", cwd=bad, GITHUB_ACTIONS="true").out.startswith("::error file=")
    assert not msgc("check", cwd=bad, GITHUB_ACTIONS="false").out.startswith("::")
    asked = msgc("check", "--format", "text", cwd=bad, GITHUB_ACTIONS="true")
    assert asked.out.startswith("error[MSG211]")
    assert asked.code == 1


def test_the_step_summary_is_added_to_githubs_file(
    bad: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = write(bad.parent / "summary.md", "before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    call("check", cwd=bad)
    assert page.read_text() == "before\n"
    for number in range(12):
        write(bad / f"templates/bad{number}.msg.yaml", FAULTY)
    outcome = call("check", "--format", "github", cwd=bad)
    assert outcome.out.count("::error ") == 10
    assert page.read_text().startswith("before\n### msgc: 13 errors, 1 warning in ")
    assert page.read_text().count("| error MSG211 |") == 13


def test_a_step_summary_that_cant_be_written_hides_nothing(
    bad: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(bad))
    outcome = call("check", "--format", "github", cwd=bad)
    assert outcome.code == 1
    assert "::error " in outcome.out
    assert "The step summary can't be written" in outcome.err


def test_a_first_run_writes_the_baseline_and_passes(bad: Path, call: Call) -> None:
    outcome = call("check", "--baseline", BASE, "--fail-on", "warning", cwd=bad)
    assert outcome.code == 0
    assert f"Wrote 2 known findings to {BASE}" in outcome.err
    assert outcome.out == "6 messages checked, nothing new (2 known findings not shown)\n"
    codes = [each["code"] for each in json.loads((bad / BASE).read_text())["findings"]]
    assert codes == ["MSG211", "MSG210"]


def test_later_runs_show_and_fail_on_what_is_new_alone(bad: Path, call: Call) -> None:
    words = ("check", "--baseline", BASE, "--format", "json")
    call(*words, cwd=bad)
    before = (bad / BASE).read_text()
    write(bad / "templates/bad.msg.yaml", "# one line more\n" + FAULTY)
    assert call(*words, cwd=bad).code == 0
    write(bad / "templates/new.msg.yaml", FAULTY)
    outcome = call(*words, cwd=bad)
    assert outcome.code == 1
    assert [each["message_name"] for each in outcome.document["diagnostics"]] == ["new"]
    assert outcome.document["summary"] | {"files": 0} == {
        "errors": 1,
        "warnings": 0,
        "files": 0,
        "known": 2,
    }
    assert (outcome.err, (bad / BASE).read_text()) == ("", before)


@pytest.mark.parametrize("name", ["text", *WITH_PATHS, "junit"])
def test_no_format_shows_what_is_known(bad: Path, call: Call, name: str) -> None:
    call("check", "--baseline", BASE, cwd=bad)
    outcome = call("check", "--baseline", BASE, "--format", name, cwd=bad)
    assert outcome.code == 0
    assert "MSG211" not in outcome.out


def test_what_is_gone_is_told_and_taken_out(bad: Path, call: Call) -> None:
    call("check", "--baseline", BASE, cwd=bad)
    (bad / "templates/bad.msg.yaml").unlink()
    outcome = call("check", "--baseline", BASE, cwd=bad)
    assert outcome.code == 0
    assert "1 known finding is gone" in outcome.err and "--write-baseline" in outcome.err
    assert call("check", "--baseline", BASE, "--write-baseline", cwd=bad).code == 0
    outcome = call("check", "--baseline", BASE, cwd=bad)
    assert outcome.err == ""
    assert "1 known finding not shown" in outcome.out


def test_a_second_one_that_is_alike_is_new(bad: Path, call: Call) -> None:
    one = 'vars: {phone: phone}\ntext: "Hi {{ nmae }}"\n'
    write(bad / "templates/bad.msg.yaml", one)
    call("check", "--baseline", BASE, cwd=bad)
    write(bad / "templates/bad.msg.yaml", one.replace("}}", "}} {{ nmae }}"))
    outcome = call("check", "--baseline", BASE, "--format", "json", cwd=bad)
    assert outcome.code == 1
    assert outcome.document["summary"]["known"] == 2
    assert [each["code"] for each in outcome.document["diagnostics"]] == ["MSG203"]


def test_a_baseline_of_the_catalog_serves_a_part_of_it(bad: Path, call: Call) -> None:
    call("check", "--baseline", BASE, cwd=bad)
    part = ("check", "templates/bad.msg.yaml", "--baseline", BASE)
    outcome = call(*part, cwd=bad)
    assert (outcome.code, outcome.err) == (0, "")
    assert (
        call(
            "check", "shop/templates/bad.msg.yaml", "--baseline", f"shop/{BASE}", cwd=bad.parent
        ).code
        == 0
    )
    write(bad / "templates/bad.msg.yaml", UNUSED)
    assert "1 known finding is gone" in call(*part, cwd=bad).err
    assert call(*part, "--write-baseline", cwd=bad).code == 0
    names = [each["file"] for each in json.loads((bad / BASE).read_text())["findings"]]
    assert names == ["templates/bad.msg.yaml", "templates/unused.msg.yaml"]


def test_a_baseline_may_stand_anywhere(bad: Path, call: Call) -> None:
    (bad / "ci").mkdir()
    call("check", "--baseline", "ci/known.json", cwd=bad)
    outcome = call("-C", "shop", "check", "--baseline", "shop/ci/known.json", cwd=bad.parent)
    assert (outcome.code, outcome.err) == (0, "")


@pytest.mark.parametrize("text", ["", "[]", '{"version": 9, "findings": []}'])
def test_what_is_no_baseline_is_exit_2(bad: Path, call: Call, text: str) -> None:
    write(bad / BASE, text)
    outcome = call("check", "--baseline", BASE, cwd=bad)
    assert (outcome.code, outcome.out) == (2, "")
    assert BASE in outcome.err


def test_bytes_that_are_no_baseline_are_exit_2(bad: Path, call: Call) -> None:
    (bad / BASE).write_bytes(b"\xff")
    assert call("check", "--baseline", BASE, cwd=bad).code == 2


def test_write_baseline_needs_a_file(bad: Path, call: Call) -> None:
    assert call("check", "--write-baseline", cwd=bad).code == 2


def test_fixes_come_before_the_baseline(tmp_path: Path, call: Call) -> None:
    shop = catalog(tmp_path / "s", {"a.msg.yaml": FIXABLE})
    assert call("check", "--fix", "--baseline", BASE, cwd=shop).code == 0
    assert json.loads((shop / BASE).read_text())["findings"] == []

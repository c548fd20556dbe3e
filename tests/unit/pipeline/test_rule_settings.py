"""`rules`, `units` and `channel` in `msgc.yaml`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from catalog_help import NOW, codes, found, project, row

from msgc.facts.limits import has_one_limit, limit_of, with_limit
from msgc.facts.platform import platform_rows
from msgc.pipeline.payloads import check_payload_file
from msgc.pipeline.platform import configured, rules_for

LONG = "text: Hi\nactions: [{reply: A button of 23 letters}]\n"
VARIABLE = (
    'vars: {name: {type: string, maxLength: 30}}\ntext: Hi\nactions: [{reply: "{{ name }}"}]\n'
)
NAME = "Bartholomew the Third"


def test_a_rules_severity_is_that_of_the_settings(tmp_path: Path) -> None:
    assert found(project(tmp_path, LONG)) == [("MSG404", "error")]
    assert found(project(tmp_path, LONG, "rules: {MSG404: warning}\n")) == [("MSG404", "warning")]
    assert found(project(tmp_path, LONG, "rules: {MSG404: off}\n")) == []


@pytest.mark.parametrize(("setting", "sent"), [("warning", True), ("off", True), ("error", False)])
def test_a_row_is_rejected_by_errors_alone(tmp_path: Path, setting: str, sent: bool) -> None:
    opened = project(tmp_path, VARIABLE, f"rules: {{MSG404: {setting}}}\n")
    result = row(opened, name=NAME)
    assert (result.payload is not None) is sent
    assert [d.code for d in result.found] == ([] if sent else ["MSG513"])


def test_a_rejected_row_names_the_rule(tmp_path: Path) -> None:
    (told,) = row(project(tmp_path, VARIABLE), name=NAME).found
    assert told.help is not None
    assert told.help.endswith("(MSG404)")
    assert told.pointer == "/body/text/actions/0/reply/text"


def test_a_limit_replaces_the_platforms(tmp_path: Path) -> None:
    assert codes(project(tmp_path, LONG, "rules: {MSG404: {limit: 23}}\n")) == []
    config = "rules: {MSG404: {severity: warning, limit: 21}}\n"
    (told,) = project(tmp_path, LONG, config).check()
    assert (told.severity, "may have 21" in told.message) == ("warning", True)


def test_a_limit_holds_for_rows_too(tmp_path: Path) -> None:
    assert row(project(tmp_path, VARIABLE, "rules: {MSG404: {limit: 30}}\n"), name=NAME).payload
    assert not row(project(tmp_path, VARIABLE, "rules: {MSG404: {limit: 20}}\n"), name=NAME).payload


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("MSG404: {limit: -1}", "MSG125"),
        ("MSG404: {limit: 2.5}", "MSG125"),
        ('MSG404: {limit: "20"}', "MSG125"),
        ("MSG404: {limit: true}", "MSG125"),
        ("MSG404: {severity: fatal}", "MSG125"),
        ("MSG404: {most: 3}", "MSG110"),
        ("MSG441: {limit: 3}", "MSG125"),
        ("MSG301: {limit: 3}", "MSG125"),
        ("MSG404: [off]", "MSG125"),
        ("MSG4040: off", "MSG110"),
    ],
)
def test_a_wrong_setting_is_told(tmp_path: Path, rule: str, code: str) -> None:
    assert codes(project(tmp_path, "text: Hi\n", f"rules: {{{rule}}}\n")) == [code]


def test_units_switch_what_lengths_count(tmp_path: Path) -> None:
    emoji = "text: Hi\nactions: [{reply: 🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉}]\n"
    assert found(project(tmp_path, emoji)) == [("MSG460", "warning")]
    utf16 = found(project(tmp_path, emoji, "units: utf16\n"))
    assert sorted(utf16) == [("MSG404", "error"), ("MSG460", "warning")]
    assert codes(project(tmp_path, emoji, "units: bytes\n")) == ["MSG125", "MSG460"]


def test_units_hold_for_rows_too(tmp_path: Path) -> None:
    assert row(project(tmp_path, VARIABLE), name="🎉" * 11).payload
    assert not row(project(tmp_path, VARIABLE, "units: utf16\n"), name="🎉" * 11).payload


@pytest.mark.parametrize("where", ["catalog", "message"])
def test_the_channel_any_leaves_the_rules_out(tmp_path: Path, where: str) -> None:
    catalog, message = ("channel: any\n", "") if where == "catalog" else ("", "channel: any\n")
    opened = project(tmp_path, message + LONG, catalog)
    assert codes(opened) == []
    opened = project(tmp_path, message + VARIABLE, catalog)
    assert row(opened, name=NAME).payload


def test_the_channel_any_leaves_the_rules_out_of_payload_files(tmp_path: Path) -> None:
    path = tmp_path / "p.ndjson"
    path.write_text(
        '{"receiver": {"contacts": [{"id": "a"}, {"id": "b"}]}, "scheduledFor": '
        '"2030-01-01T00:00:00Z", "body": {"type": "text", "text": {"text": "a"}}}\n'
    )
    told = [(d.code, d.payload) for d in check_payload_file(path, "p", NOW)]
    assert told == [("MSG430", 1), ("MSG434", 1)]
    assert check_payload_file(path, "p", NOW, "any") == []


def test_a_row_that_is_off_holds_only_where_it_is_asked_for():
    off = [row.code for row in platform_rows() if row.severity == "off"]
    assert off
    assert not {rule.code for rule in rules_for("whatsapp")} & set(off)
    asked = configured(platform_rows(), {off[0]: "warning"}, {}, "0.1.0")
    assert [row.severity for row in asked if row.code == off[0]] == ["warning"]


def test_a_rule_that_comes_with_a_release_is_a_warning_in_it():
    new = replace(platform_rows()[0], since="0.5")

    def severity(version: str, severities: dict[str, str] | None = None) -> str:
        return next(configured([new], severities or {}, {}, version)).severity

    assert severity("0.5.0") == severity("0.5.3") == "warning"
    assert severity("0.6.0") == severity("0.4.9") == severity("0.50.0") == "error"
    assert severity("0.5.0", {new.code: "error"}) == "error"


def test_a_limit_is_the_one_number_of_an_argument():
    by_id = {row.id: row for row in platform_rows()}
    assert limit_of(by_id["text-length"]) == 4096
    assert limit_of(by_id["list-rows"]) == 10
    before, after = by_id["list-rows"], with_limit(by_id["list-rows"], 25)
    assert after.argument == {**before.argument, "most": 25}
    assert limit_of(by_id["latest-version"]) is None
    assert with_limit(by_id["media-host"], 3) == by_id["media-host"]
    assert not has_one_limit(platform_rows(), "MSG420")

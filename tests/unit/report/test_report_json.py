from __future__ import annotations

import json
from dataclasses import replace

from report_help import SHIPPED, at

from msgc.diagnostics import Edit, Fix, Label, finding
from msgc.report import FORMATS
from msgc.report.json import diagnostic_dict, render_json
from msgc.report.summary import Summary
from msgc.source import SourceFile

FOUND = finding("MSG203", "There is no variable `nmae`", at(SHIPPED, "nmae"))


def test_the_document():
    found = replace(
        FOUND,
        help="Did you mean `name`?",
        pointer="/body/text/text",
        message_name="orders/shipped",
    )
    text = render_json([found], Summary.of([found], files=1, messages=1))
    expected = {
        "version": 1,
        "diagnostics": [
            {
                "code": "MSG203",
                "severity": "error",
                "message": "There is no variable `nmae`",
                "help": "Did you mean `name`?",
                "file": "templates/orders/shipped.msg.yaml",
                "range": {
                    "start": {"line": 4, "column": 13},
                    "end": {"line": 4, "column": 17},
                },
                "pointer": "/body/text/text",
                "message_name": "orders/shipped",
                "sample": None,
            }
        ],
        "summary": {"errors": 1, "warnings": 0, "files": 1},
    }
    assert text == json.dumps(expected, indent=2) + "\n"


def test_what_is_absent_is_null_or_left_out():
    written = diagnostic_dict(FOUND)
    assert written["help"] is written["pointer"] is written["message_name"] is None
    assert list(written)[-1] == "sample"


def test_payload_row_labels_and_fix_follow_where_present():
    span = at(SHIPPED, "nmae")
    labels = (Label(at(SHIPPED, "name"), "declared here"),)
    found = replace(FOUND, payload=2, row=17, labels=labels, fix=Fix(span, "name"))
    more = dict(list(diagnostic_dict(found).items())[9:])
    place = {
        "file": "templates/orders/shipped.msg.yaml",
        "range": {"start": {"line": 2, "column": 3}, "end": {"line": 2, "column": 7}},
    }
    assert list(more) == ["payload", "row", "labels", "fix"]
    assert (more["payload"], more["row"]) == (2, 17)
    assert more["labels"] == [{**place, "message": "declared here"}]
    assert more["fix"]["text"] == "name"
    assert more["fix"]["range"]["end"] == {"line": 4, "column": 17}


def test_a_fix_of_several_edits_names_them_all():
    fix = Fix(at(SHIPPED, "nmae"), "", (Edit(at(SHIPPED, "name"), "nmae"),))
    written = diagnostic_dict(replace(FOUND, fix=fix))["fix"]
    first, second = written, written["more"][0]
    assert len(written["more"]) == 1
    assert (first["text"], second["text"]) == ("nmae", "")
    assert first["range"]["start"] == {"line": 2, "column": 3}
    assert second["range"]["start"] == {"line": 4, "column": 13}


def test_columns_count_code_points_and_a_files_own_fault_stands_at_its_start():
    source = SourceFile("a", "👍🏽e\u0301\tx")
    start = diagnostic_dict(finding("MSG101", "x", source.span(5, 6)))["range"]
    assert start == {"start": {"line": 1, "column": 6}, "end": {"line": 1, "column": 7}}
    own = diagnostic_dict(finding("MSG100", "x", SourceFile("a", "").span()))["range"]
    assert own == {"start": {"line": 1, "column": 1}, "end": {"line": 1, "column": 1}}


def test_text_is_utf8_and_what_a_terminal_could_act_on_is_escaped():
    said = "日本 é \x1b \x9b \u202e \ud83d \U000e0041"
    text = render_json([replace(FOUND, message=said)], Summary(1, 0, 1, 1))
    assert "日本 é \\u001b \\u009b \\u202e \\ud83d \\udb40\\udc41" in text
    assert json.loads(text)["diagnostics"][0]["message"] == said
    assert text.encode("utf-8")


def test_every_format_is_called_alike():
    summary = Summary.of([FOUND], files=1, messages=1)
    for name, render in FORMATS.items():
        text = render([FOUND], color=False, width=80, summary=summary)
        assert "There is no variable `nmae`" in text, name
        assert text.endswith("\n")
    assert list(FORMATS) == ["text", "json", "sarif", "github", "junit", "gitlab", "rdjson"]


def test_what_a_baseline_held_back_is_counted():
    text = render_json([FOUND], Summary.of([FOUND], files=1, messages=1, known=12))
    assert json.loads(text)["summary"] == {"errors": 1, "warnings": 0, "files": 1, "known": 12}

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from ci_help import EVIL, FOUND, ODD, OWN_FAULT, UNKNOWN, UNUSED, rendered
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Failure, JUnitXml

from msgc.diagnostics import finding
from msgc.report.cells import visible
from msgc.report.xml import element, text_content
from msgc.source import SourceFile

# What junit-10.xsd of Jenkins' xUnit plugin lets stand in each element: children, attributes.
ALLOWED = {
    "testsuites": ({"testsuite"}, {"name", "time", "tests", "failures", "errors"}),
    "testsuite": (
        {"testcase", "properties", "system-out", "system-err"},
        {"name", "time", "tests", "failures", "errors", "skipped", "timestamp", "hostname", "file"},
    ),
    "testcase": (
        {"failure", "skipped", "system-out", "system-err"},
        {"name", "time", "classname", "group"},
    ),
    "failure": (set(), {"type", "message"}),
    "system-out": (set(), set()),
}
REQUIRED = {"testsuite": {"name", "tests", "failures", "errors"}, "testcase": {"name"}}


def cases(*found, **more):
    text = rendered("junit", found, **more)
    for each in ET.fromstring(text).iter():
        children, attributes = ALLOWED[each.tag]
        assert {child.tag for child in each} <= children
        assert REQUIRED.get(each.tag, set()) <= set(each.attrib) <= attributes
    report = JUnitXml.fromstring(text.encode())
    (suite,) = report
    assert suite.tests == report.tests == len(list(suite))
    assert suite.failures == report.failures == sum(not case.is_passed for case in suite)
    return {case.name: case for case in suite}


def test_a_message_is_a_case_and_so_is_a_file_whose_findings_belong_to_none():
    found = cases(UNKNOWN, OWN_FAULT)
    assert list(found) == ["msgc.yaml", "orders/noted", "orders/shipped"]
    assert found["orders/noted"].is_passed
    assert not found["orders/shipped"].is_passed
    assert not found["msgc.yaml"].is_passed


def test_nothing_found_is_all_passed():
    assert [case.is_passed for case in cases().values()] == [True, True]
    assert cases(names=()) == {}


def test_a_failure_tells_all_errors():
    (failure,) = cases(UNKNOWN, replace(UNKNOWN, message="Another"))["orders/shipped"].result
    assert isinstance(failure, Failure)
    assert failure.type == "MSG203"
    assert failure.message == "There is no variable `nmae` (and 1 more)"
    assert failure.text == (
        "templates/orders/shipped.msg.yaml:4:13: error[MSG203]: There is no variable `nmae`\n"
        "    Did you mean `name`?\n"
        "templates/orders/shipped.msg.yaml:4:13: error[MSG203]: Another\n"
        "    Did you mean `name`?"
    )


def test_warnings_alone_fail_nothing_and_are_told():
    case = cases(UNUSED)["orders/shipped"]
    assert case.is_passed
    assert case.system_out == (
        "templates/orders/shipped.msg.yaml:2:3: warning[MSG210]: `name` is never used"
    )


def test_marks_and_control_characters_are_no_fault():
    found = cases(*FOUND)
    (failure,) = found[ODD.span.source.name.replace("\n", "\\n")].result
    assert "<b>&amp;</b> ]]> \\u0000\\u001b[2J \\u0085" in failure.text
    assert "\\ufffe \\ud83d" in failure.message


@given(st.text(st.characters() | st.sampled_from(EVIL)))
def test_any_text_is_an_attribute_and_a_content(text):
    read = ET.fromstring(element("a", {"b": text}, text_content(text)).encode("utf-8"))
    shown = visible(text).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
    assert (read.text or "") == shown
    assert read.attrib["b"] == shown.replace("\n", "\\n")


@pytest.mark.parametrize("text", ["a<b>&\"'c", "x ]]> y", "日本 👍🏽", " two  spaces "])
def test_what_xml_can_hold_is_read_back(text):
    read = ET.fromstring(element("a", {"b": text}, text_content(text)))
    assert (read.text, read.attrib["b"]) == (text, text)


def test_a_payload_file_is_a_case():
    source = SourceFile("payload.json", "{}")
    found = cases(finding("MSG302", "`body` is missing", source.span()), names=("payload.json",))
    assert not found["payload.json"].is_passed

from __future__ import annotations

import pytest
from ci_help import CI, FOUND, ODD, SECRET, UNKNOWN, as_warning, of_a_row, rendered

from msgc.report import FORMATS
from msgc.report.public import public_fix, public_help, public_labels, public_sentence
from msgc.report.step_summary import step_summary
from msgc.report.summary import Summary

ROW = of_a_row()


def test_a_finding_of_a_file_says_what_it_says():
    assert public_sentence(UNKNOWN) == "There is no variable `nmae`"
    assert public_help(UNKNOWN) == "Did you mean `name`?"
    assert public_labels(UNKNOWN) == UNKNOWN.labels
    assert public_fix(UNKNOWN) == UNKNOWN.fix


def test_a_finding_of_a_row_says_its_title_and_its_row():
    assert public_sentence(ROW) == "The value doesn't fit the variable's type (row 17)"
    assert (public_help(ROW), public_labels(ROW), public_fix(ROW)) == (None, (), None)


@pytest.mark.parametrize("name", CI)
def test_a_recipients_value_never_gets_into_a_cis_report(name):
    many = [ROW] * 12
    assert SECRET not in rendered(name, many)
    assert SECRET not in rendered(name, [as_warning(each) for each in many])
    assert "MSG507" in rendered(name, many)


def test_a_recipients_value_never_gets_into_the_step_summary():
    assert SECRET not in step_summary([ROW], Summary.of([ROW], files=1, messages=1), None)


def test_the_ones_who_run_it_do_see_the_value():
    assert SECRET in rendered("text", [ROW])
    assert SECRET in rendered("json", [ROW])


def test_every_format_is_a_cis_or_a_persons():
    assert set(FORMATS) == {"text", "json", *CI}


@pytest.mark.parametrize("name", FORMATS)
def test_reports_end_their_last_line_and_can_be_written_as_utf8(name):
    for found in (FOUND, ()):
        text = rendered(name, found)
        assert text.endswith("\n")
        assert text.encode("utf-8")


@pytest.mark.parametrize("name", CI)
def test_nothing_in_a_cis_report_acts_on_a_terminal(name):
    said = rendered(name, [ODD])
    assert not set(said) & set("\x00\x1b\r\x85\u2028\u202e\ud83d"), name

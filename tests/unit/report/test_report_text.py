from __future__ import annotations

from dataclasses import replace

from report_help import SHIPPED, at, drawn, shown

from msgc.diagnostics import Edit, Fix, Label, Severity, finding
from msgc.report.summary import Summary, summary_line
from msgc.report.text import render_text
from msgc.source import SourceFile

UNKNOWN = finding(
    "MSG203", "There is no variable `nmae`", at(SHIPPED, "nmae"), help="Did you mean `name`?"
)
CONFIG = SourceFile("msgc.yaml", "constants:\n  name: Acme\n")


def test_a_finding_shows_its_place_its_words_and_its_help():
    assert shown(UNKNOWN) == (
        "error[MSG203]: There is no variable `nmae`\n"
        " --> templates/orders/shipped.msg.yaml:4:13\n"
        "  |\n"
        "4 | text: Hi {{ nmae }}, your order is on its way.\n"
        "  |             ^^^^\n"
        "  |\n"
        "  = help: Did you mean `name`?\n"
        "\n"
        "1 error in 1 file"
    )


def test_labels_stand_below_with_their_own_line_and_file():
    labels = (
        Label(at(SHIPPED, "name"), "declared here"),
        Label(at(CONFIG, "name"), "a constant of the same name"),
    )
    assert shown(replace(UNKNOWN, labels=labels, help=None)) == (
        "error[MSG203]: There is no variable `nmae`\n"
        " --> templates/orders/shipped.msg.yaml:4:13\n"
        "  |\n"
        "4 | text: Hi {{ nmae }}, your order is on its way.\n"
        "  |             ^^^^\n"
        "  |\n"
        "2 |   name: string\n"
        "  |   ---- declared here\n"
        " ::: msgc.yaml:2:3\n"
        "  |\n"
        "2 |   name: Acme\n"
        "  |   ---- a constant of the same name\n"
        "\n"
        "1 error in 1 file"
    )


def test_a_label_on_the_same_line_does_not_repeat_it():
    label = Label(at(SHIPPED, "text"), "in this text")
    assert shown(replace(UNKNOWN, labels=(label,), help=None)) == (
        "error[MSG203]: There is no variable `nmae`\n"
        " --> templates/orders/shipped.msg.yaml:4:13\n"
        "  |\n"
        "4 | text: Hi {{ nmae }}, your order is on its way.\n"
        "  |             ^^^^\n"
        "  | ---- in this text\n"
        "\n"
        "1 error in 1 file"
    )


def test_help_keeps_its_lines_and_indentation():
    help = "Declare it:\nvars:\n  order:\n    id: string"
    assert shown(replace(UNKNOWN, help=help)).split("\n")[6:10] == [
        "  = help: Declare it:",
        "          vars:",
        "            order:",
        "              id: string",
    ]


def test_long_sentences_are_wrapped_under_themselves():
    words = "the name of a variable that is nowhere declared, and so on, until the line is full"
    long = finding("MSG210", words, SHIPPED.span(), help=f"Or is it {words}?")
    lines = shown(long).split("\n")
    assert lines[:2] == [
        "warning[MSG210]: The name of a variable that is nowhere declared, and so on,",
        "                 until the line is full",
    ]
    assert lines[7:9] == [
        "  = help: Or is it the name of a variable that is nowhere declared, and so on,",
        "          until the line is full?",
    ]


def test_a_short_mend_is_shown_where_the_help_does_not_say_it():
    span = at(SHIPPED, "{{ phone }}")
    mend = Fix(span, '"{{ phone }}"')
    found = finding("MSG102", "quote it", span, fix=mend)
    lines = shown(found).split("\n")
    assert lines[6] == '  = fix: write `"{{ phone }}"`'
    assert lines[-1] == "1 error in 1 file (1 can be mended by `msgc check --fix`)"
    assert "= fix" not in shown(replace(found, help='Write `"{{ phone }}"`.'))
    assert "= fix: leave out `{{ phone }}`" in shown(replace(found, fix=Fix(span, "")))
    added = Fix(SHIPPED.span(span.end), " # phone")
    assert "= fix: add ` # phone`" in shown(replace(found, fix=added))
    assert "= fix" not in shown(replace(found, fix=Fix(span, "a", (Edit(span, "b"),))))
    assert "= fix" not in shown(replace(found, fix=Fix(span, "a:\n  b")))


def test_payload_row_and_sample_are_named():
    found = replace(UNKNOWN, payload=3, row=17, sample="typical")
    place = shown(found).split("\n")[1]
    assert place == (
        " --> templates/orders/shipped.msg.yaml:4:13 (payload 3, row 17, sample `typical`)"
    )


def test_line_numbers_are_aligned():
    source = SourceFile("a.yaml", "first\n" * 9 + "tenth\n")
    found = finding("MSG106", "twice", at(source, "tenth"))
    found = replace(found, labels=(Label(source.span(6, 11), "first"),))
    assert shown(found).split("\n")[1:8] == [
        "  --> a.yaml:10:1",
        "   |",
        "10 | tenth",
        "   | ^^^^^",
        "   |",
        " 2 | first",
        "   | ----- first",
    ]


def test_a_span_of_several_lines_is_underlined_to_the_end_of_its_first():
    source = SourceFile("a.yaml", "list: [a,\r\n  b]\r\n")
    assert drawn(source.span(6, 15)) == ("list: [a,", "      ^^^")


def test_an_empty_span_has_one_caret_also_at_the_end():
    source = SourceFile("a.yaml", "text:\nto: x")
    assert drawn(source.span(5)) == ("text:", "     ^")
    assert drawn(source.span(len(source.text))) == ("to: x", "     ^")
    assert drawn(source.span(6)) == ("to: x", "^")


def test_a_file_without_text_has_no_excerpt():
    found = finding("MSG100", "not UTF-8", SourceFile("a.yaml", "").span(), help="Save it again.")
    assert shown(found).split("\n")[:3] == [
        "error[MSG100]: Not UTF-8",
        " --> a.yaml:1:1",
        "  = help: Save it again.",
    ]


def test_several_findings_and_the_summary_line():
    warning = replace(UNKNOWN, severity=Severity.WARNING)
    found = [UNKNOWN, UNKNOWN, warning]
    text = render_text(
        found, color=False, width=80, summary=Summary.of(found, files=3, messages=12)
    )
    assert text.count("\n\n") == 3
    assert text.endswith("\n\n2 errors, 1 warning in 3 files\n")


def test_nothing_found():
    summary = Summary.of([], files=14, messages=12)
    assert summary == Summary(errors=0, warnings=0, files=14, messages=12)
    said = "12 messages checked, nothing to mend\n"
    assert render_text([], color=False, width=80, summary=summary) == said
    assert summary_line(Summary(0, 0, 1, 0)) == "1 file checked, nothing to mend"
    assert summary_line(Summary(0, 1, 1, 1)) == "1 warning in 1 file"


def test_known_findings_are_counted():
    assert summary_line(Summary(2, 0, 3, 12, known=12)) == (
        "2 errors in 3 files (12 known findings not shown)"
    )
    assert summary_line(Summary(0, 0, 3, 2, known=1)) == (
        "2 messages checked, nothing new (1 known finding not shown)"
    )


def test_colour_is_ansi_around_the_same_text():
    painted = shown(UNKNOWN, color=True)
    assert painted.startswith("\x1b[1;31merror[MSG203]\x1b[0m: \x1b[1mThere is")
    assert "\x1b[1;31m^^^^\x1b[0m" in painted
    plain = painted
    for code in ("0", "1", "1;31", "34", "1;32", "1;33"):
        plain = plain.replace(f"\x1b[{code}m", "")
    assert plain == shown(UNKNOWN)

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from ci_help import FOUND, HOSTILE, UNKNOWN, as_warning, lines_of, of_a_row, rendered, spans
from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory
from hypothesis import given
from report_help import SHIPPED, at

from msgc.diagnostics import Edit, Fix, finding
from msgc.source import SourceFile

# The messages of reviewdog's proto/rdf/reviewdog.proto: each field with its number and its type.
MESSAGES = {
    "DiagnosticResult": {"diagnostics": (1, "*Diagnostic"), "source": (2, "Source")},
    "Diagnostic": {
        "message": (1, "string"),
        "location": (2, "Location"),
        "severity": (3, "Severity"),
        "source": (4, "Source"),
        "code": (5, "Code"),
        "suggestions": (6, "*Suggestion"),
        "original_output": (7, "string"),
    },
    "Location": {"path": (2, "string"), "range": (3, "Range")},
    "Range": {"start": (1, "Position"), "end": (2, "Position")},
    "Position": {"line": (1, "int32"), "column": (2, "int32")},
    "Suggestion": {"range": (1, "Range"), "text": (2, "string")},
    "Source": {"name": (1, "string"), "url": (2, "string")},
    "Code": {"value": (1, "string"), "url": (2, "string")},
}
SEVERITIES = ("UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO")
Field = descriptor_pb2.FieldDescriptorProto


def _file() -> descriptor_pb2.FileDescriptorProto:
    file = descriptor_pb2.FileDescriptorProto(name="rdf.proto", package="rdf", syntax="proto3")
    severity = file.enum_type.add(name="Severity")
    for number, name in enumerate(SEVERITIES):
        severity.value.add(name=name, number=number)
    for name, fields in MESSAGES.items():
        message = file.message_type.add(name=name)
        for field, (number, kind) in fields.items():
            message.field.append(_field(field, number, kind))
    return file


def _field(name: str, number: int, kind: str) -> Field:
    label = Field.LABEL_REPEATED if kind.startswith("*") else Field.LABEL_OPTIONAL
    field = Field(name=name, number=number, label=label)
    if kind in ("string", "int32"):
        field.type = {"string": Field.TYPE_STRING, "int32": Field.TYPE_INT32}[kind]
    else:
        field.type = Field.TYPE_ENUM if kind == "Severity" else Field.TYPE_MESSAGE
        field.type_name = f".rdf.{kind.removeprefix('*')}"
    return field


POOL = descriptor_pool.DescriptorPool()
POOL.Add(_file())
RESULT = message_factory.GetMessageClass(POOL.FindMessageTypeByName("rdf.DiagnosticResult"))


def read(text):
    """Read a report as reviewdog does: as protobuf's JSON, in which an unknown field is a fault."""
    return json_format.Parse(text, RESULT())


def diagnostic(found, **more):
    (each,) = read(rendered("rdjson", [found], **more)).diagnostics
    return each


def place(position):
    return position.line, position.column


def test_the_reader_refuses_what_it_doesnt_know():
    with pytest.raises(json_format.ParseError):
        read('{"diagnostics": [{"place": {}}]}')


def test_a_diagnostic():
    each = diagnostic(UNKNOWN)
    assert each.message == "There is no variable `nmae`\nDid you mean `name`?"
    assert each.location.path == "templates/orders/shipped.msg.yaml"
    assert place(each.location.range.start) == (4, 13)
    assert place(each.location.range.end) == (4, 17)
    assert SEVERITIES[each.severity] == "ERROR"
    assert each.code.value == "MSG203"
    (suggestion,) = each.suggestions
    assert suggestion.text == "name"
    assert suggestion.range == each.location.range


def test_reports_are_read_by_the_real_reader():
    result = read(rendered("rdjson", FOUND))
    assert result.source.name == "msgc"
    assert len(result.diagnostics) == len(FOUND)
    assert not read(rendered("rdjson", ())).diagnostics


def test_a_warning():
    assert SEVERITIES[diagnostic(as_warning(UNKNOWN)).severity] == "WARNING"


def test_columns_are_bytes_of_utf8():
    each = diagnostic(finding("MSG203", "x", at(HOSTILE, "{{ a }}")))
    before = len("text: 👍🏽 ".encode())
    assert before == 15
    assert place(each.location.range.start) == (1, before + 1)
    assert place(each.location.range.end) == (1, before + 1 + len("{{ a }}"))


def test_a_mend_of_another_file_is_no_suggestion():
    elsewhere = Fix(SourceFile("msgc.yaml", "name: x").span(0, 4), "names")
    assert not diagnostic(replace(UNKNOWN, fix=elsewhere)).suggestions


def test_a_mend_that_puts_in_or_takes_out():
    added = diagnostic(replace(UNKNOWN, fix=Fix(SHIPPED.span(3), "x"))).suggestions[0]
    assert (place(added.range.start), place(added.range.end)) == ((1, 4), (1, 4))
    assert diagnostic(replace(UNKNOWN, fix=Fix(UNKNOWN.span, ""))).suggestions[0].text == ""


def test_a_mend_of_several_edits_is_one_suggestion():
    more = (Edit(SHIPPED.span(0, 4), "Vars"),)
    (made,) = diagnostic(replace(UNKNOWN, fix=Fix(UNKNOWN.span, "name", more))).suggestions
    between = SHIPPED.text[4 : UNKNOWN.span.start]
    assert made.text == f"Vars{between}name"
    assert place(made.range.start) == (1, 1)


def test_a_row_has_no_suggestion():
    assert not diagnostic(of_a_row()).suggestions


def test_paths_are_relative_to_the_root():
    found = finding("MSG106", "x", SourceFile("a.msg.yaml", "", Path("/r/shop/a.msg.yaml")).span())
    assert diagnostic(found, root=Path("/r")).location.path == "shop/a.msg.yaml"


@given(spans())
def test_ranges_hold_the_very_bytes(span):
    each = diagnostic(finding("MSG106", "x", span)).location.range
    lines = [line.encode() for line in lines_of(span.source.text)]
    start = sum(map(len, lines[: each.start.line - 1])) + each.start.column - 1
    end = sum(map(len, lines[: each.end.line - 1])) + each.end.column - 1
    assert span.source.text.encode()[start:end].decode() == span.text

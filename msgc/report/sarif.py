"""SARIF 2.1.0 (OASIS, with errata 01), as GitHub's code scanning and editors read it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgc import __version__
from msgc.diagnostics import Diagnostic, Edit, Fix, Label
from msgc.report.documents import json_text
from msgc.report.fingerprints import fingerprints
from msgc.report.public import public_fix, public_help, public_labels, public_sentence
from msgc.report.rules import rules
from msgc.report.sarif_places import BASE, artifact, location, region
from msgc.report.summary import Summary

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
# The name says how the fingerprint is made: another way gets another number.
FINGERPRINT = "msgcFinding/v1"


def render_sarif(diagnostics: Sequence[Diagnostic], summary: Summary, root: Path | None) -> str:
    """Return the log, of one run; URIs are relative to `root`, the repository's folder."""
    codes = sorted({each.code for each in diagnostics})
    prints = fingerprints(diagnostics, root)
    found = zip(diagnostics, prints, strict=True)
    run = {
        "tool": {"driver": {"name": "msgc", "version": __version__, "rules": rules(codes)}},
        "invocations": [{"executionSuccessful": True}],
        "originalUriBaseIds": {BASE: {"description": {"text": "The root of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": [_result(each, codes.index(each.code), mark, root) for each, mark in found],
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _result(diagnostic: Diagnostic, rule: int, mark: str, root: Path | None) -> dict[str, object]:
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": diagnostic.severity.value,
        "message": {"text": _message(diagnostic)},
        "locations": [_location(diagnostic, root)],
        "partialFingerprints": {FINGERPRINT: mark},
        **_where_present(diagnostic, root),
    }


def _message(diagnostic: Diagnostic) -> str:
    """Return the sentence and its help.

    Section 3.11.5 would have braces doubled, for the sake of placeholders. Without `arguments`
    there are none, and GitHub and editors then show the text as it is; `{{{{ name }}}}` would teach
    a wrong spelling.
    """
    help = public_help(diagnostic)
    return f"{public_sentence(diagnostic)}.\n{help}" if help else f"{public_sentence(diagnostic)}."


def _location(diagnostic: Diagnostic, root: Path | None) -> dict[str, object]:
    name = diagnostic.message_name
    message = {"logicalLocations": [{"fullyQualifiedName": name, "kind": "resource"}]}
    return {**location(diagnostic.span, root), **(message if name else {})}


def _where_present(diagnostic: Diagnostic, root: Path | None) -> dict[str, object]:
    fix = public_fix(diagnostic)
    labels = enumerate(public_labels(diagnostic), 1)
    names = ("pointer", "sample", "payload", "row")
    properties = {name: getattr(diagnostic, name) for name in names}
    more = {
        "relatedLocations": [_related(number, label, root) for number, label in labels],
        "fixes": [_fix(fix, root)] if fix else [],
        "properties": {name: value for name, value in properties.items() if value is not None},
    }
    return {key: value for key, value in more.items() if value}


def _related(number: int, label: Label, root: Path | None) -> dict[str, object]:
    return {"id": number, **location(label.span, root), "message": {"text": label.text}}


def _fix(fix: Fix, root: Path | None) -> dict[str, object]:
    replacements = [_replacement(edit) for edit in fix.edits]
    change = {"artifactLocation": artifact(fix.span.source, root), "replacements": replacements}
    return {"artifactChanges": [change]}


def _replacement(edit: Edit) -> dict[str, object]:
    return {"deletedRegion": region(edit.span), "insertedContent": {"text": edit.text}}

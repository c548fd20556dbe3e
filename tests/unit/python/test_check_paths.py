"""`check_paths`, and what its findings carry."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

import msgc
from msgc.cli.main import cli
from msgc.report import FORMATS

NOW = datetime(2026, 11, 22, tzinfo=UTC)
CONTACT = {"identifierKey": "phonenumber", "identifierValue": "+31612345678"}


def payload(folder: Path, text: str) -> Path:
    path = folder / "payload.json"
    body = {"type": "text", "text": {"text": text}}
    path.write_text(json.dumps({"receiver": {"contacts": [CONTACT]}, "body": body}), "utf-8")
    return path


def test_payloads_need_no_catalog(tmp_path: Path) -> None:
    path = payload(tmp_path, "x" * 5000)
    checked = msgc.check_paths(path, now=NOW)
    assert [each.pointer for each in checked] == ["/body/text/text"]
    assert (checked.messages, checked.payloads, checked.files) == ((), (str(path),), 1)
    assert msgc.check_paths(path, channel="any") == []


def test_the_catalog_is_found_from_the_path(faulty: Path) -> None:
    checked = msgc.check_paths(faulty / "templates/bye.msg.yaml")
    assert (checked.messages, checked.files, checked.has_errors) == (("bye",), 1, True)
    whole = msgc.check_paths(catalog=faulty)
    assert (whole.messages, whole.files, whole.paths) == (("bye", "hello"), 3, ())
    assert [each.code for each in checked] == [each.code for each in whole]


def test_what_cant_be_checked_raises(tmp_path: Path, shop: Path) -> None:
    with pytest.raises(msgc.PathError, match="there is no"):
        msgc.check_paths(shop / "templates/no.msg.yaml")
    (tmp_path / "lone.msg.yaml").write_text("text: Hi\n", encoding="utf-8")
    with pytest.raises(msgc.CatalogError, match="no catalog here"):
        msgc.check_paths(tmp_path / "lone.msg.yaml")
    with pytest.raises(msgc.CatalogError, match=r"no `msgc\.yaml` in"):
        msgc.check_paths(catalog=tmp_path)


def test_faults_of_the_settings_are_findings(shop: Path) -> None:
    (shop / "msgc.yaml").write_text("chanel: whatsapp\n", encoding="utf-8")
    checked = msgc.check_paths(catalog=shop)
    assert ("MSG110", "msgc.yaml", 1) in {(each.code, each.file, each.line) for each in checked}
    with pytest.raises(msgc.CatalogError) as error:
        msgc.Catalog.load(shop)
    assert [each.code for each in error.value.findings] == ["MSG110"]
    assert msgc.Catalog.load(shop, allow_errors=True).check().has_errors


def test_a_catalog_can_allow_what_its_rules_make_a_warning(shop: Path) -> None:
    (shop / "msgc.yaml").write_text("chanel: any\nrules: {MSG110: warning}\n", encoding="utf-8")
    [found] = msgc.Catalog.load(shop).check()
    assert (found.code, found.severity) == ("MSG110", "warning")


def test_a_finding_carries_where_and_what_to_write(faulty: Path) -> None:
    path = faulty / "templates/bye.msg.yaml"
    [found] = [each for each in msgc.check_paths(path) if each.is_error]
    assert found.place == msgc.Place(str(path), 3, 14, 3, 18)
    assert found.fix == (msgc.Edit(found.place, "name"),)
    assert (found.related, found.payload, found.columns, found.witness) == ((), None, (), None)
    assert found.as_dict()["range"]["end"] == {"line": 3, "column": 18}


def test_related_places_are_told(shop: Path) -> None:
    text = "text: Hi\nto: '+31612345678'\ntext: Ho\n"
    (shop / "templates/twice.msg.yaml").write_text(text, encoding="utf-8")
    [found] = [each for each in msgc.check_paths(catalog=shop) if each.code == "MSG106"]
    assert [note.place.line for note in found.related] == [1]


@pytest.mark.parametrize("format", FORMATS)
def test_its_reports_are_those_of_the_command(faulty: Path, format: str) -> None:
    words = ["check", "-C", str(faulty), "--format", format, "--no-cache"]
    told = CliRunner().invoke(cli, words, standalone_mode=False)
    assert told.return_value == 1
    report = msgc.check_paths(catalog=faulty).report(format, root=Path.cwd())
    assert report == told.stdout


def test_a_mend_is_written_and_counted(faulty: Path) -> None:
    checked = msgc.check_paths(catalog=faulty, fix=True)
    assert (checked.mended, checked.has_errors) == (1, False)
    assert "{{ name }}" in (faulty / "templates/bye.msg.yaml").read_text(encoding="utf-8")


def test_what_isnt_proved_can_be_an_error(shop: Path) -> None:
    text = "vars: {name: string}\nto: '+31612345678'\ntext: Hi\nactions: [{reply: '{{ name }}'}]\n"
    (shop / "templates/hello.msg.yaml").write_text(text, encoding="utf-8")
    [found] = msgc.check_paths(catalog=shop)
    assert (found.code, found.is_error) == ("MSG404", False)
    assert found.witness is not None
    assert len(str(found.witness["name"])) == 21
    assert msgc.check_paths(catalog=shop, strict_proof=True).has_errors


def test_known_findings_are_left_out_and_counted(faulty: Path, tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    checked = msgc.check_paths(catalog=faulty)
    first = msgc.compare_baseline(checked, file)
    assert (first.new, first.new.known, first.written) == ([], len(checked), len(checked))
    again = msgc.compare_baseline(checked, file)
    assert (again.new, again.gone, again.written) == ([], 0, None)
    assert f"{len(checked)} known" in again.new.report()
    mended = msgc.compare_baseline(msgc.check_paths(catalog=faulty, fix=True), file)
    assert mended.gone == len(checked) - len(mended.new) - mended.new.known
    file.write_text("[]", encoding="utf-8")
    with pytest.raises(msgc.BaselineError, match="isn't a baseline"):
        msgc.compare_baseline(checked, file)


def test_a_finding_of_a_program_can_be_reported(shop: Path) -> None:
    own = msgc.Finding("MSG203", "error", "Mine", None, "a.yaml", 4, 2)
    assert own.place == msgc.Place("a.yaml", 4, 2, 4, 2)
    assert own.as_dict()["message"] == "Mine"
    checked = msgc.check_paths(catalog=shop)
    checked.append(own)
    assert "a.yaml:4:2" in checked.report()

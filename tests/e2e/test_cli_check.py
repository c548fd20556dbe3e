"""`msgc check`, by its contract: streams, exit codes, names of files, options."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.cli_help import FAULTY, catalog, environment, files, msgc, write
from tests.e2e.conftest import Call

ESCAPE = "\x1b["


def faulty(shop: Path) -> Path:
    return write(shop / "templates/bad.msg.yaml", FAULTY)


def test_a_clean_catalog_is_exit_0(shop: Path) -> None:
    outcome = msgc("check", cwd=shop)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out != ""


def test_findings_are_exit_1_on_standard_output(shop: Path) -> None:
    faulty(shop)
    outcome = msgc("check", cwd=shop)
    assert (outcome.code, outcome.err) == (1, "")
    assert "templates/bad.msg.yaml:2:13" in outcome.out
    assert "^^^^" in outcome.out
    assert ESCAPE not in outcome.out


def test_json(shop: Path, call: Call) -> None:
    write(shop / "templates/bad.msg.yaml", 'to: "+31612345678"\ntext: ""\n')
    outcome = call("check", "--format", "json", cwd=shop)
    assert outcome.code == 1
    (found,) = outcome.document["diagnostics"]
    assert outcome.document["version"] == 1
    assert outcome.document["summary"] == {"errors": 1, "warnings": 0, "files": 7}
    assert found["code"] == "MSG409"
    assert found["severity"] == "error"
    assert found["file"] == "templates/bad.msg.yaml"
    assert found["range"] == {
        "start": {"line": 2, "column": 7},
        "end": {"line": 2, "column": 9},
    }
    assert found["pointer"] == "/body/text/text"
    assert found["message_name"] == "bad"
    assert found["message"] and found["help"]
    assert "sample" in found


def test_json_names_the_sample(shop: Path, call: Call) -> None:
    text = 'vars: {t: string}\nsamples: {none: {t: ""}}\nto: "+31612345678"\ntext: "{{ t }}"\n'
    write(shop / "templates/bad.msg.yaml", text)
    (found,) = call("check", "--format", "json", cwd=shop).document["diagnostics"]
    assert (found["sample"], found["message_name"]) == ("none", "bad")


def test_columns_count_code_points(shop: Path, call: Call) -> None:
    write(
        shop / "templates/bad.msg.yaml",
        'vars: {n: string}\nto: "+31612345678"\ntext: "😀é {{ n }} {{ x }}"',
    )
    (found,) = call("check", "--format", "json", cwd=shop).document["diagnostics"]
    assert found["range"]["start"] == {"line": 3, "column": 22}


@pytest.mark.parametrize(
    "words",
    [
        ("check", "nowhere"),
        ("check", "nowhere.msg.yaml"),
        ("check", "nowhere.json"),
        ("check", "notes.txt"),
        ("check", "--format", "pdf"),
        ("check", "--unknown"),
        ("check", "--fail-on", "never"),
        ("check", "--now", "soon"),
        ("chek",),
        ("-C", "nowhere", "check"),
        ("check", "-C", "templates"),
        ("check", "../alone.msg.yaml"),
    ],
)
def test_what_cant_be_run_is_exit_2(shop: Path, call: Call, words: tuple[str, ...]) -> None:
    write(shop / "notes.txt", "")
    write(shop.parent / "alone.msg.yaml", "text: Hi\n")
    outcome = call(*words, cwd=shop)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err != ""


def test_no_catalog_is_exit_2(tmp_path: Path, call: Call) -> None:
    outcome = call("check", cwd=tmp_path)
    assert (outcome.code, outcome.out) == (2, "")
    assert "msgc.yaml" in outcome.err


@pytest.mark.parametrize(
    "config", ["channel: [\n", "channel: sms\n", "chanel: any\n", "- a\n", 'requires: ">99"\n']
)
def test_a_faulty_config_is_a_finding(shop: Path, call: Call, config: str) -> None:
    write(shop / "msgc.yaml", config)
    outcome = call("check", "--format", "json", cwd=shop)
    assert outcome.code == 1
    assert "msgc.yaml" in files(outcome)


@pytest.mark.parametrize("name", ["msgc.yaml", "templates/menu.msg.yaml"])
def test_bytes_that_are_no_text_are_a_finding(shop: Path, call: Call, name: str) -> None:
    (shop / name).write_bytes(b"channel: \xff\n")
    outcome = call("check", "--format", "json", cwd=shop)
    assert outcome.code == 1
    assert set(files(outcome)) == {name}


def test_a_range_is_never_null(shop: Path, call: Call) -> None:
    write(shop / "templates/v1.2.msg.yaml", "text: Hi\n")
    write(shop / "templates/gone.nl.msg.yaml", "text: Hi\n")
    write(shop / "templates/empty.msg.yaml", "")
    found = call("check", "--format", "json", cwd=shop).document["diagnostics"]
    assert {each["code"] for each in found} >= {"MSG113", "MSG121", "MSG122"}
    assert all(each["range"]["start"] == {"line": 1, "column": 1} for each in found)


def test_fail_on_warning(shop: Path, call: Call) -> None:
    write(shop / "templates/plain.msg.yaml", "vars: {phone: phone, x: string}\ntext: Hi\n")
    assert call("check", cwd=shop).code == 0
    assert call("check", "--fail-on", "warning", cwd=shop).code == 1


def test_rules_change_severities(shop: Path, call: Call) -> None:
    write(shop / "templates/plain.msg.yaml", "vars: {phone: phone, x: string}\ntext: Hi\n")
    config = (shop / "msgc.yaml").read_text()
    write(shop / "msgc.yaml", config + "rules: {MSG210: error}\n")
    assert call("check", cwd=shop).code == 1
    write(shop / "msgc.yaml", config + "rules: {MSG210: off}\n")
    assert call("check", "--fail-on", "warning", cwd=shop).code == 0


def test_fix_mends_and_checks_again(shop: Path, call: Call) -> None:
    path = write(shop / "templates/bad.msg.yaml", "text: {{ name }}, hello\n")
    assert call("check", cwd=shop).code == 1
    assert call("check", "--fix", cwd=shop).code == 0
    assert path.read_text() == 'text: "{{ name }}, hello"\n'


def test_now_decides_what_has_passed(shop: Path, call: Call) -> None:
    text = 'to: "+31612345678"\ntext: Hi\nscheduledFor: 2026-11-22T09:00:00Z\n'
    write(shop / "templates/later.msg.yaml", text)
    early, late = "2026-11-22T08:59:59Z", "2026-11-22T10:00:01+01:00"
    assert call("check", "--now", early, "--fail-on", "warning", cwd=shop).code == 0
    assert call("check", "--now", late, "--fail-on", "warning", cwd=shop).code == 1


def test_color(shop: Path) -> None:
    faulty(shop)
    assert ESCAPE in msgc("--color", "always", "check", cwd=shop).out
    assert ESCAPE in msgc("check", cwd=shop, FORCE_COLOR="1").out
    assert ESCAPE not in msgc("check", cwd=shop, FORCE_COLOR="1", NO_COLOR="1").out
    assert ESCAPE not in msgc("check", "--color", "never", cwd=shop, FORCE_COLOR="1").out
    assert ESCAPE not in msgc("check", "--format", "json", cwd=shop, FORCE_COLOR="1").out


def test_a_reader_that_leaves_is_no_traceback(tmp_path: Path) -> None:
    shop = catalog(tmp_path, {f"m{i}.msg.yaml": FAULTY for i in range(600)})
    words = [sys.executable, "-m", "msgc", "check", "--format", "json"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(words, cwd=shop, env=environment(), **pipes) as process:
        process.stdout.read(1)
        process.stdout.close()
        said = process.stderr.read()
    assert said == b""
    assert process.returncode in (0, 1)


def test_help_shows_examples(call: Call) -> None:
    for command in ("init", "check", "compile", "import", "vars", "schema", "ls", "explain"):
        outcome = call(command, "--help")
        assert outcome.code == 0
        assert "Examples:" in outcome.out


def test_a_repeated_key_of_a_payload_has_its_place(tmp_path: Path, call: Call) -> None:
    body = '"body": {"type": "text", "text": {"text": "a", "text": "b"}}'
    one = '{"receiver": {"contacts": [{"id": "a"}]}, ' + body + "}"
    write(tmp_path / "one.json", one)
    sound = one.replace(', "text": "b"', "")
    write(tmp_path / "two.json", f"[{sound}, {one}]")
    for name, number in (("one.json", None), ("two.json", 2)):
        (found,) = call("check", name, "--format", "json").document["diagnostics"]
        assert (found["code"], found["pointer"]) == ("MSG106", "/body/text/text")
        assert found.get("payload") == number


def test_the_channel_of_the_command_line_holds_for_payloads_and_messages(
    shop: Path, call: Call
) -> None:
    write(shop / "two.json", '{"receiver": {"contacts": [{"id": "a"}, {"id": "b"}]}, "body": null}')
    write(shop / "templates/two.msg.yaml", "to: [a, b]\ntext: Hi\n")
    asked = ("check", "two.json", "templates/two.msg.yaml", "--format", "json")
    found = call(*asked, cwd=shop).document["diagnostics"]
    assert [d["code"] for d in found if d["code"] == "MSG430"] == ["MSG430", "MSG430"]
    found = call(*asked, "--channel", "any", cwd=shop).document["diagnostics"]
    assert "MSG430" not in {d["code"] for d in found}

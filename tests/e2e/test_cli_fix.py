"""`check --fix`: what has one safe mend is written into the files, all else stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from msgc.pipeline import mending
from msgc.pipeline.checking import Checked
from msgc.pipeline.mending import mend, planned, write_all
from tests.e2e.cli_help import catalog, files_of, msgc, write
from tests.e2e.conftest import Call

BASE = "vars: {name: string}  # who\nreference: a-{{ nmae }}\n"
MISSPELT = "extends: _base\ntxet: Hi {{ name | uper }}{% include '_foot.txt' %}\n# said\n"
DUTCH = "text: {{ name }}, hoi  \n# klaar\n"
FOOT = "\n{{ brnad }}\n"
CONFIG = 'chanel: whatsapp\nconstants: {brand: Acme}\ndefaults:\n  to: "+31612345678"\n'
MESSAGES = {"_base.msg.yaml": BASE, "hello.msg.yaml": MISSPELT, "hello.nl.msg.yaml": DUTCH}
CONTACT = '{"identifierKey":"phonenumber","identifierValue":"+31612345678"}'
RECEIVER = f'"receiver":{{"contacts":[{CONTACT}]}}'
GOOD = f'{{{RECEIVER},"body":{{"type":"text","text":{{"text":"Hi"}}}}}}'
BAD = GOOD.replace('"type":"text"', '"replyTo":{"id":"a","type":"message"},"type":"txet"')
MENDED = GOOD[:-1] + ', "replyTo":{"id":"a","type":"message"}}'
ONE_FAULT = "vars: {name: string}\ntext: Hi {{ nmae }}\n"


def shop(folder: Path) -> Path:
    root = catalog(folder, MESSAGES, CONFIG)
    write(root / "templates" / "_foot.txt", FOOT)
    return root


def test_all_files_of_a_catalog_are_mended(tmp_path: Path) -> None:
    root = shop(tmp_path / "shop")
    before = files_of(root)
    outcome = msgc("check", "--fix", cwd=root)
    assert (outcome.code, outcome.out) == (0, "1 message checked, nothing to mend\n")
    assert "Mended 6 places." in outcome.err
    assert files_of(root) == before
    texts = {path.name: path.read_text(encoding="utf-8") for path in root.rglob("*.*")}
    assert texts == {
        "msgc.yaml": CONFIG.replace("chanel", "channel"),
        "_base.msg.yaml": BASE.replace("nmae", "name"),
        "hello.msg.yaml": MISSPELT.replace("txet", "text").replace("uper", "upper"),
        "hello.nl.msg.yaml": '"{{ name }}, hoi"'.join(DUTCH.split("{{ name }}, hoi")),
        "_foot.txt": FOOT.replace("brnad", "brand"),
    }


def test_what_a_mend_brings_to_light_is_mended_too(tmp_path: Path, call: Call) -> None:
    root = catalog(tmp_path, {"a.msg.yaml": "vars: {name: string}\ntext: {{ nmae }}\n"})
    assert call("check", "--fix", cwd=root).code == 1
    text = (root / "templates" / "a.msg.yaml").read_text(encoding="utf-8")
    assert text == 'vars: {name: string}\ntext: "{{ name }}"\n'


def test_what_has_no_safe_mend_stays_and_is_told(tmp_path: Path, call: Call) -> None:
    text = "vars: {name: string, nae: string}\ntext: Hi {{ nmae }}{{ name }}{{ nae }}\n"
    root = catalog(tmp_path, {"a.msg.yaml": text}, 'defaults: {to: "+31612345678"}\n')
    outcome = call("check", "--fix", cwd=root)
    assert outcome.code == 1 and "MSG203" in outcome.out and "Mended" not in outcome.err
    assert (root / "templates" / "a.msg.yaml").read_text(encoding="utf-8") == text


def test_payload_files(tmp_path: Path, call: Call) -> None:
    one, lines = tmp_path / "one.json", tmp_path / "lines.ndjson"
    one.write_bytes(b"\xef\xbb\xbf" + f"{BAD}\r\n".encode())
    lines.write_bytes(f"{GOOD}\r\n\r\n{BAD}\n{GOOD}".encode())
    assert call("check", "--fix", one, lines).code == 0
    assert one.read_bytes() == b"\xef\xbb\xbf" + f"{MENDED}\r\n".encode()
    assert lines.read_bytes() == f"{GOOD}\r\n\r\n{MENDED}\n{GOOD}".encode()


def test_windows_line_breaks_and_a_byte_order_mark_stay(tmp_path: Path, call: Call) -> None:
    root = catalog(tmp_path, {"a.msg.yaml": ""}, 'defaults: {to: "+31612345678"}\n')
    path = root / "templates" / "a.msg.yaml"
    text = ONE_FAULT.replace("\n", "\r\n").encode()
    path.write_bytes(b"\xef\xbb\xbf" + text)
    assert call("check", "--fix", cwd=root).code == 0
    assert path.read_bytes() == b"\xef\xbb\xbf" + text.replace(b"nmae", b"name")


def faulty(folder: Path) -> Path:
    return catalog(folder, {"a.msg.yaml": ONE_FAULT}, 'defaults: {to: "+31612345678"}\n')


def test_a_read_only_file_is_said_to_be_one_and_nothing_is_written(tmp_path: Path) -> None:
    root = faulty(tmp_path)
    other = write(root / "templates" / "b.msg.yaml", ONE_FAULT)
    path = root / "templates" / "a.msg.yaml"
    path.chmod(0o444)
    outcome = msgc("check", "--fix", cwd=root)
    assert outcome.code == 2
    assert "a.msg.yaml: it can't be mended: read-only" in outcome.err
    assert path.read_text(encoding="utf-8") == other.read_text(encoding="utf-8") == ONE_FAULT
    assert {each.name for each in path.parent.iterdir()} == {"a.msg.yaml", "b.msg.yaml"}


def test_the_mode_of_a_file_stays(tmp_path: Path, call: Call) -> None:
    root = faulty(tmp_path)
    path = root / "templates" / "a.msg.yaml"
    path.chmod(0o640)
    assert call("check", "--fix", cwd=root).code == 0
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_one_and_its_file_is_mended(tmp_path: Path, call: Call) -> None:
    root = faulty(tmp_path / "shop")
    path = root / "templates" / "a.msg.yaml"
    target = root / "templates" / "_real.txt"
    path.rename(target)
    path.symlink_to(target.name)
    call("check", "--fix", cwd=root)
    assert path.is_symlink()
    assert "{{ name }}" in target.read_text(encoding="utf-8")


def test_a_file_that_changed_meanwhile_is_left_alone(
    tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = faulty(tmp_path)
    path = root / "templates" / "a.msg.yaml"

    def edited_meanwhile(found):  # type: ignore[no-untyped-def]
        path.write_text("text: mine {{ nmae }}\n", encoding="utf-8")
        return planned(found)

    monkeypatch.setattr(mending, "planned", edited_meanwhile)
    outcome = call("check", "--fix", cwd=root)
    assert "Mended" not in outcome.err
    assert path.read_text(encoding="utf-8") == "text: mine {{ nmae }}\n"


def test_a_mend_that_would_spoil_another_message_is_taken_back(tmp_path: Path, call: Call) -> None:
    messages = {
        "_base.msg.yaml": "reference: a-{{ nmae }}\n",
        "a.msg.yaml": "extends: _base\nvars: {name: string}\ntext: Hi {{ name }}\n",
        "b.msg.yaml": "extends: _base\nvars: {nmae: string}\ntext: Hi {{ nmae }}\n",
    }
    root = catalog(tmp_path, messages, 'defaults: {to: "+31612345678"}\n')
    outcome = call("check", "--fix", cwd=root)
    assert outcome.code == 1 and "Mended" not in outcome.err
    for name, text in messages.items():
        assert (root / "templates" / name).read_text(encoding="utf-8") == text
    (root / "templates" / "b.msg.yaml").unlink()
    assert call("check", "--fix", cwd=root).code == 0


def test_two_slips_for_one_key_make_no_key_twice(tmp_path: Path, call: Call) -> None:
    text = "text: Hi\nrefrence: a\nreferense: b\n"
    root = catalog(tmp_path, {"a.msg.yaml": text}, 'defaults: {to: "+31612345678"}\n')
    assert call("check", "--fix", cwd=root).code == 1
    after = (root / "templates" / "a.msg.yaml").read_text(encoding="utf-8")
    assert after == text.replace("refrence", "reference")


def test_all_files_are_written_or_none(tmp_path: Path) -> None:
    good = write(tmp_path / "a.txt", "a")
    with pytest.raises(OSError, match=r"b\.txt"):
        write_all({good: b"new", tmp_path / "b.txt": b"new"})
    assert good.read_text(encoding="utf-8") == "a"


def test_mending_ends_where_nothing_is_found() -> None:
    assert mend(Checked)[1] == 0

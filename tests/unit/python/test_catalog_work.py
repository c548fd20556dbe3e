"""What a catalog does beside compiling: choosing, building, testing, comparing."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

import msgc

PACKAGE = Path(msgc.__file__).parent


def test_messages_are_selected_as_on_the_command_line(faulty: Path) -> None:
    catalog = msgc.Catalog.load(faulty)
    assert catalog.select() == ["bye", "hello"]
    assert catalog.select("kind:text", exclude=["b*"]) == ["hello"]
    with pytest.raises(msgc.SelectionError, match="did you mean `hello`") as error:
        catalog.select("helo")
    assert (error.value.selector, error.value.meant) == ("helo", "hello")


def test_some_messages_can_be_checked(faulty: Path) -> None:
    catalog = msgc.Catalog.load(faulty)
    assert catalog.check("hello") == []
    checked = catalog.check("b*")
    assert (checked.messages, checked.files, checked.has_errors) == (("bye",), 1, True)
    assert catalog.check().files == 3


def test_a_message_with_errors_has_an_outline(faulty: Path) -> None:
    catalog = msgc.Catalog.load(faulty)
    outline = catalog.outline("bye")
    assert (outline.kind, outline.variables, outline.is_sound) == ("text", ("phone", "name"), False)
    assert outline.csv().splitlines()[0] == "phone,name"
    assert set(outline.typical_row()) == {"phone", "name"}
    with pytest.raises(KeyError, match="did you mean `bye`"):
        catalog.outline("by")


def test_a_message_has_its_outline_samples_and_program(shop: Path) -> None:
    message = msgc.Catalog.load(shop)["hello"]
    assert (message.sample_names, message.locales) == (("anna",), ())
    [sample] = message.samples()
    assert (sample.name, sample.json()["body"]["text"]["text"]) == ("anna", "Hi Anna!")
    assert sample.payload == message.result({"phone": "+31612345678", "name": "Anna"}).payload
    assert "def " in message.program()


def test_a_sample_that_fails_says_why(shop: Path) -> None:
    path = shop / "templates/hello.msg.yaml"
    path.write_text(path.read_text("utf-8") + "  bad: {phone: x}\n", encoding="utf-8")
    with pytest.raises(msgc.MessageError) as error:
        msgc.Catalog.load(shop)["hello"]
    assert {each.sample for each in error.value.findings} == {"bad"}


def test_a_build_is_written_when_it_is_asked_to(faulty: Path) -> None:
    catalog = msgc.Catalog.load(faulty)
    stale = faulty / "build/gone/old.json"
    stale.parent.mkdir(parents=True)
    stale.write_text("{}", encoding="utf-8")
    build, path = catalog.build(), faulty / "build/hello/anna.json"
    assert (build.faulty, build.messages, build.has_errors) == (("bye",), 1, True)
    assert (build.changed, build.stale) == ((path,), (stale,))
    assert not path.exists()
    build.write()
    assert path.read_text(encoding="utf-8") == build.files[path]
    assert not stale.exists()
    assert catalog.build(["hello"]).changed == ()
    elsewhere = catalog.build(out=faulty / "elsewhere")
    assert (elsewhere.folder, elsewhere.stale) == (faulty / "elsewhere", ())


TESTS = """\
greets:
  sample: anna
  expect: {/body/text/text: Ho Anna!}
"""


def test_tests_are_run_and_reported(shop: Path) -> None:
    (shop / "templates/hello.test.yaml").write_text(TESTS, encoding="utf-8")
    outcomes = msgc.Catalog.load(shop).test()
    assert {(each.name, each.is_sample, each.passed) for each in outcomes.results} == {
        ("anna", True, True),
        ("greets", False, False),
    }
    assert [each.code for each in outcomes.findings] == ["MSG134"]
    assert not outcomes.passed
    assert "1 failed" in outcomes.report(cover=True)
    assert json.loads(outcomes.report("json"))["version"] == 1
    assert "<failure" in outcomes.report("junit")
    with pytest.raises(KeyError):
        outcomes.report("sarif")


def test_what_no_row_takes_is_told(shop: Path) -> None:
    path = shop / "templates/hello.msg.yaml"
    text = path.read_text("utf-8").replace("Hi {{", '\'{% if name == "Bo" %}Yo{% endif %} {{')
    path.write_text(text.replace("}}!", "}}!'"), encoding="utf-8")
    [coverage] = msgc.Catalog.load(shop).test(["hello"]).coverage()
    assert (coverage.message, coverage.branches) == ("hello", 2)
    [missed] = coverage.missed
    assert (missed.place.line, "never true" in missed.text) == (3, True)


def test_tests_can_be_brought_up_to_date(shop: Path) -> None:
    catalog = msgc.Catalog.load(shop)
    assert catalog.update_tests() == [shop / "build/hello/anna.json"]
    assert catalog.update_tests(["hello"]) == []


def test_two_versions_are_compared(shop: Path, tmp_path: Path) -> None:
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.com", "-C", str(shop)]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "one"]):
        subprocess.run([*git, *words], check=True)
    path = shop / "templates/hello.msg.yaml"
    new = path.read_text("utf-8").replace("name: {type: string, maxLength: 20}", "name: string")
    path.write_text(new.replace("Hi {{ name }}", "Hi {{ name | truncate(9) }}"), encoding="utf-8")
    catalog = msgc.Catalog.load(shop)
    with catalog.at("HEAD") as before:
        assert before.revision
        review = catalog.compare(before)
    assert (review.before, review.after) == (before.revision, str(shop))
    assert (review.messages, review.files) == (("hello",), ("templates/hello.msg.yaml",))
    assert review.is_breaking == bool(review.breaks)
    assert json.loads(review.report("json"))
    assert "hello" in review.report("markdown")
    review.write(tmp_path / "diff.html")
    assert (tmp_path / "diff.html").read_text("utf-8") == review.report("html")
    with pytest.raises(msgc.RevisionError, match="no revision"), catalog.at("nowhere"):
        pass


def test_a_message_that_is_gone_breaks(faulty: Path, tmp_path: Path) -> None:
    before = msgc.Catalog.load(faulty)
    other = tmp_path / "other"
    (other / "templates").mkdir(parents=True)
    (other / "msgc.yaml").write_text("channel: whatsapp\n", encoding="utf-8")
    review = msgc.Catalog.load(other).compare(before, ["hello"], labels=("was", "is"))
    assert (review.before, review.after) == ("was", "is")
    assert review.breaks == {"hello": ("the message is gone",)}


def test_schemas_and_codes_are_given() -> None:
    assert "list" in msgc.schemas()
    assert msgc.schema("list")["$schema"].endswith("2020-12/schema")
    assert msgc.finding_codes()["MSG203"] == "Unknown variable"
    with pytest.raises(KeyError):
        msgc.schema("lists")


def test_no_public_name_is_that_of_a_room() -> None:
    """Importing the room would put it in the name's place."""
    rooms = {path.stem for path in PACKAGE.iterdir() if path.suffix in ("", ".py")}
    assert rooms & set(msgc._ROOMS) == set()

"""A message that is told sound at once is sound the whole way, and has the same payload."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from msgc.check.abstract import literal
from msgc.config import CHANNELS
from msgc.pipeline import Project
from msgc.pipeline.importing import import_payloads
from msgc.pipeline.plain_messages import PlainMessages
from msgc.pipeline.platform import clock_rules_for

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 1, 1, tzinfo=UTC)
TO = 'to: "+31612345678"\n'
BY_HAND = {
    "blocks": f"{TO}text: |\n  Hi\n  there\nreference: >-\n  a\n  b\nactions:\n  - reply: 'Yes'\n",
    "flow": f"{TO}text: Hi\nactions: [{{reply: One}}, {{postback: Two, payload: '2'}}]\n",
    "comments": f"# a message\n{TO}# its words\ntext: Hi #5\ndescription: for tests\n",
    "tags": f"{TO}text: Hi\ntags: [a, '1', b]\nmeta: {{extraInformation: {{n: 1.5, t: '2'}}}}\n",
    "rows": f"{TO}text: Pick\nlist: [{{reply: A, description: B}}, {{reply: C}}]\nbutton: See\n",
    "sections": f"{TO}text: Pick\nlist:\n  - title: A\n    rows: [{{reply: B}}]\nbutton: See\n",
    "location": f"{TO}location: [52.37, 4.9]\nlabel: Here\naddress: 'Dam 1'\n",
    "file": f"{TO}file: https://example.com/a.pdf\nfilename: a.pdf\ntext: Read it\n",
    "images": f"{TO}images: [https://example.com/a.png, {{mediaUrl: https://example.com/b.png}}]\n",
    "image": f"{TO}image: https://example.com/a.png\naltText: Us\ntext: Look\n",
    "body": f"{TO}body: {{type: text, text: {{text: Hi, actions: [{{type: locationRequest}}]}}}}\n",
    "template": f"{TO}template: hello_there\nversion: v1\nlocale: en\nparameters: {{a: 1, b: x}}\n",
    "typed": f"{TO}template: hi\nlocale: en\nparameters: {{a: {{type: string, value: '1'}}}}\n",
    "reply": f"{TO}replyTo: 6f4a2c9e-0d0b-4f57-9d0c-5d8a1f7b3e21\ntext: Hi\nchannel: whatsapp\n",
    "samples": f"{TO}text: Hi\nsamples:\n  one: {{}}\n  two:\n",
    "any": "channel: any\nto: a@example.com\nhtml: <p>Hi</p>\ntext: Hi\n",
    "section": f"channel: any\n{TO}section:\n  - text: Hi\n  - image: https://example.com/a.png\n",
    "numbers": f"{TO}text: '12'\nreference: 1.50\nshortLinks: {{enabled: true}}\n",
    "later": f"{TO}text: Hi\nscheduledFor: 2026-01-02T10:00:00Z\n",
}
CONFIGS = st.sampled_from(
    [
        "channel: whatsapp\n",
        "channel: any\n",
        "defaults: {reference: a, receiver: {contacts: []}, tags: [x]}\n",
        'defaults: {to: "+31612345678"}\nwindow: required\n',
        "rules: {MSG404: warning, MSG416: 'off'}\n",
        "units: utf16\n",
        "# msgc: ignore=MSG404 so it is\n",
    ]
)
PIECES = st.sampled_from(
    [
        *("null", "~", "true", "no", "1", "1.0", "-0", "1e3", "0042", "''", '""', " ", "\n"),
        *("\n  ", "- ", ": ", "{", "}", "[", "]", ", ", "{{ a }}", "{%", " #x", "\\x7b"),
        *("&a ", "*a", "!x ", "<<: ", "? ", "---\n", "|", ">", "'", '"', "\\", "\\u0041", "\t"),
        *("\r\n", "\u2028", "\ufeff", "\x00", "é", "😀", "https://localhost/a", "ftp://a.b"),
        *("if: a\n", "for: x in y\n", "text: Hi\n", "image: a\n", "images: []\n"),
        *("actions: []\n", "type: text\n", "metadata: {}\n", "title: A\n", "button: B\n"),
        *("to: a@example.com\n", "receiver: {contacts: []}\n", "reference: b\n", "rows: []\n"),
        *("vars: {a: string}\n", "extends: b\n", "fallback: {}\n", "tests: []\n"),
        *("x" * 30, "x" * 1100, "y: z\n", "description: [a]\n", "samples: [a]\n"),
        *("# msgc: ignore=MSG404 x\n", "window: required\n", "locale: en\n", "channel: any\n"),
    ]
)


def _imported() -> dict[str, str]:
    found = {}
    for path in sorted((ROOT / "build").rglob("*.json")):
        text = path.read_text(encoding="utf-8")
        for made in import_payloads(text, path.name, None):
            if made.text is not None:
                found[f"{path.parent.name}/{path.stem}"] = made.text
    return found


SEEDS = {**_imported(), **BY_HAND}


@st.composite
def edited(draw: st.DrawFn) -> str:
    """A message without variables with some words cut out, put in, or moved."""
    text = draw(st.sampled_from([*SEEDS.values()]))
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.sampled_from([0, *_line_starts(text)]) | st.integers(0, len(text)))
        end = draw(st.sampled_from([0, 0, 1, 2, 12])) + start
        piece = draw(st.just("") | PIECES | st.sampled_from(text.splitlines(True) or [""]))
        text = text[:start] + piece + text[end:]
    return text


def _line_starts(text: str) -> list[int]:
    return [at + 1 for at, character in enumerate(text) if character == "\n"]


def opened(root: Path, text: str, config: str) -> Project:
    (root / "templates").mkdir()
    (root / "msgc.yaml").write_text(config, encoding="utf-8")
    (root / "templates" / "m.msg.yaml").write_bytes(text.encode("utf-8"))
    return Project.open(root)


def plain(project: Project) -> dict[str, object] | None:
    clock = {each: clock_rules_for(each, NOW, project.config) for each in CHANNELS}
    given = (project.files, project.index, project.config, project.channel, clock)
    return PlainMessages(*given).payloads(list(project.paths())).get("m")


def whole(project: Project) -> list[object]:
    # What all must be proved of goes the whole way.
    project.strict_proof = True
    return list(project.check(now=NOW))


@settings(max_examples=400, deadline=None)
@given(edited(), CONFIGS)
@example(BY_HAND["image"] + "images: []\n", "channel: whatsapp\n")
@example(BY_HAND["flow"].replace("One", '"\\x7b{ a }}"'), "channel: whatsapp\n")
@example(BY_HAND["flow"].replace("One", "{{ a }}"), "channel: whatsapp\n")
@example(BY_HAND["rows"].replace("description: B", "if: B"), "channel: whatsapp\n")
@example(BY_HAND["blocks"].replace("|", "|+"), "channel: whatsapp\n")
@example("to: |\n  +31612345678\ntext: Hi\n", "channel: any\n")
@example("text: Hi\n" + "meta: " + "[" * 120 + "]" * 120, "channel: any\n")
def test_what_is_told_sound_is_sound_the_whole_way(text: str, config: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        project = opened(Path(name), text, config)
        payload = plain(project)
        if payload is not None:
            assert whole(project) == []
            assert payload == literal(project.message("m").plans[None].payload)
            assert _same_types(payload, literal(project.message("m").plans[None].payload))


def _same_types(left: object, right: object) -> bool:
    """Tell apart what `==` doesn't: 1, 1.0 and true."""
    return repr(_sorted(left)) == repr(_sorted(right))


def _sorted(value: object) -> object:
    if isinstance(value, dict):
        return sorted((name, _sorted(each)) for name, each in value.items())
    return [_sorted(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", SEEDS)
def test_sound_messages_are_mostly_told_so(tmp_path: Path, name: str) -> None:
    project = opened(tmp_path, SEEDS[name], "channel: whatsapp\n")
    told = plain(project) is not None
    assert told == (not whole(project) and name not in ("later", "comments"))


def _with_lock(root: Path) -> None:
    (root / "msgc.lock").write_text("{}", encoding="utf-8")


def _with_test(root: Path) -> None:
    (root / "templates" / "M.tests.yml").write_text("[]", encoding="utf-8")


def _with_locale(root: Path) -> None:
    (root / "templates" / "m.nl.msg.yaml").write_text("text: Hoi\n", encoding="utf-8")


@pytest.mark.parametrize("add", [_with_lock, _with_test, _with_locale])
def test_what_stands_beside_a_message_is_looked_at(
    tmp_path: Path, add: Callable[[Path], None]
) -> None:
    assert plain(opened(tmp_path, BY_HAND["template"], "channel: whatsapp\n")) is not None
    add(tmp_path)
    assert plain(Project.open(tmp_path)) is None


def test_a_check_of_plain_messages_reads_none_of_them_whole(tmp_path: Path) -> None:
    project = opened(tmp_path, BY_HAND["rows"], "channel: whatsapp\n")
    assert project.check(now=NOW) == []
    assert project.files.read() == set()
    assert project.not_checked("m") == []


def test_a_fault_is_told_the_whole_way(tmp_path: Path) -> None:
    project = opened(tmp_path, BY_HAND["rows"].replace("reply: A", "reply: ''"), "{}")
    assert [each.code for each in project.check(now=NOW)]
    assert project.files.read()

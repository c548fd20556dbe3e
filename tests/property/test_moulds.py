"""A message that is judged by others that are written alike is judged as it is by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from msgc.config import CHANNELS
from msgc.pipeline import Project
from msgc.pipeline.layouts import taken_apart
from msgc.pipeline.plain_messages import PlainMessages
from msgc.pipeline.platform import clock_rules_for
from msgc.syntax.plain_values import UnsureError
from msgc.syntax.plain_yaml import plain_mapping
from tests.property.test_plain_messages import CONFIGS, NOW, SEEDS, edited

TEXTS = st.sampled_from(
    [
        *("", " ", "null", "~", "true", "no", "1", "1.0", "-0", "1e3", "0042", "9" * 5000, "1.5"),
        *("x", "x" * 25, "x" * 61, "x" * 1100, "😀" * 600, "é", " a ", "a    b", "a     b"),
        *("a\nb", "a\r\nb", "a\u2028b", "a\tb", "\n" * 12, "\xa0", "{x}", "*a*", "\ud800"),
        *("+31612345678", "+0", "a@example.com", "en", "en_US", "nl-BE", "x-", "2026-01-02"),
        *("2026-01-02T10:00:00Z", "6f4a2c9e-0d0b-4f57-9d0c-5d8a1f7b3e21", "v1", "12", "91", "-181"),
        *("https://example.com/a.pdf", "https://example.com/a.png?x=1#y", "https://localhost/a"),
        *("ftp://a.b", "http://a", "https://example.com/a b", "https://[::1]/a.mp4", "a.pdf"),
        *("https://example.com/é", "HTTPS://EXAMPLE.COM/A.JPG", "https://example.com/a.mp3"),
        *("text", "image", "reply", "link", "postback", "locationRequest", "string", "number"),
        *("list", "whatsapp", "any", "title", "phonenumber", "emailaddress", "Yes", "yes"),
    ]
)
HOLDING = {
    "types": "to: '+31612345678'\nbody: {type: list, list: {text: Hi, items: "
    "[{title: A, actions: [{type: reply, reply: {text: B}}, {type: reply, reply: {text: C}}]}]}}\n",
    "rows": "to: a@example.com\ntext: Hi\nlist:\n"
    + "".join(f"  - title: T{n}\n    rows: [{{reply: A{n}}}, {{reply: B{n}}}]\n" for n in range(3)),
    "carousel": "to: '+31612345678'\ntext: Hi\ncarousel:\n"
    + "".join(
        f"  - title: T{n}\n    mediaUrl: https://example.com/{n}.png\n"
        f"    actions: [{{link: Go, url: 'https://example.com/{n}'}}]\n"
        for n in range(2)
    ),
}


def _words() -> dict[str, dict[str, Any]]:
    found = {}
    for name, text in {**SEEDS, **HOLDING}.items():
        try:
            found[name] = plain_mapping(text.encode())
        except UnsureError:
            continue
    return found


WORDS = _words()


@st.composite
def reworded(draw: st.DrawFn, words: Any) -> Any:
    """The same words with some texts in place of others, written in the same way."""
    texts = list(_texts(words))
    where = draw(st.sets(st.integers(0, len(texts) - 1), max_size=3))
    known = st.sampled_from(texts) | TEXTS
    return _filled(words, iter([draw(known) if n in where else t for n, t in enumerate(texts)]))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)
    else:
        yield value if isinstance(value, str) else value[0]


def _filled(value: Any, texts: Iterator[str]) -> Any:
    if isinstance(value, dict):
        return {name: _filled(each, texts) for name, each in value.items()}
    if isinstance(value, list):
        return [_filled(each, texts) for each in value]
    return next(texts) if isinstance(value, str) else (next(texts), *value[1:])


@st.composite
def alike(draw: st.DrawFn) -> list[dict[str, Any]]:
    first = WORDS[draw(st.sampled_from([*WORDS]))]
    if draw(st.booleans()):
        first = draw(reworded(first))
    return [first, first, *(draw(reworded(first)) for _ in range(4)), first]


@pytest.fixture(scope="module", params=["channel: whatsapp\n", "channel: any\n", "units: utf16\n"])
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("catalog")
    (root / "msgc.yaml").write_text(request.param, encoding="utf-8")
    return Project.open(root)


def _plain(project: Project) -> PlainMessages:
    clock = {each: clock_rules_for(each, NOW, project.config) for each in CHANNELS}
    return PlainMessages(project.files, project.index, project.config, None, clock)


@settings(max_examples=600, deadline=None)
@given(messages=alike(), channel=st.sampled_from(CHANNELS))
def test_messages_that_are_written_alike(
    project: Project, messages: list[dict[str, Any]], channel: str
) -> None:
    plain = _plain(project)
    for words in messages:
        told = plain.forms(channel).payload(taken_apart(words))
        if told is not None:
            expected = plain.payloads_of({"m": words}, {"m": channel}).get("m")
            assert repr(told) == repr(expected)


@pytest.mark.parametrize("name", WORDS)
def test_a_sound_message_is_told_by_one_that_is_written_alike(project: Project, name: str) -> None:
    plain, words = _plain(project), WORDS[name]
    is_sound = bool(plain.payloads_of({"m": words}, {"m": "whatsapp"}))
    forms = plain.forms("whatsapp")
    told = [forms.payload(taken_apart(words)) for _ in range(3)]
    assert (told[-1] is not None) == is_sound


def test_what_is_written_otherwise_is_taken_apart_otherwise() -> None:
    values: list[Any] = [
        *("a", ("a",), ("a", "|"), "", "~", "null", {}, [], {"a": ""}, {"a": "~"}, ["a"], ["", ""]),
        *({"a": {}, "b": "x"}, {"a": {"b": "x"}}, [["a"], "b"], [["a", "b"]], {"0": "a"}, [{}, []]),
    ]
    assert len({taken_apart({"x": each}).tokens for each in values}) == len(values)


@settings(max_examples=60, deadline=None)
@given(st.lists(edited(), min_size=1, max_size=4), CONFIGS)
@example([SEEDS["location"], SEEDS["location"].replace("52.37", "152.37")], "channel: whatsapp\n")
@example([SEEDS["file"], SEEDS["file"].replace("a.pdf\n", "a.zip\n", 1)], "channel: whatsapp\n")
def test_a_catalog_of_messages(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], config: str
) -> None:
    root = tmp_path_factory.mktemp("catalog")
    (root / "templates").mkdir()
    (root / "msgc.yaml").write_text(config, encoding="utf-8")
    for number, text in enumerate(texts * 3):
        _write(root / "templates" / f"m{number}.msg.yaml", text)
    project = Project.open(root)
    names = list(project.paths())
    assert _plain(project).sound(names) == set(_plain(project).payloads(names))


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))

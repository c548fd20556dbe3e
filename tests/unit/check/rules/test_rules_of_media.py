"""Media, known and unknown: the type that an ending or a declaration tells."""

from __future__ import annotations

import pytest

from msgc.chars import Chars
from msgc.check.breach import UNKNOWN, Path
from msgc.check.possible import OpenDict, OpenEntries, Possible
from msgc.check.rules.endings import types_told
from msgc.check.rules.media import (
    content_types,
    media_types,
    no_caption,
    not_media_types,
    one_family,
)
from msgc.check.rules.model import Test
from msgc.facts.media_types import media_type_of
from msgc.plan import Hole
from msgc.source import SourceFile
from msgc.syntax.expr import Expr, Filter, Join, Name, Text
from msgc.texts import CODE_POINTS, words_type
from msgc.types import IntegerType, StringType

SPAN = SourceFile("x", "x").span(0, 1)
IMAGES = media_types(["image/jpeg", "image/png"])
SOUND = content_types({"audio": ["audio/mpeg"], "video": ["video/mp4"]})
ALIKE = one_family("url")
BARE = no_caption("audio")
WORD = StringType(chars=Chars.WORD)


def holds(test: Test, value: object) -> list[bool | None]:
    return [outcome.holds for outcome in test(value, CODE_POINTS)]


def at(test: Test, value: object) -> list[Path]:
    return [each.at for each in test(value, CODE_POINTS) if each.holds is False]


def url(*parts: str | StringType | Filter) -> Possible:
    """A URL of literal text and of data of some types."""
    pieces = {}
    exprs: list[Expr] = []
    for part in parts:
        if isinstance(part, str):
            exprs.append(Text(SPAN, part))
        elif isinstance(part, Filter):
            exprs.append(part)
        else:
            exprs.append(Name(SPAN, "data"))
            pieces[id(exprs[-1])] = part
    hole = Hole(Join(SPAN, tuple(exprs)), frozenset({"string"}), SPAN)
    return Possible(StringType(), hole, pieces=pieces)


def urlencoded() -> Filter:
    return Filter(SPAN, Name(SPAN, "data"), "urlencode", SPAN, (), ())


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("https://a.co/b.jpg", "image/jpeg"),
        ("https://a.co/b.AVIF?v=1.png#c.jpg", "image/avif"),
        ("https://a.co/b", None),
        ("https://a.co/b.php?f=a.jpg", None),
        ("https://a.png", None),
        ("https://a.co/v2.1/", None),
        ("https://a.co/{{code}}.mov", "video/quicktime"),
    ],
)
def test_the_type_that_a_url_tells(value: str, told: str | None) -> None:
    assert media_type_of(value) == told


def test_the_type_that_a_url_with_data_tells():
    assert types_told(url("https://a.co/", WORD, ".jpg")) == {"image/jpeg"}
    assert types_told(url("https://a.co/", urlencoded(), ".jpg?v=", WORD)) == {"image/jpeg"}
    assert types_told(url("https://a.co/", StringType(), ".jpg")) is None
    assert types_told(url("https://a.co/a.", WORD)) is None
    assert types_told(url("https://a.co/", WORD, "jpg")) is None
    assert types_told(url("https://a.co/", WORD)) is None
    assert types_told(url(StringType("uri"), "/a.jpg")) is None
    assert types_told(url("https://a.co/", words_type(["a", "b"]), ".jpg")) == {"image/jpeg"}
    assert types_told(url("https://a.co/", words_type(["a", "b?"]), ".jpg")) is None
    words = Possible(words_type(["https://a.co/a.jpg", "https://a.co/b"]))
    assert types_told(words) == {"image/jpeg", None}
    assert types_told(Possible(StringType("uri"))) is None
    assert types_told(Possible(IntegerType())) is None
    assert types_told(UNKNOWN) is None


def test_media_by_the_ending():
    assert holds(IMAGES, "https://a.co/b.png") == holds(IMAGES, "https://a.co/b") == [True]
    assert holds(IMAGES, "https://a.co/b.gif") == [False]
    assert holds(IMAGES, url("https://a.co/", WORD, ".gif")) == [False]
    assert holds(IMAGES, url("https://a.co/", WORD, ".png")) == [True]
    assert holds(IMAGES, url("https://a.co/", WORD)) == holds(IMAGES, UNKNOWN) == [None]
    words = Possible(words_type(["https://a.co/a.jpg", "https://a.co/b.gif"]))
    assert holds(IMAGES, words) == [None]
    assert holds(IMAGES, 3) == []
    assert holds(not_media_types(["image/webp"]), "https://a.co/b.webp") == [False]
    assert holds(not_media_types(["image/webp"]), "https://a.co/b.gif") == [True]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("audio/mpeg", True),
        ("Audio/MPEG; rate=44100", True),
        ("audio/wav", False),
        ("video/quicktime", False),
        ("application/pdf", True),
        ("audio", False),
        (Possible(words_type(["audio/mpeg", "text/plain"])), True),
        (Possible(words_type(["audio/wav", "text/plain"])), None),
        (Possible(StringType()), None),
        (UNKNOWN, None),
    ],
)
def test_media_by_what_is_declared(value: object, expected: bool | None) -> None:
    assert holds(SOUND, value) == [expected]


def entry(value: object) -> dict[str, object]:
    return {"url": value}


IMAGE, VIDEO, OTHER = (entry(f"https://a.co/{name}") for name in ("a.jpg", "a.mp4", "a"))


@pytest.mark.parametrize(
    ("entries", "expected", "place"),
    [
        ([IMAGE, IMAGE, OTHER], True, []),
        ([OTHER, VIDEO, IMAGE], False, [(2,)]),
        ([IMAGE, entry(Possible(StringType()))], None, []),
        ([entry(Possible(StringType())), IMAGE, VIDEO], False, [(2,)]),
        ([IMAGE, {}, entry(None)], True, []),
        ([IMAGE, UNKNOWN], None, []),
        (OpenEntries([IMAGE, VIDEO], [(1, 1), (0, 1)]), None, []),
        (OpenEntries([IMAGE, VIDEO], [(1, None), (1, 1)]), False, [(1,)]),
        (OpenEntries([IMAGE, IMAGE], [(0, None), (1, 1)]), True, []),
        (UNKNOWN, None, []),
    ],
)
def test_media_of_one_family(entries: object, expected: bool | None, place: list[Path]) -> None:
    assert holds(ALIKE, entries) == [expected]
    assert at(ALIKE, entries) == place


def test_media_that_may_be_absent_are_not_sure_to_differ():
    maybe = OpenDict(VIDEO)
    maybe.maybe = frozenset({"url"})
    assert holds(ALIKE, [IMAGE, maybe]) == [None]


def files(*types: object, text: object = "Hello") -> dict[str, object]:
    found: dict[str, object] = {"files": [{"contentType": each} for each in types]}
    return {**found, "text": text} if text is not None else found


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (files("audio/mpeg"), False),
        (files("audio/mpeg", "audio/ogg"), False),
        (files("audio/mpeg", "application/pdf"), True),
        (files("audio/mpeg", text=None), True),
        (files(), True),
        (files(UNKNOWN), None),
        (files("application/pdf", UNKNOWN), True),
        ({"files": UNKNOWN, "text": "Hello"}, None),
        (UNKNOWN, None),
    ],
)
def test_captions_of_sound(value: object, expected: bool | None) -> None:
    assert holds(BARE, value) == [expected]
    assert at(BARE, value) == ([("text",)] if expected is False else [])

"""The quick ways to say that a payload keeps all: never where the careful ones find a breach."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msgc.check.breach import UNKNOWN, Breach
from msgc.check.possible import OpenDict, OpenEntries
from msgc.check.quick_kinds import Leaf
from msgc.check.quick_payload import _PLAIN_URL, surely_fits
from msgc.check.rules.engine import as_breach, judged, rule_breaches
from msgc.check.rules.left import left_of
from msgc.check.rules.model import Rule
from msgc.check.rules.quick import quick_test
from msgc.check.rules.reading import KEYWORDS
from msgc.check.rules.relevant import relevant
from msgc.check.rules.units import counts_alike
from msgc.check.rules.unsure import unsure
from msgc.check.schema import message_check
from msgc.config import Config
from msgc.facts.formats import is_uri
from msgc.pipeline.platform import rules_for
from msgc.source import SourceFile
from msgc.texts import CODE_POINTS, UNITS, UTF16
from tests.differential.test_verify import PAYLOADS, VALUES, mutated

RULES = rules_for("whatsapp")
IN_UTF16 = rules_for("whatsapp", Config(SourceFile("", ""), units=UTF16))
TEXTS = st.text(alphabet="ab é😀 \n\ud800", max_size=12)
OTHER_TEXTS = TEXTS | st.sampled_from(
    [
        *(
            "x" * 21,
            "x" * 1025,
            "https://example.com/a",
            "https://localhost/a.mp4",
            "reply",
            "link",
        ),
        *("text", "file", "en", "a@example.com", "+31612345678", "a\n\nb", "audio/mp4", "string"),
    ]
)
HOSTS = st.sampled_from(
    [
        *(
            "example.com",
            "localhost",
            "a.local",
            "b.localhost",
            "x.internal",
            "home.arpa",
            "a.arpa",
        ),
        *("10.0.0.1", "8.8.8.8", "0x7f.1", "a.b.internal.", "LOCALHOST", "a.locally", "a-b.co"),
        *("u@a.local", "a.com:80", "[::1]", "{{x}}.local", "a", "a.com\\.local", "%6cocal", ""),
    ]
)


def carefully(payload: object, rules: tuple[Rule, ...]) -> list[Breach]:
    return [as_breach(each) for each in judged(payload, rules) if each.holds is False]


@st.composite
def opened(draw: st.DrawFn) -> object:
    """A payload of which some members, lists and values aren't known."""
    return _opened(draw(mutated()), draw(st.randoms(use_true_random=False)))


def _opened(value: object, random: Random) -> object:
    how = random.randrange(8)
    if isinstance(value, dict):
        members = {name: _opened(each, random) for name, each in value.items()}
        if how > 1:
            return members if how > 4 else value
        result = OpenDict(members)
        result.maybe = frozenset(list(members)[how:])
        return result
    if isinstance(value, list):
        entries = [_opened(each, random) for each in value]
        rounds = [((0, 1), (1, 1), (0, None))[how % 3] for _ in entries]
        return OpenEntries(entries, rounds) if how < 2 else entries
    return UNKNOWN if how == 0 else value


def test_what_the_gallery_sends_is_surely_right() -> None:
    assert all(map(surely_fits(), PAYLOADS))
    left = [unsure(payload, relevant(RULES, payload)) for payload in PAYLOADS]
    assert sum(map(len, left)) < len(PAYLOADS)


@settings(max_examples=2000, deadline=None)
@given(mutated() | VALUES | opened())
def test_what_surely_fits_breaks_nothing(payload: object) -> None:
    found: list[Breach] = []
    message_check()(payload, (), found)
    assert not (surely_fits()(payload) and found), found


@pytest.mark.parametrize("rules", [RULES, IN_UTF16], ids=["code points", "utf16"])
@settings(max_examples=1000, deadline=None)
@given(payload=mutated() | VALUES | opened())
def test_rules_find_the_same(rules: tuple[Rule, ...], payload: object) -> None:
    assert rule_breaches(payload, rules) == carefully(payload, rules)


@st.composite
def with_leaves(draw: st.DrawFn) -> tuple[object, list[str]]:
    """A payload with leaves in place of some texts, and other texts for them."""
    random = draw(st.randoms(use_true_random=False))
    found: list[str] = []
    payload = _with_leaves(draw(mutated()), random, found)
    texts = draw(st.lists(OTHER_TEXTS, min_size=len(found), max_size=len(found)))
    return payload, [
        random.choice((old, old, new, found[0])) for old, new in zip(found, texts, strict=True)
    ]


def _with_leaves(value: object, random: Random, found: list[str]) -> object:
    if isinstance(value, dict):
        return {name: _with_leaves(each, random, found) for name, each in value.items()}
    if isinstance(value, list):
        return [_with_leaves(each, random, found) for each in value]
    if type(value) is str and random.random() < 0.8:
        found.append(value)
        return Leaf(len(found) - 1)
    return value


def _filled(value: object, texts: list[str]) -> object:
    if isinstance(value, Leaf):
        return texts[value.number]
    if isinstance(value, dict):
        return {name: _filled(each, texts) for name, each in value.items()}
    return [_filled(each, texts) for each in value] if isinstance(value, list) else value


def _leaves(value: object) -> list[Leaf]:
    if isinstance(value, dict | list):
        below = value.values() if isinstance(value, dict) else value
        return [leaf for each in below for leaf in _leaves(each)]
    return [value] if isinstance(value, Leaf) else []


@pytest.mark.parametrize("rules", [RULES, IN_UTF16], ids=["code points", "utf16"])
@settings(max_examples=2000, deadline=None)
@given(given=with_leaves())
def test_what_is_left_to_texts_is_all_that_they_can_break(
    rules: tuple[Rule, ...], given: tuple[object, list[str]]
) -> None:
    payload, texts = given
    if not isinstance(payload, dict) or not surely_fits()(payload):
        return
    left = left_of(payload, rules)
    passed = all(test(texts[leaf.number]) for leaf in _leaves(payload) for test in leaf.tests)
    if left is None or not passed or not all(test(_filled(each, texts)) for each, test in left):
        return
    whole, found = _filled(payload, texts), list[Breach]()
    message_check()(whole, (), found)
    assert not found
    assert carefully(whole, rules) == []


def _holds(keyword: str, argument: object, unit: str, value: object) -> None:
    test = counts_alike(argument) if keyword == "eitherUnit" else KEYWORDS[keyword](argument)
    rule = Rule("MSG401", "", "", (), keyword, argument, test, "", None, "", "", unit)
    if quick_test(rule)(value):
        assert all(each.holds is True for each in test(value, unit))


@settings(max_examples=500)
@given(TEXTS, st.integers(0, 12), st.sampled_from(UNITS))
def test_lengths(text: str, most: int, unit: str) -> None:
    _holds("maxLength", most, unit, text)
    _holds("eitherUnit", most, unit, text)


@settings(max_examples=500)
@given(
    st.text(alphabet="a  \t\n\r\x0b\x1c\x85\xa0\u2028\u3000", max_size=9) | VALUES,
    st.integers(0, 4),
)
def test_lines(text: object, most: int) -> None:
    _holds("oneLine", {"spaces": most}, CODE_POINTS, text)
    _holds("maxBreaks", most, CODE_POINTS, text)


@given(st.from_regex(_PLAIN_URL.pattern, fullmatch=True))
def test_plain_urls_are_urls(url: str) -> None:
    assert is_uri(url)


@settings(max_examples=500)
@given(HOSTS, st.sampled_from(["", "/a", "?a", "#a", "\\a", "/a.local", "\n"]))
def test_hosts(host: str, rest: str) -> None:
    for scheme in ("http://", "https://", "HTTPS://", "ftp://"):
        _holds("publicHost", True, CODE_POINTS, f"{scheme}{host}{rest}")

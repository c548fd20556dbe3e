"""The quick ways to say that a payload keeps all: never where the careful ones find a breach."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msgc.check.abstract import OpenDict, OpenEntries
from msgc.check.breach import UNKNOWN, Breach
from msgc.check.quick_payload import surely_fits
from msgc.check.rules.engine import as_breach, judged, rule_breaches
from msgc.check.rules.model import Rule
from msgc.check.rules.quick import quick_test
from msgc.check.rules.reading import KEYWORDS
from msgc.check.rules.relevant import relevant
from msgc.check.rules.units import counts_alike
from msgc.check.rules.unsure import unsure
from msgc.check.schema import message_check
from msgc.config import Config
from msgc.pipeline.platform import rules_for
from msgc.source import SourceFile
from msgc.texts import CODE_POINTS, UNITS, UTF16
from tests.differential.test_verify import PAYLOADS, VALUES, mutated

RULES = rules_for("whatsapp")
IN_UTF16 = rules_for("whatsapp", Config(SourceFile("", ""), units=UTF16))
TEXTS = st.text(alphabet="ab é😀 \n\ud800", max_size=12)
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
@given(HOSTS, st.sampled_from(["", "/a", "?a", "#a", "\\a", "/a.local", "\n"]))
def test_hosts(host: str, rest: str) -> None:
    for scheme in ("http://", "https://", "HTTPS://", "ftp://"):
        _holds("publicHost", True, CODE_POINTS, f"{scheme}{host}{rest}")

"""Rules that need the clock, and the two ways of counting."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from msgc.check.breach import UNKNOWN
from msgc.check.clock import clock_breaches
from msgc.check.rules.moments import within_days
from msgc.check.rules.units import counts_alike
from msgc.pipeline.platform import clock_rules_for
from msgc.texts import CODE_POINTS, UTF16

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


def codes(when: object, channel: str = "whatsapp") -> list[str]:
    rules = clock_rules_for(channel, NOW)
    return [each.code for each in clock_breaches({"scheduledFor": when}, NOW, rules)]


@pytest.mark.parametrize(
    ("ahead", "expected"),
    [
        (timedelta(days=35), []),
        (timedelta(days=35, seconds=1), ["MSG434"]),
        (timedelta(0), []),
        (timedelta(seconds=-1), ["MSG314"]),
    ],
)
def test_a_time_lies_between_now_and_the_limit(ahead: timedelta, expected: list[str]) -> None:
    assert codes((NOW + ahead).isoformat()) == expected


def test_the_limit_is_the_platforms_and_the_past_everybodys():
    assert codes("2030-01-01T00:00:00Z", "any") == []
    assert codes("2020-01-01T00:00:00z", "any") == ["MSG314"]


@pytest.mark.parametrize("when", ["tomorrow", "2030-01-01T00:00:00", None, 3])
def test_what_is_no_time_is_the_schemas(when: object) -> None:
    assert codes(when) == []


def test_an_unknown_time_is_left():
    assert [each.holds for each in within_days(35, NOW)(UNKNOWN, CODE_POINTS)] == [None]


@pytest.mark.parametrize("unit", [CODE_POINTS, UTF16])
@pytest.mark.parametrize(
    ("text", "expected"),
    [("🎉🎉", True), ("🎉🎉a", False), ("abcd", True), ("abcde", True), ("🎉🎉🎉🎉🎉", True)],
)
def test_a_text_that_fits_in_one_unit_alone_is_told(text: str, expected: bool, unit: str) -> None:
    assert [each.holds for each in counts_alike(4)(text, unit)] == [expected]


def test_of_an_unknown_text_nothing_is_said_about_units():
    assert list(counts_alike(4)(UNKNOWN, CODE_POINTS)) == []

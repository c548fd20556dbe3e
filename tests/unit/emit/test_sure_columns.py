"""Where a quick test says yes of a column, the keyword's own test says so of each of its texts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msgc.check.rules.reading import KEYWORDS
from msgc.emit import checks
from msgc.emit.declined import DeclinedError
from msgc.emit.sure_columns import SureFirst
from msgc.facts.formats import FORMATS
from msgc.recipients.quick_texts import escaped_texts
from msgc.recipients.written_columns import TextColumn
from msgc.texts import CODE_POINTS
from tests.kernel_help import needs_kernel

SPACES = " \t\n\r\x0b\x0c\x1c\x85\u2028\u2029\u00a0"
COLUMNS = st.lists(st.text(alphabet=f'{SPACES}ab|é😀\\"', max_size=5), min_size=1, max_size=4)
PHONES = st.sampled_from(["+31612345678", "+12025550112", "0612", "+31612345678\n", "", "+3a"])
MANY_PHONES = st.lists(PHONES, min_size=1, max_size=3)
ARGUMENTS: dict[str, object] = {"trimmed": True, "oneLine": {"spaces": 2}, "maxBreaks": 1}


def own(keyword: str, argument: object, value: object) -> bool:
    outcomes = KEYWORDS[keyword](argument)(value, CODE_POINTS)
    return all(each.holds is not False for each in outcomes)


def of_rule(keyword: str, argument: object) -> SureFirst:
    return SureFirst(keyword, argument, lambda value: own(keyword, argument, value), of_rule=True)


def number() -> SureFirst:
    return SureFirst("format", "phone", FORMATS["phone"], of_rule=False)


@pytest.mark.parametrize("keyword", ARGUMENTS)
@settings(max_examples=300)
@given(column=COLUMNS)
def test_what_it_takes_the_rule_takes(keyword: str, column: list[str]) -> None:
    argument = ARGUMENTS[keyword]
    fits = of_rule(keyword, argument)
    assert fits.are_sure is not None
    for each in (column, TextColumn(None, escaped_texts(column))):
        if fits.are_sure(each):
            assert all(own(keyword, argument, text) for text in column)


@pytest.mark.parametrize("keyword", [*ARGUMENTS, "pattern"])
@given(column=COLUMNS)
def test_of_one_text_it_says_what_the_rule_says(keyword: str, column: list[str]) -> None:
    argument = ARGUMENTS.get(keyword, "a?|é+\\s")
    fits = of_rule(keyword, argument)
    assert [fits(text) for text in column] == [own(keyword, argument, text) for text in column]


@pytest.mark.parametrize("count", [1, 63, 64, 200])
@given(column=MANY_PHONES)
def test_numbers(count: int, column: list[str]) -> None:
    fits, many = number(), [*["+31612345678"] * count, *column]
    assert fits.are_sure is not None
    assert fits.are_sure(many) == all(map(FORMATS["phone"], many))


@pytest.mark.parametrize("keyword", ARGUMENTS)
def test_a_usual_column_is_sure(keyword: str) -> None:
    fits = of_rule(keyword, ARGUMENTS[keyword])
    assert fits.are_sure is not None
    assert fits.are_sure(["Lamp 1", "é", "a b"])


@needs_kernel
@pytest.mark.parametrize("keyword", ARGUMENTS)
def test_of_a_usual_column_in_one_piece_no_text_is_made(keyword: str) -> None:
    fits, column = (
        of_rule(keyword, ARGUMENTS[keyword]),
        TextColumn(None, rb"Bob \"B\"" b"\x7f\\\\\x7f\xc3\xa9"),
    )
    assert fits.are_sure is not None
    assert fits.are_sure(column)
    assert column._values is None


@pytest.mark.parametrize(
    ("keyword", "bad"), [("trimmed", " a"), ("oneLine", "a\nb"), ("maxBreaks", "a\n\nb")]
)
def test_a_column_with_a_bad_text_names_its_row(keyword: str, bad: str) -> None:
    with pytest.raises(DeclinedError) as raised:
        checks.texts_fit(["a", bad, "b"], of_rule(keyword, ARGUMENTS[keyword]))
    assert raised.value.rows == (1,)


def test_what_it_has_no_quick_way_for_is_asked() -> None:
    fits = SureFirst("oneOf", ["a"], "a".__eq__, of_rule=True)
    assert fits.are_sure is None
    assert [fits("a"), fits("b")] == [True, False]

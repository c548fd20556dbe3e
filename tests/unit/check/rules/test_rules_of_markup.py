"""Data in a text, by its type: whether it may bring marks that WhatsApp formats words by."""

from __future__ import annotations

from msgc.chars import Chars
from msgc.check.breach import UNKNOWN
from msgc.check.possible import Possible
from msgc.check.rules.markup import plain_data
from msgc.plan import Hole
from msgc.source import SourceFile
from msgc.syntax.expr import Branch, Const, Expr, Filter, For, If, Join, Name, Text
from msgc.texts import CODE_POINTS, words_type
from msgc.types import OptionalType, StringType

SPAN = SourceFile("x", "name").span(0, 4)
SAFE, ANY = StringType(chars=Chars.WORD | Chars.SPACE), StringType()
NAME = Name(SPAN, "name")
OTHER = Name(SPAN, "other")


def join(*parts: Expr) -> Join:
    return Join(SPAN, (Text(SPAN, "*Hi* "), *parts))


def judged(expr: Expr, pieces: dict[int, StringType], kind: StringType = ANY) -> bool | None:
    hole = Hole(expr, frozenset({"string"}), SPAN)
    (outcome,) = plain_data(True)(Possible(kind, hole, pieces=pieces), CODE_POINTS)
    return outcome.holds


def test_data_whose_type_has_no_marks_is_safe():
    assert judged(join(NAME), {id(NAME): SAFE}) is True
    assert judged(join(NAME), {id(NAME): words_type(["*a*", "b"])}) is True
    assert judged(join(), {}) is True


def test_data_that_may_bring_marks_is_not():
    assert judged(join(NAME), {id(NAME): ANY}) is False
    assert judged(join(OTHER, NAME), {id(NAME): ANY}) is False


def test_data_of_unknown_type_is_left():
    assert judged(join(NAME), {}) is None
    assert plain_data(True)(UNKNOWN, CODE_POINTS) is not None
    assert [each.holds for each in plain_data(True)(UNKNOWN, CODE_POINTS)] == [None]


def test_the_filter_makes_it_safe_where_it_is_the_last():
    plain = Filter(SPAN, NAME, "plain", SPAN, (), ())
    upper = Filter(SPAN, plain, "upper", SPAN, (), ())
    assert judged(join(plain), {id(plain): ANY}) is True
    assert judged(join(upper), {id(upper): ANY}) is False


def test_data_in_tags_counts():
    chosen = If(SPAN, (Branch(OTHER, join(NAME)),), None)
    looped = For(SPAN, ("x",), OTHER, None, join(), join(NAME))
    for tag in (chosen, looped):
        assert judged(join(tag), {id(NAME): ANY}) is False
        assert judged(join(tag), {id(NAME): SAFE}) is True


def test_a_whole_expression_is_judged_by_its_own_type():
    assert judged(NAME, {}, ANY) is False
    assert judged(NAME, {}, SAFE) is True
    assert judged(Const(SPAN, "*"), {}, words_type(["*"])) is True


def test_what_may_be_omitted_is_judged_where_it_is_there():
    hole = Hole(NAME, frozenset({"string"}), SPAN)
    (outcome,) = plain_data(True)(Possible(OptionalType(ANY, omit=True), hole), CODE_POINTS)
    assert outcome.holds is False


def test_a_text_that_is_known_has_no_data():
    assert list(plain_data(True)("*Hi*", CODE_POINTS)) == []


def test_the_sentence_names_the_data():
    hole = Hole(join(NAME), frozenset({"string"}), SPAN)
    value = Possible(ANY, hole, pieces={id(NAME): ANY})
    (outcome,) = plain_data(True)(value, CODE_POINTS)
    assert outcome.told == "shows `name`, whose * _ ~ and ` WhatsApp takes for its own"
    assert outcome.help == "Write `{{ name | plain }}`."

"""What a rule says of a list in which something isn't known holds for every list it can become."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msgc.check.possible import OpenDict, OpenEntries, Possible, kind_of
from msgc.check.rules.reading import KEYWORDS
from msgc.texts import CODE_POINTS, words_type
from msgc.types import StringType

WORDS = ("ask", "say", "https://a.co/a.jpg", "https://a.co/a.mp4", "https://a.co/a")
RULES: dict[str, Any] = {
    "alone": {"at": "type", "is": "ask"},
    "maxOfKind": {"at": "type", "is": "ask", "most": 1},
    "oneFamily": "type",
    "distinct": {"by": "type"},
    "maxItems": 2,
    "minItems": 2,
}
word = st.sampled_from(WORDS)
written = word | st.lists(word, min_size=2, max_size=3, unique=True).map(
    lambda words: Possible(words_type(words))
)


@st.composite
def entries(draw: st.DrawFn) -> dict[str, object]:
    found = OpenDict({"type": draw(written)})
    found.maybe = frozenset({"type"} if draw(st.booleans()) else ())
    return found


rounds = st.sampled_from([(1, 1), (0, 1), (0, 2), (2, 2), (1, 3), (0, None)])
open_lists = st.lists(st.tuples(entries(), rounds), max_size=4).map(
    lambda pairs: OpenEntries([entry for entry, _ in pairs], [often for _, often in pairs])
)


@st.composite
def outcomes_of(draw: st.DrawFn, value: OpenEntries) -> list[object]:
    """One list of those that a row can make."""
    result: list[object] = []
    for entry, (least, most) in zip(value, value.rounds, strict=True):
        for _ in range(draw(st.integers(least, 4 if most is None else most))):
            result.append(_entry(draw, entry))
    return result


def _entry(draw: st.DrawFn, entry: object) -> dict[str, object]:
    assert isinstance(entry, OpenDict)
    if "type" in entry.maybe and draw(st.booleans()):
        return {}
    kind = kind_of(entry["type"])
    assert kind is None or isinstance(kind, StringType)
    return {"type": entry["type"] if kind is None else draw(st.sampled_from(kind.enum or ()))}


@pytest.mark.parametrize("keyword", RULES)
@given(data=st.data())
def test_a_judgement_holds_for_every_list(keyword: str, data: st.DataObject) -> None:
    test = KEYWORDS[keyword](RULES[keyword])
    value = data.draw(open_lists)
    (told,) = test(value, CODE_POINTS)
    made = data.draw(outcomes_of(value))
    (found,) = test(made, CODE_POINTS)
    assert found.holds is not None
    assert told.holds in (None, found.holds)

"""Whatever values lines have, those that are found to fit are those that a strict decoder takes."""

from __future__ import annotations

import json
from collections.abc import Mapping

from hypothesis import example, given
from hypothesis import strategies as st

from msgc.recipients.line_decoder import LineDecoder
from msgc.recipients.line_keys import LineKeys
from msgc.types import (
    BooleanType,
    Field,
    IntegerType,
    ListType,
    NumberType,
    ObjectType,
    OptionalType,
    StringType,
)

INNER = ObjectType(fields={"id": Field(StringType()), "some": Field(ListType(StringType()))})
KIND = ObjectType(
    fields={
        "text": Field(StringType()),
        "whole": Field(IntegerType(), optional=True),
        "number": Field(OptionalType(NumberType())),
        "truth": Field(BooleanType(), default=True),
        "many": Field(ListType(StringType())),
        "inner": Field(INNER),
    }
)
GOOD = {"text": "a", "whole": 1, "number": 0.5, "truth": True, "many": [], "inner": {}}
INSIDE = {"id": "b", "some": []}
ODD = ("1e400", "1" * 30, "1.0", "-0", "null", "[null]", "{}", '"\\ud800"', "NaN", '"\\u0000"')
values = st.one_of(
    st.sampled_from(ODD),
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=3)).map(json.dumps),
)
changes = st.dictionaries(st.sampled_from([*GOOD, *INSIDE]), st.none() | values, max_size=2)


def line(change: dict[str, str | None]) -> bytes:
    """Return a good row with some of its values written otherwise, or left out where None."""
    inner = _written({**_plain(INSIDE), **{k: v for k, v in change.items() if k in INSIDE}})
    outer = {k: v for k, v in change.items() if k in GOOD}
    return _written({**_plain(GOOD), "inner": inner, **outer}).encode("utf-8", "surrogatepass")


def _plain(values: Mapping[str, object]) -> dict[str, str]:
    return {key: json.dumps(value) for key, value in values.items()}


def _written(values: Mapping[str, str | None]) -> str:
    members = [f'"{key}":{value}' for key, value in values.items() if value is not None]
    return f"{{{','.join(members)}}}"


def taken(decoder: LineDecoder, data: bytes) -> bool:
    """Whether the strict decoder takes a line."""
    return decoder.decode(data) is not None


@given(st.lists(changes, min_size=1, max_size=6))
@example([{"text": None}, {"many": None}, {"id": None}, {"some": None}])
@example([{key: "null"} for key in (*GOOD, *INSIDE)])
@example([{"whole": "true"}, {"truth": "1"}, {"number": '"1"'}, {"id": "7"}, {}])
def test_what_fits_is_what_is_taken(written: list[dict[str, str | None]]) -> None:
    decoder = LineDecoder(LineKeys(KIND))
    lines = [line(change) for change in written]
    found = decoder.fitting(b"\n".join(lines))
    if not found.lines:
        # A line that no decoder takes, or an object that is none.
        assert not all(taken(decoder, each) for each in lines)
        return
    good = [place for place, each in enumerate(lines) if taken(decoder, each)]
    assert found.places == good
    if good:
        strict = decoder.columns(decoder.decoded(b"\n".join(lines[place] for place in good)))
        assert repr(shown(found.columns[0])) == repr(shown(strict[0]))
        assert found.columns[1].size == strict[1].size
        assert found.columns[1].keys == strict[1].keys


def shown(column: object) -> object:
    """Return columns as plain lists."""
    if isinstance(column, dict):
        return {key: shown(each) for key, each in column.items()}
    return None if column is None else list(column)  # type: ignore[call-overload]

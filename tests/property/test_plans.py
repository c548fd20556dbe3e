"""What holds of every plan: its identity, its chunks, its seals."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msgc.push import plan_reading, plan_writing
from msgc.push.candidates import Candidate
from msgc.push.keys import address, person
from msgc.push.plan_reading import read_plan
from msgc.push.plans import PlanError
from tests.unit.push.plan_help import NOW, RULES, TERMS, candidates, payload, phone, plan

people = st.lists(st.integers(0, 10**8 - 1), unique=True, max_size=12)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def reversed_keys(value: object) -> object:
    if isinstance(value, dict):
        return {key: reversed_keys(each) for key, each in reversed(value.items())}
    return [reversed_keys(each) for each in value] if isinstance(value, list) else value


@given(people, texts, st.randoms(use_true_random=False))
def test_identity_is_of_what_is_sent_alone(
    numbers: list[int], text: str, order: random.Random
) -> None:
    written = [payload(phone(number), text) for number in numbers]
    other = [json.dumps(reversed_keys(json.loads(each)), indent=1).encode() for each in written]
    order.shuffle(other)
    suppressed = frozenset(person(phone(number)) for number in numbers[::2])
    later = replace(TERMS, created=NOW + timedelta(days=3), rate=10.0)
    with TemporaryDirectory() as folder:
        first = plan(Path(folder), candidates(*written))
        rules = replace(RULES, suppressed=suppressed)
        second = plan(Path(folder), candidates(*other), rules, later)
        third = plan(Path(folder), candidates(*written, payload("+12025550100", text)))
    assert first.identity() == second.identity()
    assert len({first.identity(), third.identity(), first.identity("again")}) == 3


@given(st.integers(1, 4), st.integers(0, 14), st.integers(0, 16), st.integers(0, 16))
def test_any_reading_is_the_slice(chunk: int, count: int, start: int, stop: int) -> None:
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        patch.setattr(plan_writing, "CHUNK", chunk)
        patch.setattr(plan_reading, "CHUNK", chunk)
        plan(Path(folder), (Candidate(n + 1, payload(phone(n))) for n in range(count)))
        reader = read_plan(Path(folder) / "shipped.plan.json").reader()
        whole = list(reader.entries(0, count))
        assert len(whole) == count
        assert list(reader.entries(start, stop)) == whole[start:stop]


@given(st.sampled_from(["shipped.plan.json", "shipped.plan.ndjson"]), st.data())
def test_a_byte_altered_anywhere_is_refused(name: str, data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        plan(Path(folder), candidates(payload(phone(1)), payload(phone(2))))
        path = Path(folder) / name
        written = bytearray(path.read_bytes())
        at = data.draw(st.integers(0, len(written) - 1))
        written[at] ^= data.draw(st.integers(1, 255))
        path.write_bytes(written)
        with pytest.raises(PlanError):
            read_plan(Path(folder) / "shipped.plan.json")


@given(st.binary(max_size=4), st.sampled_from(["shipped.plan.json", "shipped.plan.ndjson"]))
def test_bytes_added_or_taken_away_are_refused(more: bytes, name: str) -> None:
    with TemporaryDirectory() as folder:
        plan(Path(folder), candidates(payload(phone(1))))
        path = Path(folder) / name
        written = path.read_bytes()
        path.write_bytes(written + more if more else written[:-1])
        with pytest.raises(PlanError):
            read_plan(Path(folder) / "shipped.plan.json")


@given(st.text())
def test_an_address_has_one_form(text: str) -> None:
    assert address(text) == address(f" {text} ")


@given(
    st.from_regex(r"[1-9][0-9]{7,13}", fullmatch=True), st.sampled_from([" ", "-", ".", "\u200b"])
)
def test_a_number_is_the_same_however_it_is_written(digits: str, mark: str) -> None:
    spread = mark.join(digits)
    forms = (digits, f"+{digits}", f"00{digits}", f"+{spread}", f"00{mark}{spread}", f"({digits})")
    assert {person(form) for form in forms} == {person(digits)}

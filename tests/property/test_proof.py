"""No row that fits `vars` breaks what is proved, and every witness breaks what it refutes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from msgc.config import Assume
from msgc.pipeline import Project
from msgc.pipeline.proving import prove
from msgc.pipeline.trials import Trials
from msgc.prove.model import State
from tests.property.typed_rows import rows

ROOT = Path(__file__).parents[2]
PROJECT = Project.open(ROOT)
NAMES = [name for name in PROJECT.paths() if PROJECT.message(name).is_sound]
PROOFS = {name: prove(PROJECT.message(name), Assume(), everything=True) for name in NAMES}
TRIALS = {name: Trials(PROJECT.message(name)) for name in NAMES}
WITH_VARIABLES = [name for name in NAMES if PROJECT.message(name).variables.fields]
SHOP = [name for name in NAMES if name.startswith("shop/")]


@pytest.mark.parametrize("name", WITH_VARIABLES)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_row_breaks_what_is_proved(name: str, data: st.DataObject) -> None:
    message = PROJECT.message(name)
    row = data.draw(rows(message.variables))
    locale = data.draw(st.sampled_from([None, *message.locales]))
    broken = TRIALS[name].run(row if locale is None else {**row, "locale": locale})
    proved = {each.key for each in PROOFS[name].constraints if each.state is State.PROVED}
    assert not proved & set(broken or ())


def test_the_shop_is_proved() -> None:
    counts = Counter(each.state for name in SHOP for each in PROOFS[name].constraints)
    assert counts[State.REFUTED] == 0
    assert counts[State.PROVED] >= 0.95 * counts.total()


def test_the_gallery_and_the_shop_have_no_findings() -> None:
    assert PROJECT.check() == []

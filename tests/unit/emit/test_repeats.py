"""Generated code does nothing twice for the same rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from msgc.emit.world import World
from msgc.pipeline.messages import Message
from msgc.pipeline.specialising import Specialised
from msgc.recipients.tables import RowTable
from tests.property.fast_help import opened

CHOICES = """\
vars:
  phone: phone
  points: integer
  rewards: [{name: string, cost: integer}]
to: "{{ phone }}"
text: Choose
button: Rewards
list:
  - for: reward in rewards
    if: reward.cost <= points and reward.name | truncate(points)
    reply: "{{ reward.name }}"
    description: "{{ reward.cost }}"
  - {reply: Stay}
"""
NUMBER = """\
vars:
  phone: string
to: "{{ phone }}"
text: Hello
"""


def sound(folder: Path, text: str) -> Message:
    message = opened(str(folder), text)
    assert message.is_sound
    return message


def test_what_closures_see_is_made_once_for_each_function(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    make = World.environments
    monkeypatch.setattr(
        World, "environments", lambda world, rows: seen.append(len(rows)) or make(world, rows)
    )
    rewards = [{"name": f"R{cost}", "cost": cost} for cost in (1, 2, 9)]
    rows = [{"phone": "+31612345678", "points": 5, "rewards": rewards}] * 3
    written = Specialised(sound(tmp_path, CHOICES)).written(RowTable(rows))
    assert isinstance(written, tuple)
    assert written[0].count(b'"text":"R') == 2 * len(rows)
    # Once to tell how many entries there are, once to write them.
    assert seen == [len(rows)] * 2


def test_a_contact_whose_key_is_known_is_checked_as_a_text(tmp_path: Path) -> None:
    programs = Specialised(sound(tmp_path, NUMBER))
    rows = [{"phone": each} for each in ("+31612345678", "+31612345679", "none", "")]
    made = programs.written(RowTable(rows))
    assert isinstance(made, list)
    assert [each is None for each in made] == [False, False, True, True]
    assert "'identifierValue': " not in programs.source
    assert "texts_fit" in programs.source

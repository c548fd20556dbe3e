"""A search that is spared hopeless constraints finds what one that tries them all finds."""

from __future__ import annotations

import tempfile
from pathlib import Path
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from msgc.config import Assume
from msgc.pipeline import Message, Project, proving
from msgc.pipeline.proving import prove
from msgc.pipeline.trials import Trials
from tests.property.test_proof_generated import BODIES, INTEGERS, PIECES, STRINGS

FLAT = tuple(piece for piece in PIECES if " l" not in piece)
TEXTS = st.lists(st.sampled_from(FLAT), min_size=1, max_size=4).map("".join)
OF_PLAIN_WORDS = """\
vars: {phone: string, a: string, b: string}
to: "{{ phone }}"
text: "Hi {{ a }}"
actions:
  - {postback: Track it, payload: "track:{{ a }}"}
  - {postback: Cancel it, payload: "cancel:{{ b }}"}
"""


@st.composite
def messages(draw: st.DrawFn) -> str:
    a, b, o = (draw(st.sampled_from(STRINGS)) for _ in range(3))
    n = draw(st.sampled_from(INTEGERS))
    head = f"vars:\n  a: {a}\n  b: {b}\n  n: {n}\n  o: {{optional: {o}}}\n"
    to = draw(st.sampled_from(["+31612345678", "{{ a }}"]))
    body = draw(st.sampled_from([each for each in BODIES if " l\n" not in each]))
    one, two, three = (draw(TEXTS) for _ in range(3))
    return f'{head}to: "{to}"\n{body.format(one=one, two=two, three=three)}'


def read(text: str) -> Message:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "templates").mkdir()
        (root / "msgc.yaml").write_text("channel: whatsapp\n", encoding="utf-8")
        (root / "templates" / "m.msg.yaml").write_text(text, encoding="utf-8")
        return Project.open(root).message("m")


def told(message: Message) -> list[tuple[object, ...]]:
    found = prove(message, Assume()).constraints
    return [(each.key, each.state, each.why, each.finding) for each in found]


def rows_tried(message: Message) -> int:
    run = Trials.run
    with patch.object(Trials, "run", autospec=True, side_effect=run) as ran:
        prove(message, Assume())
    return ran.call_count


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(messages())
def test_what_is_told_is_the_same(text: str) -> None:
    message = read(text)
    if message.is_sound:
        spared = told(message)
        with patch.object(proving, "is_searched_whole", return_value=False):
            assert told(message) == spared


def test_fewer_rows_are_tried() -> None:
    message = read(OF_PLAIN_WORDS)
    with patch.object(proving, "is_searched_whole", return_value=False):
        all_rows = rows_tried(message)
    assert rows_tried(message) < all_rows / 4

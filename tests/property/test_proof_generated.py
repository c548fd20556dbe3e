"""The proof is sound for messages that nobody wrote."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from msgc.config import Assume
from msgc.pipeline import Project
from msgc.pipeline.proving import Proof, prove
from msgc.pipeline.trials import Trials
from msgc.prove.model import State
from tests.property.typed_rows import rows

ROWS = 6
STRINGS = (
    "{type: string}",
    "{type: string, maxLength: 8}",
    "{type: string, minLength: 1, maxLength: 20}",
    "{type: string, minLength: 2, maxLength: 30}",
    "{enum: [gold, silver, '']}",
    "{type: string, pattern: '^[A-Z]{2}-[0-9]{1,4}$'}",
    "{type: string, format: uuid}",
    "{type: string, format: uri}",
    "{type: string, format: date}",
)
INTEGERS = ("integer", "{type: integer, minimum: 0, maximum: 99}", "{type: integer, minimum: -5}")
LISTS = (
    "{{type: array, items: {0}}}",
    "{{type: array, maxItems: 3, items: {0}}}",
    "{{type: array, minItems: 2, items: {0}}}",
)
PIECES = (
    *("{{ a }}", "{{ b }}", "{{ n }}", "{{ a | upper }}", "{{ b | title }}", "{{ a | lower }}"),
    *("{{ a | truncate(9) }}", "{{ b | truncate(20) }}", "{{ a | trim }}", "{{ a | oneline }}"),
    *("{{ n | number }}", "{{ n | currency('EUR') }}", "{{ a | replace('a', 'bcd') }}"),
    *("{{ a | urlencode }}", "{{ b | default('none') }}", "{{ o | default('-') }}", "{{ a ~ b }}"),
    *("{% if a %}{{ a }}{% else %}nobody{% endif %}", "{% if n > 9 %}many{% endif %}"),
    *("{% if a == 'gold' %}{{ b }}{% endif %}", "{% if o %}{{ o }}{% endif %}"),
    *("{% for x in l %}{{ x }}, {% endfor %}", "{{ l | length }}", "{{ l | join(' ') }}"),
    *(
        "{% for x in l if x %}{{ loop.index }}{% else %}no{% endfor %}",
        "{{ a[:5] }}",
        "{{ n + 1 }}",
    ),
    *("Hello ", " ", "\\n", "ß", "👍", "a" * 12, "*"),
)
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join)


@st.composite
def variables(draw: st.DrawFn) -> str:
    a, b, o = (draw(st.sampled_from(STRINGS)) for _ in range(3))
    n, items = draw(st.sampled_from(INTEGERS)), draw(st.sampled_from(LISTS)).format(b)
    return f"vars:\n  a: {a}\n  b: {b}\n  n: {n}\n  l: {items}\n  o: {{optional: {o}}}\n"


@st.composite
def messages(draw: st.DrawFn) -> str:
    head = draw(variables()) + 'to: "+31612345678"\n'
    one, two, three = (draw(texts) for _ in range(3))
    body = draw(st.sampled_from(BODIES))
    return head + body.format(one=one, two=two, three=three)


BODIES = (
    'text: "{one}"\nactions:\n  - reply: "{two}"\n  - if: n > 3\n    postback: "{three}"\n'
    '    payload: "{two}"\n',
    'text: "{one}"\nlist:\n  - for: x in l\n    reply: "{{{{ x }}}}"\n    description: "{two}"\n'
    '  - reply: "{three}"\n',
    'text: "{one}"\nimage: "https://www.example.com/{two}.jpg"\n',
    'template: ce6a2fd6-b2fa-4f5a-a2cd-f3bd15883318\nlocale: en\nversion: "1"\n'
    'parameters: {{one: "{one}", two: "{two}"}}\ntags: ["{three}", fixed]\n',
    'text: "{one}"\ncarousel:\n  - for: x in l\n    title: "{two}"\n'
    "    mediaUrl: https://www.example.com/a.png\n"
    '    actions: [{{link: "{three}", url: "https://www.example.com/{{{{ x }}}}"}}]\n',
    'location: [52, 4]\nlabel: "{one}"\naddress: "{two}"\n',
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=messages(), data=st.data())
def test_no_row_breaks_what_is_proved(text: str, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = _project(Path(folder), text)
        message = project.message("a")
        if not message.is_sound:
            return
        proof = prove(message, Assume(), everything=True)
        proved = {each.key for each in proof.constraints if each.state is State.PROVED}
        trials = Trials(message)
        for _ in range(ROWS):
            row = data.draw(rows(message.variables))
            assert not proved & set(trials.run(row) or ())
        _witnesses_break_what_they_refute(proof, trials)


def _project(folder: Path, text: str) -> Project:
    (folder / "templates").mkdir()
    (folder / "msgc.yaml").write_text("{}\n", encoding="utf-8")
    (folder / "templates" / "a.msg.yaml").write_text(text, encoding="utf-8")
    return Project.open(folder)


def _witnesses_break_what_they_refute(proof: Proof, trials: Trials) -> None:
    for each in proof.constraints:
        if each.finding is not None:
            assert each.finding.witness is not None
            assert each.key in (trials.run(dict(each.finding.witness)) or ())

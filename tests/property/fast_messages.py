"""Messages made at random over one set of variables: texts, structure, filters, loops."""

from __future__ import annotations

import json

from hypothesis import strategies as st

from tests.differential.test_leaves import LOGIC, TEMPLATES

VARS = """\
vars:
  a: string
  b: string
  e: {type: string, maxLength: 12}
  n: integer
  z: {type: integer, minimum: 0, maximum: 3}
  "yes": boolean
  "no": boolean = false
  xs: [string]
  ns: [integer]
  bare: [string]
  m: optional string
  t: number = 1.5
  when: optional date
  o: {name: string, inner: {k: string}, list: [string]}
  lines: [{name: string, count: integer, note: optional string, parts: [string]}]
to: "+31612345678"
"""
MORE = st.sampled_from(
    [
        *("{{ m | default('-') }}", "{{ m | default('-', true) | upper }}", "{{ t | number(2) }}"),
        *("{{ t | currency('EUR') }}", "{{ when | default('2026-01-02') | date }}", "{{ m }}"),
        *("{{ a | truncate(5) }}", "{{ b ~ n }}", "{{ 'm' if m is defined else n }}"),
        *("{{ t | round | string }}", "{{ n / z }}", "{{ xs[0] }}", "{{ (n + z) * 2 }}"),
        *("{{ n | plural('x', 'xs') }}", "{{ a | plain }}", "{{ a | urlencode }}", "{{ a | e }}"),
        *("{{ a | length }}", "{{ -n }}", "{{ 'q' in a }}", "{{ 'q' if 'a' in xs else a[:3] }}"),
        *("{{ locale | default('?') }}", "{{ a | trim }}", "{{ n // (z + 1) }}", "c3 v3 n {{ a }}"),
    ]
)
NESTED = st.sampled_from(
    [
        "{% for i in xs %}{% for j in o.list %}{{ i }}{{ loop.index }}{{ a }}{% endfor %}"
        "{% if loop.last %}!{% endif %}{{ loop.revindex }}{% endfor %}",
        "{% for r in lines %}{{ r.count }} × {{ r.name | upper | truncate(7) }}"
        "{{ r.note | default('-') }}{% if not loop.last %}, {% endif %}{% else %}none{% endfor %}",
        "{% for r in lines %}{% for p in r.parts %}{{ p }}{{ r.name }}{% else %}-{% endfor %}"
        "{% endfor %}",
        "{% for r in lines if r.note %}{{ loop.index }}{{ r.note }}{% endfor %}",
        "{% if lines | length > 1 %}{% for r in lines %}{{ (n / r.count) | round | int }}"
        "{% endfor %}{% endif %}",
        "{% for r in lines %}{{ t | currency('EUR') }}{{ r.name[:2] }}{% endfor %}",
        "{% for i in xs %}{% for i in ns %}{{ i }}{% endfor %}{{ i }}{% endfor %}",
        "{% for i in xs %}{% if i == a %}{{ loop.first and i or b }}{% endif %}{% endfor %}",
    ]
)
LEAVES = st.one_of(
    TEMPLATES, MORE, NESTED, st.lists(st.one_of(MORE, TEMPLATES, NESTED), max_size=3).map("".join)
)
SHORT = ("Yes", "{{ a | truncate(9) }}x", "{{ e }}!", "{{ z }}", "{{ m }}")
IN_LOOP = ("{{ x }}!", "{{ loop.index }}", "{{ loop.index if loop.last else x }}-", "{{ n }}")
LOOPS = st.sampled_from([None, None, "x in xs", "x in o.list", "x in ns"])
OMITS = st.sampled_from(
    [None, "{{ m | default(omit) }}", "{{ a if yes else omit }}", "{{ omit if n > 3 else m }}"]
)


@st.composite
def actions(draw: st.DrawFn) -> list[object]:
    made: list[object] = []
    for _ in range(draw(st.integers(0, 3))):
        loop, condition = draw(LOOPS), draw(st.one_of(st.none(), LOGIC))
        words = st.sampled_from((*SHORT, *IN_LOOP) if loop else SHORT)
        entry: dict[str, object] = {"postback": draw(words), "payload": draw(words)}
        entry |= {"for": loop} if loop else {}
        entry |= {"if": condition} if condition else {}
        made.append(entry)
    return made


@st.composite
def messages(draw: st.DrawFn) -> str:
    parts: dict[str, object] = {"text": draw(LEAVES) + "."}
    parts["reference"] = draw(st.sampled_from(SHORT))
    entries, omit = draw(actions()), draw(OMITS)
    parts |= {"actions": entries} if entries else {}
    parts |= {"image": "https://example.com/{{ a | urlencode }}.png"} if omit else {}
    parts |= {"altText": omit} if omit else {}
    return VARS + "".join(f"{key}: {json.dumps(value)}\n" for key, value in parts.items())

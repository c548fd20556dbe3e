"""A catalog in which one message has a base, a locale, an included text and a neighbour."""

from __future__ import annotations

from pathlib import Path

CONFIG = "constants: {brand: Acme}\n"
BASE = """\
vars:
  phone: phone
to: "{{ phone }}"
"""
SHIPPED = """\
extends: _base
vars:
  name: {type: string, maxLength: 40}
  order:
    id: string
    items: [{name: string, count: integer}]
samples:
  typical:
    phone: "+31612345678"
    name: Ann
    order: {id: A-1, items: [{name: Lamp, count: 2}]}
text: |
  🎁 Hi {{ name | upper }}, {{ order.id }} is on its way.
  {% for item in order.items[:9] %}
  - {{ item.name | truncate(20) }}
  {% endfor %}
  {% include "_footer.txt" %}
actions:
  - if: order.id
    postback: Track it
    payload: track:{{ order.id | truncate(20) }}
"""
DUTCH = """\
samples:
  dutch:
    phone: "+31612345679"
    name: Bob
    order: {id: A-2, items: []}
text: Hoi {{ name }}, {{ order.id | truncate(50) }} is onderweg.
"""
FOOTER = "{{ brand }} wishes {{ name }} well.\n"
NOTED = """\
extends: _base
vars: {name: {type: string, maxLength: 40}}
samples: {one: {phone: "+31612345678", name: Cas}}
text: Noted. {% include "_footer.txt" %}
"""
FILES = {
    "msgc.yaml": CONFIG,
    "templates/_base.msg.yaml": BASE,
    "templates/_footer.txt": FOOTER,
    "templates/shipped.msg.yaml": SHIPPED,
    "templates/shipped.nl.msg.yaml": DUTCH,
    "templates/noted.msg.yaml": NOTED,
}


def write_shop(root: Path) -> Path:
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root

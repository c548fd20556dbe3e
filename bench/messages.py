"""What is compiled: four messages, and three that do more."""

from __future__ import annotations

from dataclasses import dataclass

from bench import payloads

FIELDS = {
    "phone": "string",
    "name": "string",
    "order": "string",
    "city": "string",
    "product": "string",
    "sku": "string",
    "count": "integer",
    "note": "string",
    "vip": "boolean",
    "nickname": "optional string",
    "items": "[{name: string, count: integer}]",
}


@dataclass(frozen=True, slots=True)
class Sample:
    """A message: its file below `vars`, the fields it uses, and its payload with Jinja's holes."""

    words: str
    uses: tuple[str, ...]
    payload: dict[str, object] | None = None

    @property
    def text(self) -> str:
        """The message file; types alone are declared, so that the API's schema judges the rest."""
        types = "".join(f"  {name}: {FIELDS[name]}\n" for name in self.uses)
        envelope = 'to: "{{ phone }}"\nreference: order-{{ order }}\n'
        return f"vars:\n{types}{envelope}{self.words}"


_TRACK = """\
actions:
  - {postback: Track it, payload: "track:{{ order }}"}
  - {postback: Cancel it, payload: "cancel:{{ order }}"}
"""

TEXT = Sample(
    f"text: |\n  {payloads.HELLO}\n  Your note: {{{{ note }}}}\n{_TRACK}",
    ("phone", "name", "order", "city", "product", "count", "note"),
    payloads.TEXT,
)
LIST = Sample(
    """\
text: "{{ name }}, when shall we bring {{ order }} to {{ city }}?"
title: Delivery
button: Pick a time
list:
  - title: Today
    rows:
      - {reply: Noon, description: "{{ product }}"}
      - {postback: Evening, payload: "evening:{{ order }}"}
  - title: Tomorrow
    rows:
      - {postback: Morning, payload: "morning:{{ order }}"}
      - {postback: Afternoon, payload: "afternoon:{{ order }}"}
""",
    ("phone", "name", "order", "city", "product"),
    payloads.LIST,
)
IMAGE = Sample(
    """\
image: https://cdn.example.com/{{ sku }}.jpg
altText: "{{ product }}"
text: "{{ name }}: {{ count }} × {{ product }}. {{ note }}"
actions:
  - {reply: I want it}
""",
    ("phone", "name", "order", "product", "sku", "count", "note"),
    payloads.IMAGE,
)
TEMPLATE = Sample(
    f"""\
template: {payloads.PROJECT}
version: {payloads.VERSION}
locale: en
parameters:
  name: "{{{{ name }}}}"
  order: "{{{{ order }}}}"
  city: "{{{{ city }}}}"
  count: "{{{{ count }}}} pieces"
  product: "{{{{ product }}}}"
""",
    ("phone", "name", "order", "city", "product", "count"),
    payloads.TEMPLATE,
)
MIX = {"text": TEXT, "list": LIST, "image": IMAGE, "template": TEMPLATE}

FILTERS = Sample(
    f"text: |\n  {payloads.FILTERED}\n{_TRACK}",
    ("phone", "name", "order", "city", "product", "count", "vip", "nickname"),
    payloads.FILTERS,
)
STRUCTURE = Sample(
    LIST.words.replace("{postback: Evening", "{if: count > 2, postback: Evening").replace(
        '      - {postback: Morning, payload: "morning:{{ order }}"}',
        "      - {for: item in items, reply: '{{ item.name }}'}\n"
        '      - {if: vip, postback: Morning, payload: "morning:{{ order }}"}',
    ),
    (*LIST.uses, "count", "vip", "items"),
)
_LOOP = """\
  {% for item in items %}
  - {{ item.count }} × {{ item.name }}
  {% endfor %}
"""
LOOP = Sample(
    TEXT.words.replace("  Your note", f"{_LOOP}  Your note"),
    (*TEXT.uses, "items"),
)
FURTHER = {"filters": FILTERS, "structure": STRUCTURE, "loop": LOOP}
ALL = {**MIX, **FURTHER}

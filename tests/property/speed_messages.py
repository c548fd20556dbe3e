"""Catalogs made at random: messages of every kind, over variables of every type."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from hypothesis import strategies as st

from tests.property.speed_expressions import MORE_BLOCKS, MORE_HOLES, MORE_LOOPS, MORE_TESTS

TYPES = {
    "phone": "phone",
    "name": "string",
    "nick": "optional string",
    "code": "{type: string, pattern: '^[A-Z]{2}[0-9]{1,3}$'}",
    "short": "{type: string, minLength: 1, maxLength: 12}",
    "size": "{type: string, enum: [S, M, L]}",
    "n": "integer",
    "z": "{type: integer, minimum: 0, maximum: 3}",
    "t": "number",
    "rate": "number = 1.5",
    "vip": "boolean",
    "late": "boolean = false",
    "day": "date",
    "at": "optional datetime",
    "link": "uri",
    "key": "uuid",
    "mail": "optional email",
    "tags": "[string]",
    "ns": "[integer]",
    "order": "{id: string, total: number, note: optional string}",
    "extra": "{optional: {id: string, gone: optional integer}}",
    "lines": "[{name: string, count: integer, note: optional string, parts: [string]}]",
}
WORD = re.compile(r"\w+")

HOLES = st.sampled_from(
    [
        *("{{ name }}", "{{ nick | default('-') }}", "{{ nick | default(name) | upper }}"),
        *("{{ order.id }}", "{{ order.note | default('none', true) }}", "{{ size | lower }}"),
        *("{{ extra.id | default('?') }}", "{{ extra.gone | default(z) }}", "{{ code }}"),
        *("{{ t | currency('EUR') }}", "{{ rate | number(2) }}", "{{ order.total | round | int }}"),
        *("{{ day | date }}", "{{ at | default('2026-01-02T03:04:05Z') | time }}", "{{ key }}"),
        *("{{ n }}", "{{ n + z * 2 }}", "{{ n // (z + 1) }}", "{{ (n / z) | number(2) }}"),
        *("{{ name | truncate(9) }}", "{{ name ~ n ~ code }}", "{{ name | trim | title }}"),
        *("{{ lines | length }}", "{{ tags | join(', ') }}", "{{ tags | sort | join }}"),
        *("{{ lines | map(attribute='name') | join('/') }}", "{{ ns | sum }}", "{{ ns[0] }}"),
        *("{{ 'VIP' if vip else name }}", "{{ name[:3] }}", "{{ name | replace('a', '<a>') }}"),
        *("{{ n | plural('x', 'xs') }}", "{{ name | oneline }}", "{{ name | plain }}"),
        *("{{ mail | default(locale) | default('?') }}", "{{ link }}"),
        *("{{ name | wordcount }}", "{{ nick | default('', true) | length }}"),
        *("{{ n % 4 }}", "{{ name | e }}", *MORE_HOLES),
    ]
)  # fmt: skip
BLOCKS = st.sampled_from(
    [
        "{% if vip %}{{ name }}!{% elif n > 3 %}{{ n }}{% else %}-{% endif %}",
        "{% if nick is defined and nick %}{{ nick }}{% endif %}",
        "{% for x in tags %}{{ loop.index }}{{ x }}{% if not loop.last %}, {% endif %}{% endfor %}",
        "{% for i in lines %}{{ i.count }} × {{ i.name | upper }}{{ i.note | default('-') }}\n"
        "{% else %}none{% endfor %}",
        "{% for i in lines if i.count > 1 %}{% for p in i.parts %}{{ p }}{{ i.name }}{{ n }}"
        "{% endfor %}{% endfor %}",
        "{% for i in ns %}{{ (n / i) | round | int }};{% endfor %}",
        "{% if tags | length > 1 %}{{ tags | first }}{% for x in ns %}{{ x }}{% endfor %}"
        "{{ mail }}{% endif %}",
        '{% raw %}{{code}}{% endraw %}"\\\n',
        *MORE_BLOCKS,
    ]
)
TEXTS = st.lists(st.one_of(HOLES, BLOCKS, st.sampled_from(["Hi ", "\n", '"', "é😀"])), max_size=4)
LEAVES = TEXTS.map(lambda parts: "".join(parts) + ".")
LABELS = st.sampled_from(
    ["Yes", "{{ size }}", "{{ short }}", "{{ z }} {{ size }}", "{{ name | truncate(9) }}x"]
)
TESTS = st.sampled_from(
    [
        *("vip", "not late", "n > 3", "nick is defined", "size == 'M'", "name in tags"),
        *("z is even and vip", "lines", "order.total >= 10", "n / z > 1", "extra.id is defined"),
        *MORE_TESTS,
    ]
)
# Each loop with what an entry says, and what it may be left out by.
IN_LOOP = {
    "x in tags": ("{{ x | truncate(8) }}!", "x in name"),
    "x in ns": ("{{ x }}", "x > n"),
    "x in lines": ("{{ x.name }}", "x.note"),
    **MORE_LOOPS,
}
LOOPS = st.sampled_from([*IN_LOOP])
URLS = st.sampled_from(
    [
        *("https://a.example/{{ code }}.png", "https://a.example/{{ name | urlencode }}.jpg"),
        *("{{ link }}", "https://{{ size }}.example.com/x.png?n={{ n }}#{{ z }}"),
    ]
)
OMITS = st.sampled_from(
    ["{{ nick | default(omit) }}", "{{ name if vip else omit }}", "{{ omit if n > 3 else short }}"]
)
Fields = dict[str, object]
Draw = st.DrawFn


def entries(draw: Draw, make: Callable[[str], Fields], most: int = 3) -> list[Fields]:
    """Draw entries, some of them conditional or repeated; the last is always there."""
    made: list[Fields] = []
    for _ in range(draw(st.integers(0, most - 1))):
        loop = draw(st.none() | LOOPS)
        words, test = IN_LOOP[loop] if loop else ("Yes", "vip")
        label = words if loop and draw(st.booleans()) else draw(LABELS)
        entry = make(label) | ({"for": loop} if loop else {})
        tests = TESTS | st.just(test)
        made.append(entry | ({"if": draw(tests)} if draw(st.booleans()) else {}))
    return [*made, make("Last")]


def actions(draw: Draw) -> Fields:
    if draw(st.booleans()):
        return {}
    payload = draw(LABELS)
    return {"actions": entries(draw, lambda label: {"postback": label, "payload": payload})}


def image(draw: Draw) -> Fields:
    alt: Fields = {"altText": draw(OMITS)} if draw(st.booleans()) else {}
    return {"image": draw(URLS), "text": draw(LEAVES), **alt, **actions(draw)}


def images(draw: Draw) -> Fields:
    url, alt = draw(URLS), draw(LEAVES)
    return {"images": entries(draw, lambda label: {"mediaUrl": url, "altText": alt})}


def files(draw: Draw) -> Fields:
    url, names = draw(URLS), draw(LABELS)
    made = entries(
        draw, lambda label: {"mediaUrl": url, "contentType": "image/png", "filename": names}
    )
    return {"files": made, "text": draw(LEAVES)}


def location(draw: Draw) -> Fields:
    place = draw(st.sampled_from([["{{ t | float }}", "{{ rate | float }}"], [51.5, "{{ z }}"]]))
    return {"location": place, "label": draw(LEAVES), "address": draw(OMITS)}


def rows(draw: Draw) -> Fields:
    describe = draw(LABELS)
    made = entries(draw, lambda label: {"reply": label, "description": describe})
    sections = [{"title": draw(LABELS), "rows": made}, {"title": "B", "rows": [{"reply": "End"}]}]
    whole = draw(st.booleans())
    return {"text": draw(LEAVES), "button": "Pick", "list": sections if whole else made}


def carousel(draw: Draw) -> Fields:
    url, says = draw(URLS), draw(LEAVES)
    link = {"link": "Go", "url": "https://a.example/{{ code }}"}
    made = entries(
        draw,
        lambda label: {"title": label, "mediaUrl": url, "description": says, "actions": [link]},
    )
    return {"carousel": [*made, made[-1]], "text": draw(LEAVES)}


def section(draw: Draw) -> Fields:
    return {"section": [{"text": draw(LEAVES)}, {"image": draw(URLS), "altText": draw(LEAVES)}]}


def template(draw: Draw) -> Fields:
    plain = ["{{ n }}", "{{ t }}", "{{ vip }}", "{{ name | oneline }}: {{ t | currency('EUR') }}"]
    values = st.one_of(LABELS, OMITS, st.sampled_from(plain))
    keys = draw(st.lists(st.sampled_from("abc"), unique=True))
    return {
        "template": draw(st.sampled_from(["{{ key }}", "ce6a2fd6-b2fa-4f5a-a2cd-f3bd15883318"])),
        "version": "latest",
        "locale": "en",
        "parameters": {"always": "x", **{key: draw(values) for key in keys}},
    }


KINDS: dict[str, Callable[[Draw], Fields]] = {
    "text": lambda draw: {"text": draw(LEAVES), **actions(draw)},
    "html": lambda draw: {"html": draw(LEAVES), "text": draw(LEAVES)},
    "image": image,
    "images": images,
    "files": files,
    "gif": lambda draw: {"gif": draw(URLS), "text": draw(LEAVES)},
    "location": location,
    "list": rows,
    "carousel": carousel,
    "section": section,
    "template": template,
    "permission": lambda draw: {"permissionRequest": "call"},
    "authentication": lambda draw: {
        "authentication": {"disclaimer": "{{ vip }}", "expirationTime": "{{ z + 1 }}"}
    },
    "body": lambda draw: {"body": {"type": "text", "text": {"text": draw(LEAVES)}}},
}


# Kinds that WhatsApp doesn't know.
ELSEWHERE = {"html", "gif", "section", "permission", "authentication"}


def fallback(draw: Draw) -> Fields:
    made = template(draw)
    return {**made, "template": "t"}


@st.composite
def catalogs(draw: Draw, kind: str | None = None) -> dict[str, str]:
    """Draw the files of a catalog with one message, `m`: its text, and that of other locales."""
    kind = kind or draw(st.sampled_from(sorted(KINDS)))
    channels = ["any"] if kind in ELSEWHERE else ["any", "whatsapp"]
    fields: Fields = {"channel": draw(st.sampled_from(channels))}
    fields |= {"to": draw(st.sampled_from(["{{ phone }}", "+31612345678"]))}
    fields |= {"reference": draw(LABELS)} if draw(st.booleans()) else {}
    fields |= KINDS[kind](draw)
    if kind != "template" and draw(st.booleans()):
        fields["fallback"] = fallback(draw)
    translated = "text" in fields and draw(st.booleans())
    other = {"m.nl.msg.yaml": written({"text": draw(LEAVES)})} if translated else {}
    body = written(fields)
    used = set(WORD.findall(body + "".join(other.values()))) | draw(
        st.sets(st.sampled_from([*TYPES]))
    )
    types = "".join(f"  {name}: {kind}\n" for name, kind in TYPES.items() if name in used)
    return {"m.msg.yaml": (f"vars:\n{types}" if types else "") + body, **other}


def written(fields: Fields) -> str:
    return "".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items()
    )

"""The payloads of the messages, with Jinja's holes: what P1 and P3 render.

`bench.verify` holds each to be its message's, on thousands of rows.
"""

from __future__ import annotations

PROJECT = "ce6a2fd6-b2fa-4f5a-a2cd-f3bd15883318"
VERSION = "6b0d549b-6f03-475a-9600-a35a099950d8"

HELLO = (
    "Hi {{ name }}, your order *{{ order }}* of {{ count }} × {{ product }} left for {{ city }}."
)
FILTERED = (
    "Hi {{ nickname | default(name) | upper }}{% if vip %} ⭐{% endif %}, {{ count }} × "
    "{{ product | trim }} left for {{ city | replace('Den Haag', 'The Hague') }}"
    "{{ ', all of them' if count > 9 else '' }}."
)


def _sent(**what: object) -> dict[str, object]:
    contacts = [{"identifierValue": "{{ phone }}"}]
    return {"receiver": {"contacts": contacts}, "reference": "order-{{ order }}", **what}


def _postback(text: str, payload: str) -> dict[str, object]:
    return {"type": "postback", "postback": {"text": text, "payload": payload}}


def _parameter(key: str, value: str) -> dict[str, object]:
    return {"type": "string", "key": key, "value": value}


_TRACKED = [
    _postback("Track it", "track:{{ order }}"),
    _postback("Cancel it", "cancel:{{ order }}"),
]
TEXT = _sent(
    body={
        "type": "text",
        "text": {"text": HELLO + "\nYour note: {{ note }}", "actions": _TRACKED},
    }
)
LIST = _sent(
    body={
        "type": "list",
        "list": {
            "title": "Delivery",
            "text": "{{ name }}, when shall we bring {{ order }} to {{ city }}?",
            "items": [
                {
                    "title": "Today",
                    "actions": [
                        {
                            "type": "reply",
                            "reply": {
                                "text": "Noon",
                                "metadata": {"description": {"label": "{{ product }}"}},
                            },
                        },
                        _postback("Evening", "evening:{{ order }}"),
                    ],
                },
                {
                    "title": "Tomorrow",
                    "actions": [
                        _postback("Morning", "morning:{{ order }}"),
                        _postback("Afternoon", "afternoon:{{ order }}"),
                    ],
                },
            ],
            "metadata": {"button": {"label": "Pick a time"}},
        },
    }
)
IMAGE = _sent(
    body={
        "type": "image",
        "image": {
            "text": "{{ name }}: {{ count }} × {{ product }}. {{ note }}",
            "images": [
                {
                    "mediaUrl": "https://cdn.example.com/{{ sku }}.jpg",
                    "altText": "{{ product }}",
                }
            ],
            "actions": [{"type": "reply", "reply": {"text": "I want it"}}],
        },
    }
)
TEMPLATE = _sent(
    template={
        "projectId": PROJECT,
        "version": VERSION,
        "locale": "en",
        "parameters": [
            _parameter("name", "{{ name }}"),
            _parameter("order", "{{ order }}"),
            _parameter("city", "{{ city }}"),
            _parameter("count", "{{ count }} pieces"),
            _parameter("product", "{{ product }}"),
        ],
    }
)
FILTERS = _sent(body={"type": "text", "text": {"text": FILTERED, "actions": _TRACKED}})

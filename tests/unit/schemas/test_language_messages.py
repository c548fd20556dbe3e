"""The schema for editors takes what the language takes, and marks a mistake at its place."""

import pytest

from tests.unit.schemas.editor import faults

SOUND = {
    "words that YAML types": "to: 0612345678\ntext: true\nreference: 12:30\nfrom: 2026-01-01",
    "an expression for anything": 'validity: "{{ n }}"\nmeta: "{{ omit }}"\nactions: "{{ a }}"',
    "Jinja past a text's limits": 'text: a\ntags: ["{{ a }}!", "{% if a %}!{% endif %}"]',
    "an expression for a word of few": 'permissionRequest: "{{ what }}"',
    "an expression in the API's form": 'template: {projectId: a, settings: "{{ s }}"}',
    "the API's nulls": "body: null\ntemplate: null\nimage: https://example.com/a.png",
    "a locale's part of a mapping": "body: {text: {text: Hallo}}\nfallback: {locale: nl}",
    "a locale's words": "button: Kies\naltText: Een lamp\nlabel: Hier",
    "bare and unlabelled requests": "actions: [locationRequest, {locationRequest: }]",
    "an action of the API": "actions: [{if: a, type: reply, reply: {text: A}}]",
    "rows beside structure": "list: [{for: a in b, if: a, reply: '{{ a }}'}]",
    "sections": "list: [{title: A, rows: [{reply: A}]}, {actions: [{reply: B}]}]",
    "files": "files: [https://example.com/a.pdf, {mediaUrl: 'https://example.com/{{ a }}'}]",
    "contacts": "to: ['+31612345678', {id: a}]\ntext: A",
    "typed parameters": "template: a\nparameters: {a: 1, b: {type: number, value: 1}, c: {d: 1}}",
    "parameters of the API": "template: a\nparameters: [{type: string, key: a, value: A}]",
    "a section's messages": "section: [{text: A}, {image: a:b, if: c}, {gif: a:b}]",
    "a section's bodies": "section: [{if: a, type: gif, gif: {mediaUrl: a:b}}]",
    "types": "vars: {a: optional date, b: integer = 1, c: [{d: phone}], e: {optional: [uuid]}}",
    "JSON Schemas": "vars: {a: {type: string, maxLength: 5}, b: {enum: [x]}}",
    "fields called like keywords": "vars: {a: {type: phone, format: string, title: string}}",
    "samples": "samples: {typical: {a: 1}, empty: }\ntext: A",
}


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND)
def test_takes_sound_messages(text: str) -> None:
    assert faults(text) == []


WRONG = {
    "an unknown key": ("text: A\nacton: []", "/acton"),
    "two kinds": ("image: a:b\nlist: [{reply: A}]", "/list"),
    "another kind's word": ("image: a:b\nbutton: A", "/button"),
    "text beside a template": ("template: a\ntext: A", "/text"),
    "a body beside a kind": ("gif: a:b\nbody: {type: text, text: {text: A}}", "/body"),
    "an unknown channel": ("text: A\nchannel: sms", "/channel"),
    "an unknown window": ("text: A\nwindow: open", "/window"),
    "null for text": ("text:", "/text"),
    "text for a number": ("text: A\nvalidity: soon", "/validity"),
    "a quoted boolean": ("text: A\ncapFrequency: 'true'", "/capFrequency"),
    "a number below its least": ("text: A\nvalidity: -1", "/validity"),
    "a mapping for text": ("text: {a: b}", "/text"),
    "a tag's letters": ("text: A\ntags: [a!]", "/tags/0"),
    "a long label": ("list: [{reply: A}]\nbutton: Choose one of our lights", "/button"),
    "an unknown action": ("actions: [{replyy: A}]", "/actions/0/replyy"),
    "a word beside an action": ("actions: [{reply: A, payload: b}]", "/actions/0/payload"),
    "two actions in one": ("actions: [{reply: A, link: B, url: a:b}]", "/actions/0/link"),
    "a price without a currency": ("actions: [{buy: A, amountCents: 1}]", "/actions/0"),
    "an unknown bare action": ("actions: [locationReqest]", "/actions/0"),
    "an unknown tag": ("actions: [{type: rply}]", "/actions/0/type"),
    "the API's action, incomplete": ("actions: [{type: link, link: {text: A}}]", "/actions/0/link"),
    "a section among rows": ("list: [{reply: A}, {title: B}]", "/list/1/title"),
    "a section's unknown key": ("list: [{title: A, row: []}]", "/list/0/row"),
    "what is answered": ("text: A\nreplyTo: {id: a, type: mesage}", "/replyTo/type"),
    "a contact without an address": ("text: A\nto: [{identifierKey: a}]", "/to/0"),
    "a file's unknown key": ("files: [{mediaUrl: a:b, filenam: c}]", "/files/0/filenam"),
    "an image without a URL": ("images: [{altText: A}]", "/images/0"),
    "half a location": ("location: [1]", "/location"),
    "a place off the map": ("location: {latitude: 91, longitude: 0}", "/location/latitude"),
    "a card's unknown key": ("carousel: [{titel: A}]", "/carousel/0/titel"),
    "metadata's unknown key": ("text: A\nmetadata: {whatsap: {}}", "/metadata/whatsap"),
    "a parameter that is a list": ("template: a\nparameters: {b: [c]}", "/parameters/b"),
    "a body's unknown key": ("body: {type: text, text: {txt: A}}", "/body/text/txt"),
    "a body's unknown type": ("body: {type: txt}", "/body/type"),
    "an envelope in a section": ("section: [{text: A, to: b}]", "/section/0/to"),
    "a kind that sections can't hold": ("section: [{html: A}]", "/section/0/html"),
    "a fallback that isn't a template": ("text: A\nfallback: {text: B}", "/fallback/text"),
    "an unknown type": ("vars: {a: {b: strng}}", "/vars/a/b"),
    "an unknown optional type": ("vars: {a: optional strng}", "/vars/a"),
    "a list of two types": ("vars: {a: [string, date]}", "/vars/a"),
    "a variable's name": ("vars: {a-b: string}", "/vars"),
    "a sample that is no row": ("samples: {a: 1}", "/samples/a"),
}


@pytest.mark.parametrize(("text", "place"), WRONG.values(), ids=WRONG)
def test_finds_what_is_wrong(text: str, place: str) -> None:
    assert place in faults(text)

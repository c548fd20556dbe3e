"""The reference of the words that a message file may hold, from the vocabulary."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from docs.derive.tables import code, listed, table
from msgc.vocabulary import ACTIONS, ENVELOPE, FILE_KEYS, KINDS, TEMPLATE, Kind, Word

SCHEMAS = Path(__file__).parents[2] / "schemas"
NOTES = SCHEMAS / "language.yaml"
EDITORS = SCHEMAS / "message.schema.json"
OWNER = "envelope"
_ABOUT = """\
# The words of a message

Every field of the API keeps its name; a shorthand stands for the field beside it. A file has
exactly one kind, which its own key tells; `text` alone is the text kind.

"""
_ENVELOPE = """
## The envelope

Who gets the message, and how it is sent. `defaults` in `msgc.yaml` holds these for the whole
catalog.

"""
_KINDS = """
## The kinds

Paths lead from the payload's `body`.

"""
_ACTIONS = """
## Actions

Buttons below `actions`, and a list's rows. The word holds the label; the others stand beside it. An
action as the API writes it (`{type: reply, reply: {...}}`) is taken as well.

"""
_STRUCTURE = """
## Structure

On an entry of a list:

"""
_TESTS = """
## Tests

What a test below `tests` may hold ([how to write one](../how-to/tests.md)):

"""


def notes() -> dict[str, Any]:
    """Return the words' descriptions, which editors show, too."""
    found: dict[str, Any] = yaml.safe_load(NOTES.read_text("utf-8"))
    return found


def descriptions() -> dict[str, str]:
    """Return what editors show of each word, by `OWNER.WORD`: of a kind, or of the envelope.

    The schema leaves out what other words lead to already, so a word of which all that it has say
    the same stands by `WORD`, too.
    """
    defined = json.loads(EDITORS.read_text("utf-8"))["definitions"]
    told = {name: text for name in defined if (text := _told(name, defined))}
    said: dict[str, set[str]] = {}
    for name, text in told.items():
        said.setdefault(name.partition(".")[2], set()).add(text)
    return {name: next(iter(texts)) for name, texts in said.items() if len(texts) == 1} | told


def _told(name: str, defined: dict[str, Any]) -> str:
    schema = defined[name]
    if "description" in schema:
        return str(schema["description"])
    leads = [each["$ref"] for each in (schema, *schema.get("allOf", ())) if "$ref" in each]
    return _told(leads[0].rpartition("/")[2], defined) if leads else ""


def page() -> str:
    """Return the page."""
    written = notes()
    shown = descriptions()
    parts = [_ABOUT, "## About the file\n\n", _described(FILE_KEYS, written["file"])]
    parts += [_ENVELOPE, table(("word", "the API's field", ""), _words(OWNER, ENVELOPE, shown))]
    parts += [_KINDS, *(_kind(kind, written, shown) for kind in (*KINDS, TEMPLATE)), _body(written)]
    parts += [_ACTIONS, _actions(written), _STRUCTURE, _all(written["structure"])]
    parts += [_TESTS, _all(written["test"]), "\nA check in `expect`:\n\n", _all(written["checks"])]
    return "".join(parts)


def _described(names: tuple[str, ...], about: dict[str, str]) -> str:
    return table(("word", ""), [(code(name), about[name]) for name in names])


def _all(about: dict[str, str]) -> str:
    return _described(tuple(about), about)


def _words(
    owner: str, words: tuple[Word, ...], shown: dict[str, str]
) -> list[tuple[str, str, str]]:
    return [(code(w.name), code(".".join(w.path)), _about(owner, w, shown)) for w in words]


def _about(owner: str, word: Word, shown: dict[str, str]) -> str:
    return shown.get(f"{owner}.{word.name}") or shown.get(word.name, "")


def _kind(kind: Kind, written: dict[str, Any], shown: dict[str, str]) -> str:
    about = written["message"]
    told = "".join(f"{about[key]} " for key in kind.keys).rstrip()
    head = f"### {kind.name}\n\n{listed(kind.keys)}: {told}\n\n"
    return (
        head + table(("word", "the API's field", ""), _words(kind.name, kind.words, shown)) + "\n"
    )


def _body(written: dict[str, Any]) -> str:
    return f"### body\n\n`body`: {written['message']['body']}\n"


def _actions(written: dict[str, Any]) -> str:
    about = written["actions"]
    rows = [
        (code(each.name), listed(word.name for word in each.words), about[each.name])
        for each in ACTIONS
    ]
    return table(("word", "beside it", ""), rows)

"""Actions and the rows of a list by their one word; what a word can't hold stays the API's."""

from __future__ import annotations

from msgc.facts.shapes import TAG
from msgc.lift.marks import Document
from msgc.lift.paths import Tree, copied, has, take
from msgc.vocabulary import ACTION_WORDS, ROWS_WORD

ACTIONS = "actions"
TEXT = "text"


def lift_actions(value: object) -> Document:
    """Return a list of actions in the language's words; null stays null."""
    return [lift_action(item) for item in value] if isinstance(value, list) else value


def lift_action(value: Tree) -> Document:
    """Return one action: its word and what stands beside it, or the API's form."""
    name = value[TAG]
    assert isinstance(name, str)
    if set(value) == {TAG} and not ACTION_WORDS[name].needs_text:
        return name
    inner = value.get(name)
    if set(value) != {TAG, name} or not isinstance(inner, dict) or TEXT not in inner:
        return value
    return _by_word(name, copied(inner)) or value


def _by_word(name: str, inner: Tree) -> Tree | None:
    lifted: Tree = {name: inner.pop(TEXT)}
    # The longest path first: a description is taken out of the metadata that it stands in.
    words = sorted(ACTION_WORDS[name].words, key=lambda word: -len(word.path))
    beside = {word.name: take(inner, word.path) for word in words if has(inner, word.path)}
    if inner:
        return None
    order = [word.name for word in ACTION_WORDS[name].words]
    lifted.update((word, beside[word]) for word in order if word in beside)
    return lifted


def lift_rows(value: object) -> Document:
    """Return a list's items: the rows of the one untitled item, or sections with their rows."""
    if not isinstance(value, list):
        return value
    if len(value) == 1 and set(value[0]) == {ACTIONS} and value[0][ACTIONS]:
        return lift_actions(value[0][ACTIONS])
    return [with_actions(item, ROWS_WORD) for item in value]


def lift_cards(value: object) -> Document:
    """Return a carousel's cards with their actions in the language's words."""
    return [with_actions(item) for item in value] if isinstance(value, list) else value


def with_actions(value: Tree, name: str = ACTIONS) -> Tree:
    """Return a mapping with its `actions` lifted, called `name`."""
    return {
        (name if key == ACTIONS else key): lift_actions(item) if key == ACTIONS else item
        for key, item in value.items()
    }

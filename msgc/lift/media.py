"""Images and files: one beside its words, or a list of URLs and entries."""

from __future__ import annotations

from msgc.facts.content_types import content_type_of
from msgc.lift.marks import Document
from msgc.lift.paths import Tree
from msgc.vocabulary import Form, Kind

URL = "mediaUrl"
CONTENT_TYPE = "contentType"


def lift_media(value: object, kind: Kind) -> Tree:
    """Return the words for a kind's list of media: those of the one, or of the list."""
    assert isinstance(value, list)
    entries = [_without_inferred_type(item) for item in value]
    main, several = (_word_of(kind, form) for form in (Form.MEDIA, Form.MEDIA_LIST))
    beside = {word.name for word in kind.words if word.form is Form.OF_MEDIA}
    if len(entries) == 1 and set(entries[0]) <= {URL, *beside}:
        one = entries[0]
        return {main: one[URL], **{name: item for name, item in one.items() if name != URL}}
    return {several: [_bare(entry) for entry in entries]}


def _word_of(kind: Kind, form: Form) -> str:
    return next(word.name for word in kind.words if word.form is form)


def _without_inferred_type(entry: Tree) -> Tree:
    url, tag = entry[URL], entry.get(CONTENT_TYPE)
    if tag is None or content_type_of(str(url)) != tag:
        return entry
    return {name: item for name, item in entry.items() if name != CONTENT_TYPE}


def _bare(entry: Tree) -> Document:
    return entry[URL] if set(entry) == {URL} else entry

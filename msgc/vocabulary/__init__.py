"""The language's words and the API's fields, in one table.

`lower` reads it forwards, `lift` backwards; the editor's schema and the reference are derived from
it together with the API's schemas. A path leads from the payload's root (envelope), from `body` (a
kind's words), from `template` (the template's words) or from the action's own object.
"""

from __future__ import annotations

from msgc.vocabulary.model import Action, Form, Kind, Path, Word

__all__ = ["Action", "Form", "Kind", "Path", "Word"]


def _plain(*names: str, under: Path = ()) -> tuple[Word, ...]:
    return tuple(Word(name, (*under, name)) for name in names)


def _actions(kind: str) -> Word:
    return Word("actions", (kind, "actions"), Form.ACTIONS)


ENVELOPE: tuple[Word, ...] = (
    Word("to", ("receiver", "contacts"), Form.CONTACTS),
    Word("from", ("sender", "connector", "identifierValue")),
    Word("replyTo", ("replyTo",), Form.REPLY_TO),
    *_plain("sender", "receiver", "reference", "tags", "scheduledFor", "validity", "meta"),
    *_plain("notification", "shortLinks", "capFrequency", "enableLinkTracking"),
    *_plain("ignoreQuietHours", "ignoreGlobalHoldout"),
)

# The `identifierKey` that a contact's address has by its format.
IDENTIFIER_KEYS = {"phone": "phonenumber", "email": "emailaddress"}
REPLY_TO_TYPE = "message"

# The tags of the API's TemplateParameter.
PARAMETER_TYPES = (
    "string",
    "number",
    "boolean",
    "object",
    "sectionList",
    "timeslotList",
    "productSections",
    "productList",
    "shippingMethodList",
    "lineItemList",
    "whatsappProductSections",
    "whatsappProductItems",
)

TEXT = Kind(
    "text",
    "text",
    ("text",),
    (*_plain("text", "attachments", "metadata", under=("text",)), _actions("text")),
)

KINDS: tuple[Kind, ...] = (
    TEXT,
    Kind(
        "html",
        "html",
        ("html",),
        (*_plain("html", "text", "attachments", "metadata", under=("html",)), _actions("html")),
    ),
    Kind(
        "image",
        "image",
        ("image", "images"),
        (
            Word("image", ("image", "images"), Form.MEDIA),
            Word("altText", ("image", "images"), Form.OF_MEDIA),
            Word("images", ("image", "images"), Form.MEDIA_LIST),
            *_plain("text", "metadata", under=("image",)),
            _actions("image"),
        ),
    ),
    Kind(
        "file",
        "file",
        ("file", "files"),
        (
            Word("file", ("file", "files"), Form.MEDIA),
            Word("contentType", ("file", "files"), Form.OF_MEDIA),
            Word("filename", ("file", "files"), Form.OF_MEDIA),
            Word("files", ("file", "files"), Form.MEDIA_LIST),
            *_plain("text", "metadata", under=("file",)),
            _actions("file"),
        ),
    ),
    Kind(
        "gif",
        "gif",
        ("gif",),
        (
            Word("gif", ("gif", "mediaUrl")),
            *_plain("text", "altText", "metadata", under=("gif",)),
            _actions("gif"),
        ),
    ),
    Kind(
        "location",
        "location",
        ("location",),
        (
            Word("location", ("location", "coordinates"), Form.COORDINATES),
            *_plain("address", "label", under=("location", "location")),
        ),
    ),
    Kind(
        "list",
        "list",
        ("list",),
        (
            Word("list", ("list", "items"), Form.ROWS),
            *_plain("text", "title", "altText", "metadata", under=("list",)),
            Word("button", ("list", "metadata", "button", "label")),
            _actions("list"),
        ),
    ),
    Kind(
        "carousel",
        "carousel",
        ("carousel",),
        (
            Word("carousel", ("carousel", "items"), Form.CARDS),
            *_plain("text", under=("carousel",)),
        ),
    ),
    Kind(
        "section",
        "section",
        ("section",),
        (
            Word("section", ("section", "items"), Form.MESSAGES),
            *_plain("configurations", under=("section",)),
        ),
    ),
    Kind(
        "authentication",
        "authentication",
        ("authentication",),
        (Word("authentication", ("authentication", "otp"), Form.OTP),),
    ),
    Kind(
        "permissionRequest",
        "action",
        ("permissionRequest",),
        (Word("permissionRequest", ("permission_request", "resource")),),
    ),
)

TEMPLATE = Kind(
    "template",
    "template",
    ("template",),
    (
        *_plain("version", "locale", "variables", "attachments", "utmParameters", "settings"),
        Word("parameters", ("parameters",), Form.PARAMETERS),
    ),
)

BODY = Kind("body", "", ("body",), ())

ENDING = ".msg.yaml"

FILE_KEYS = (
    "description",
    "channel",
    "vars",
    "samples",
    "extends",
    "fallback",
    "window",
    "tests",
)

STRUCTURE = ("if", "for")

_DESCRIPTION = Word("description", ("metadata", "description", "label"))

ACTIONS: tuple[Action, ...] = (
    Action("reply", (*_plain("imageUrl", "metadata"), _DESCRIPTION)),
    Action("postback", (*_plain("payload", "imageUrl", "metadata"), _DESCRIPTION)),
    Action("link", _plain("url")),
    Action("buy", _plain("amountCents", "currency")),
    Action("locationRequest", (), needs_text=False),
)

ROWS_WORD = "rows"

BY_KEY: dict[str, Kind] = {key: kind for kind in (*KINDS, TEMPLATE, BODY) for key in kind.keys}
BY_TYPE: dict[str, Kind] = {kind.type: kind for kind in KINDS}
ACTION_WORDS: dict[str, Action] = {action.name: action for action in ACTIONS}
ENVELOPE_WORDS: dict[str, Word] = {word.name: word for word in ENVELOPE}

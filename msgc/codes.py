"""The list of finding codes. A code is never reused; its page is `msgc/pages/CODE.md`.

1xx source and language, 2xx expressions and variables, 3xx the API's schema, 4xx platform rules,
5xx recipients' data, 6xx push, 9xx a bug in msgc.
"""

from __future__ import annotations

from typing import NamedTuple


class Code(NamedTuple):
    """A code's default severity (`error` or `warning`) and its title."""

    severity: str
    title: str


def _error(title: str) -> Code:
    return Code("error", title)


def _warning(title: str) -> Code:
    return Code("warning", title)


CODES: dict[str, Code] = {
    "MSG100": _error("The file can't be read as UTF-8 text"),
    "MSG101": _error("The YAML doesn't parse"),
    "MSG102": _error("A value that starts with {{ must be quoted"),
    "MSG103": _error("A colon in unquoted text"),
    "MSG104": _error("A tab where YAML wants spaces"),
    "MSG105": _error("The indentation doesn't fit"),
    "MSG106": _error("A key stands twice"),
    "MSG107": _error("Anchors, aliases, merge keys and tags aren't part of the language"),
    "MSG108": _error("Unquoted text starts with a character that YAML keeps for itself"),
    "MSG109": _warning("A comment cuts off the end of unquoted text"),
    "MSG110": _error("Unknown key"),
    "MSG111": _error("The message has no kind"),
    "MSG112": _error("The message has two kinds"),
    "MSG113": _error("The value has the wrong shape"),
    "MSG114": _error("The field wants a number or a boolean"),
    "MSG115": _error("The field can't be null"),
    "MSG116": _error("A shorthand and the API field it stands for are both written"),
    "MSG117": _error("The content type can't be told from the URL"),
    "MSG118": _error("Rows and sections are mixed in one list"),
    "MSG119": _error("`extends` names a file that isn't there"),
    "MSG120": _error("`extends` goes in a circle"),
    "MSG121": _error("A locale file has no message to belong to"),
    "MSG122": _error("The file's name can't be a message's name"),
    "MSG123": _error("The sample's name can't be a file's name"),
    "MSG124": _error("`vars` declares a type that isn't one"),
    "MSG125": _error("`msgc.yaml` holds a wrong value"),
    "MSG126": _error("The catalog needs another version of msgc"),
    "MSG127": _error("The JSON doesn't parse"),
    "MSG128": _error("The fallback isn't a template"),
    "MSG129": _error("The message must have a fallback"),
    "MSG130": _error("The input can't be turned into a message file"),
    "MSG131": _warning("An ignore comment that silences nothing or has no reason"),
    "MSG132": _error("A test isn't written as tests are"),
    "MSG133": _error("Nothing runs the test file"),
    "MSG134": _error("A test isn't met"),
    "MSG135": _error("A snapshot isn't what is sent now"),
    "MSG201": _error("The Jinja doesn't parse"),
    "MSG202": _error("This part of Jinja isn't allowed"),
    "MSG203": _error("Unknown variable"),
    "MSG204": _error("Unknown field of a variable"),
    "MSG205": _error("Unknown filter or test"),
    "MSG206": _error("Wrong arguments of a filter or test"),
    "MSG207": _error("The operation doesn't fit the values' types"),
    "MSG208": _error("The value can't be written as text"),
    "MSG209": _error("The value's type doesn't fit the field"),
    "MSG210": _warning("A declared variable is never used"),
    "MSG211": _error("The variable must be declared"),
    "MSG212": _warning("The value may be missing where it is written out"),
    "MSG213": _error("An included file isn't there"),
    "MSG214": _error("Includes go in a circle"),
    "MSG215": _error("The sample doesn't fit `vars`"),
    "MSG216": _error("The expression makes or does too much"),
    "MSG217": _error("The expression fails on a sample"),
    "MSG218": _error("A variable has the name of a constant"),
    "MSG219": _error("`omit` can't drop a required field"),
    "MSG220": _error("`if` or `for` isn't written as it should be"),
    "MSG221": _error("Data decides where a URL leads"),
    "MSG222": _warning("A sample or test names a variable that isn't there"),
    "MSG301": _error("The value has the wrong type"),
    "MSG302": _error("A required field is missing"),
    "MSG303": _error("The API doesn't know the field"),
    "MSG304": _error("The value isn't one of the API's words"),
    "MSG305": _error("The text is too long"),
    "MSG306": _error("The text is too short"),
    "MSG307": _error("The number is out of range"),
    "MSG308": _error("The text doesn't fit the field's pattern"),
    "MSG309": _error("The text doesn't have the field's format"),
    "MSG310": _error("Too many or too few entries"),
    "MSG311": _error("The fields exclude each other"),
    "MSG312": _warning("The API takes the field but doesn't know it"),
    "MSG313": _warning("The API takes this, but it is likely a mistake"),
    "MSG314": _warning("The time has passed"),
    "MSG490": _error("The template isn't in `msgc.lock`"),
    "MSG491": _error("The template isn't approved in the locale"),
    "MSG492": _error("The template can't be sent now"),
    "MSG493": _error("A variable of the template has no value"),
    "MSG494": _warning("The template has no such variable"),
    "MSG495": _warning("The parameter's type isn't that of the template's variable"),
    "MSG496": _warning("The parameter can be longer than the template allows"),
    "MSG497": _error("`msgc.lock` can't be read"),
    "MSG499": _error("The account's templates have changed since `msgc lock`"),
    "MSG501": _error("The recipients' file can't be read"),
    "MSG502": _error("The header names a column twice"),
    "MSG503": _error("The row has more or fewer cells than the header"),
    "MSG504": _error("The recipients' file isn't UTF-8"),
    "MSG505": _error("A spreadsheet has spoiled the number"),
    "MSG506": _error("The row lacks a value"),
    "MSG507": _error("The value doesn't fit the variable's type"),
    "MSG508": _error("The row isn't an object"),
    "MSG509": _error("The row doesn't parse"),
    "MSG510": _error("The value holds what JSON can't carry"),
    "MSG511": _error("The expression fails for this recipient"),
    "MSG512": _error("The recipient's payload breaks the API's schema"),
    "MSG513": _error("The recipient's payload breaks a platform rule"),
    "MSG514": _error("The value holds a control character"),
    "MSG601": _error("A recipient gets a second text"),
    "MSG602": _error("The payload doesn't name one recipient"),
    "MSG603": _error("The payload has no room for the run's tag"),
    "MSG604": _error("What the row says of the recipient's window can't be read"),
    "MSG900": _error("msgc itself has a fault"),
}

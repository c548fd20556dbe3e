"""What the functions of `import msgc` raise: each says in a sentence what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgc.late import Late

# Most runs have none.
if TYPE_CHECKING:
    from msgc.python import findings as told
else:
    told = Late("msgc.python.findings")


class CatalogError(Exception):
    """A catalog that isn't there, or that can't be read.

    `findings` are the errors of its `msgc.yaml`, where these are what keeps it from being used.
    """

    def __init__(self, what: str, findings: Sequence[told.Finding] = ()) -> None:
        super().__init__(what)
        self.findings = tuple(findings)


class PathError(Exception):
    """A path that isn't there, or that isn't of a kind that can be checked."""


class SelectionError(LookupError):
    """A selector that finds no message; `meant` is a name that is near."""

    def __init__(self, selector: str, meant: str | None) -> None:
        hint = f"; did you mean `{meant}`?" if meant else ""
        super().__init__(f"there is no message `{selector}`{hint}")
        self.selector, self.meant = selector, meant


class RevisionError(Exception):
    """A revision of git that can't be had."""


class BaselineError(Exception):
    """A file of known findings that can't be read as one."""


class MessageError(Exception):
    """A message or a row that nothing can be made of; `findings` say why."""

    def __init__(self, findings: Sequence[told.Finding]) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.findings = tuple(findings)


class RejectedError(MessageError):
    """A row that is rejected where none may be; `row` is its number, from 1."""

    def __init__(self, row: int, findings: Sequence[told.Finding]) -> None:
        super().__init__(findings)
        self.row = row


class RecipientsError(Exception):
    """Recipients that can't be read, or can't be read on.

    `findings` say why; `is_unreadable` tells what can't even be opened from what has faults inside.
    """

    def __init__(self, findings: Sequence[told.Finding], is_unreadable: bool) -> None:
        super().__init__(". ".join(each.message for each in findings))
        self.findings, self.is_unreadable = tuple(findings), is_unreadable


class FormatError(Exception):
    """Recipients whose format can't be told."""


class ValuesError(ValueError):
    """Values for every row that can't be set; `faults` are the sentences that say why."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(" ".join(faults))
        self.faults = tuple(faults)


class OutputError(Exception):
    """A file that would be written, and mustn't be: an input, or no plain file."""

"""The file that a payload is written to."""

from __future__ import annotations

from pathlib import PurePath

from msgc.vocabulary import ENDING

STANDARD_INPUT = "-"
NAMELESS = "payload"


def file_name(source_name: str, index: int | None) -> str:
    """Return the name of the message file for a payload of the file `source_name`.

    `index` (from 1) numbers the payloads of a file of several. A dot in a message's name would
    begin a locale, and a leading `_` hide it, so both become `-`.
    """
    stem = NAMELESS if source_name in ("", STANDARD_INPUT) else PurePath(source_name).stem
    stem = stem.replace(".", "-")
    stem = "-" + stem[1:] if stem.startswith("_") else stem
    return f"{stem}{'' if index is None else f'-{index}'}{ENDING}"

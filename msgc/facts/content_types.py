"""Content types by the ending of a URL's path: IANA's media types for what messages carry."""

from __future__ import annotations

import re

from msgc.late import regex

CONTENT_TYPES: dict[str, str] = {
    "aac": "audio/aac",
    "amr": "audio/amr",
    "csv": "text/csv",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "gif": "image/gif",
    "ics": "text/calendar",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "ogg": "audio/ogg",
    "3gp": "video/3gpp",
    "opus": "audio/ogg",
    "pdf": "application/pdf",
    "pkpass": "application/vnd.apple.pkpass",
    "png": "image/png",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "vcf": "text/vcard",
    "wav": "audio/wav",
    "webp": "image/webp",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}

_JINJA = regex(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_ENDING = regex(r"\.([A-Za-z0-9]+)$")
_AUTHORITY = regex(r"^[A-Za-z][A-Za-z0-9+.-]*://[^/]*")


def content_type_of(url: str) -> str | None:
    """Return the content type of a URL, which may hold Jinja; None where its path doesn't tell."""
    ending = ending_of(url)
    return CONTENT_TYPES.get(ending) if ending else None


def ending_of(url: str) -> str | None:
    """Return the ending of the path of a URL, which may hold Jinja, in small letters."""
    bare = _JINJA.sub("\x00", url) if "{" in url else url
    path = bare.partition("?")[0].partition("#")[0]
    ending = _ENDING.search(_AUTHORITY.sub("", path))
    return ending[1].lower() if ending else None

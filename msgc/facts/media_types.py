"""Content types by a URL's ending, also of what no message should carry, so that it is known."""

from __future__ import annotations

from msgc.facts.content_types import CONTENT_TYPES, ending_of

# IANA's media types, and the usual names of those that aren't registered.
OTHERS: dict[str, str] = {
    "aif": "audio/aiff",
    "aiff": "audio/aiff",
    "avi": "video/x-msvideo",
    "avif": "image/avif",
    "bmp": "image/bmp",
    "flac": "audio/flac",
    "flv": "video/x-flv",
    "heic": "image/heic",
    "heif": "image/heif",
    "ico": "image/vnd.microsoft.icon",
    "jfif": "image/jpeg",
    "jxl": "image/jxl",
    "m4v": "video/x-m4v",
    "mkv": "video/x-matroska",
    "mov": "video/quicktime",
    "mpeg": "video/mpeg",
    "mpg": "video/mpeg",
    "oga": "audio/ogg",
    "psd": "image/vnd.adobe.photoshop",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "webm": "video/webm",
    "wma": "audio/x-ms-wma",
    "wmv": "video/x-ms-wmv",
}
MEDIA_TYPES = {**CONTENT_TYPES, **OTHERS}


def media_type_of(url: str) -> str | None:
    """Return the content type that a URL's ending tells, None where it tells none."""
    ending = ending_of(url)
    return MEDIA_TYPES.get(ending) if ending else None

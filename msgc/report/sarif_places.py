"""Places as SARIF writes them: URIs, and regions in code points."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from msgc.report.places import path_of, place_of
from msgc.source import SourceFile, Span

# The name that readers know for the root of the checkout.
BASE = "%SRCROOT%"


def location(span: Span, root: Path | None) -> dict[str, object]:
    """Return a `location` with its physical place."""
    place = {"artifactLocation": artifact(span.source, root), "region": region(span)}
    return {"physicalLocation": place}


def artifact(source: SourceFile, root: Path | None) -> dict[str, object]:
    """Return an `artifactLocation`, relative to the root where the file lies below it."""
    path = path_of(source, root)
    uri = quote(path, errors="surrogateescape")
    if path.startswith("/"):
        return {"uri": f"file://{uri}"}
    # What lies outside of the root has no place below the base.
    return {"uri": uri} if path.startswith("../") else {"uri": uri, "uriBaseId": BASE}


def region(span: Span) -> dict[str, object]:
    """Return a `region` of lines and columns, its end exclusive."""
    place = place_of(span)
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }

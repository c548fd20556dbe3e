"""The API's description as Prism takes it.

`schemas/bird/openapi.yaml` holds what Prism needs in order to validate: patterns that are legal in
JavaScript's Unicode mode, declared path parameters, required bodies, the key as a header, the
answers to errors, and an example of each success. Only the errata are laid over it here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from schemas.derive.amend import amend
from schemas.derive.files import ERRATA, OPENAPI, load


def description() -> dict[str, Any]:
    """Return the OpenAPI document, with those errata in it that refuse and that OpenAPI can say."""
    api: dict[str, Any] = load(OPENAPI)
    errata = [erratum for erratum in load(ERRATA) if _is_sayable(erratum)]
    schemas = amend(api["components"]["schemas"], errata)
    return {**api, "components": {**api["components"], "schemas": schemas}}


def _is_sayable(erratum: Mapping[str, Any]) -> bool:
    # `rules` are JSON Schema of a later draft than OpenAPI 3.0's.
    return erratum["severity"] == "error" and "rules" not in erratum["hold"]


def write_description(folder: Path) -> Path:
    """Write the document as JSON into `folder`; return its path."""
    path = folder / "openapi.json"
    path.write_text(json.dumps(description(), ensure_ascii=False), encoding="utf-8")
    return path

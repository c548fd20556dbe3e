"""Who may ask for what: the key, its role, the workspace and the channel."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from starlette.requests import Request

from msgc.sandbox.answers import Answer, refusal
from msgc.sandbox.keys import given_key
from msgc.sandbox.options import Options


@dataclass(frozen=True, slots=True)
class Access:
    """What a sandbox's options let in."""

    options: Options

    def refusal(self, request: Request, sends: bool = False) -> Answer | None:
        """Return the 401, 403 or 404 to a request, None for one that may go on."""
        key = given_key(request.headers.get("authorization", ""))
        known = self.options.key
        if not key or (known is not None and not known.fits(key)):
            return refusal(401, "The access key is missing or unknown.")
        if sends and self.options.read_only:
            return refusal(403, "The access key's role doesn't allow to send messages.")
        return self._missing("workspace", request) or self._missing("channel", request)

    def _missing(self, what: str, request: Request) -> Answer | None:
        given = request.path_params.get(what)
        known = self.options.workspaces if what == "workspace" else self.options.channels
        if given is None or (_is_uuid(given) and (not known or given.lower() in known)):
            return None
        return refusal(404, f"There is no such {what}.")


@lru_cache(maxsize=256)
def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False

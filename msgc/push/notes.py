"""What a catalog notes of a run whose ledger isn't in it, so that its campaign knows of the run."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from msgc.push.ledger.opening import is_url

NOTE = ".ledger.json"


class Note(msgspec.Struct, frozen=True):
    """Where the ledger of a run is, and whose run it is.

    `place` is a whole path, or a database's URL without user, password and parameters. The note is
    there before the ledger, which may never have been made until `is_begun`.
    """

    place: str
    run: str
    identity: str
    account: str
    campaign: str
    is_begun: bool = True

    @property
    def is_idle(self) -> bool:
        """Tell whether nothing was ever sent: the ledger was about to be made, and wasn't."""
        return not (self.is_begun or is_url(self.place) or Path(self.place).exists())


def shown(place: str) -> str:
    """Return a place as it may be written down."""
    if not is_url(place):
        return str(Path(place).absolute())
    host = urlsplit(place).netloc.rpartition("@")[2]
    return f"postgresql://{host}{urlsplit(place).path}"

"""What contenders write while they are timed: held to be the same, and deleted at once."""

from __future__ import annotations

from hashlib import file_digest

from bench.place import Place
from bench.timing import Cost, Run
from bench.verify import DifferenceError


class Wrote:
    """The payloads that all of some contenders write: a digest, as the files have gigabytes."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._first: tuple[str, bytes] | None = None

    def held(self, title: str, run: Run) -> Run:
        """Return a contender's run, which raises DifferenceError where it writes something else."""

        def timed(repetition: int) -> Cost:
            cost = run(repetition)
            self._hold(title)
            return cost

        return timed

    def _hold(self, title: str) -> None:
        path = self._place.out(title)
        with path.open("rb") as file:
            digest = file_digest(file, "sha256").digest()
        path.unlink()
        first, wanted = self._first = self._first or (title, digest)
        if digest != wanted:
            raise DifferenceError(f"{title} differs from {first} in what was timed")

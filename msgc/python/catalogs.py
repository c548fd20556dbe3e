"""A catalog and its messages, as a program uses them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path

from msgc.diagnostics import has_errors
from msgc.nearby import near
from msgc.pipeline.projects import Project
from msgc.pipeline.selection import SelectionError as NothingFound
from msgc.pipeline.selection import meant_by, select
from msgc.python.builds import Build, build_of
from msgc.python.checked import Checked
from msgc.python.errors import CatalogError, MessageError, SelectionError
from msgc.python.findings import findings_of
from msgc.python.messages import Message
from msgc.python.opening import Channel, PathLike, open_project
from msgc.python.outcomes import Outcomes
from msgc.python.outlines import Outline
from msgc.python.reviews import Review


class Catalog(Mapping[str, Message]):
    """The messages of a folder, by name; what is on disk is read once.

    `revision` is the short name of the commit that it stands at, None for what is on disk.
    """

    def __init__(self, project: Project, revision: str | None = None) -> None:
        self._project = project
        self._messages: dict[str, Message] = {}
        self.revision = revision

    def __repr__(self) -> str:
        at = f" at {self.revision}" if self.revision else ""
        return f"<Catalog {self.root}{at}>"

    @classmethod
    def load(
        cls, path: PathLike, channel: Channel | None = None, *, allow_errors: bool = False
    ) -> Catalog:
        """Return the catalog whose `msgc.yaml` stands in the folder `path`.

        `channel` (`whatsapp` or `any`) stands in place of the one that it names. Raises
        CatalogError, also for a `msgc.yaml` with errors, unless `allow_errors` leaves these to
        `check`, and ValueError for another channel.
        """
        try:
            return cls(open_project(path, channel, allow_errors))
        except OSError as error:
            raise CatalogError(f"{error.filename}: {error.strerror or error}") from error

    @property
    def root(self) -> Path:
        """The folder of its `msgc.yaml`."""
        return self._project.catalog.root

    def check(self, *selectors: str, now: datetime | None = None) -> Checked:
        """Return what `msgc check` finds in the whole catalog, or in messages that are selected;
        nothing where all is well. With `now` (aware) also what rules about the clock find.

        Raises SelectionError for a selector that finds no message.
        """
        # Checks, tests and comparisons are imported by those who ask for them: many don't.
        from msgc.python.checks import check_names

        names = self.select(*selectors) if selectors else None
        return check_names(self._project, names, now)

    def select(self, *selectors: str | Path, exclude: Iterable[str] = ()) -> list[str]:
        """Return the names of messages that any selector finds (all without one), less `exclude`.

        Selectors are `orders/shipped`, `orders/*`, `kind:list`, `tag:orders`; a `Path` is one of a
        message's files, or a folder of messages. Raises SelectionError for one that finds nothing.
        """
        try:
            return select(self._project, selectors, tuple(exclude))
        except NothingFound as error:
            meant = meant_by(error.selector, self._project.paths())
            raise SelectionError(error.selector, meant) from None

    def outline(self, name: str) -> Outline:
        """Return what is known of a message that may have errors. Raises KeyError."""
        self._require(name)
        return Outline(self._project.message(name))

    def __getitem__(self, name: str) -> Message:
        """Return a message. Raises KeyError for an unknown name, MessageError for its errors."""
        self._require(name)
        if name not in self._messages:
            found = self._project.findings(name)
            told = findings_of(found)
            if not self._project.message(name).is_sound or has_errors(found):
                raise MessageError(told)
            self._messages[name] = Message(self._project, name, told)
        return self._messages[name]

    def _require(self, name: str) -> None:
        if name not in self._project.paths():
            meant = near(str(name), self._project.paths())
            raise KeyError(f"no message `{name}`" + (f"; did you mean `{meant}`?" if meant else ""))

    def build(self, names: Iterable[str] | None = None, out: PathLike | None = None) -> Build:
        """Return the files that samples make in `build/`, for all messages or some: what differs,
        and what no sample makes. Nothing is written yet.

        In another folder, `out`, nothing counts as left over. Raises OSError.
        """
        return build_of(self._project, self._chosen(names), names is None, out)

    def test(self, names: Iterable[str] | None = None) -> Outcomes:
        """Run the samples and tests of all messages, or of some."""
        from msgc.python.testing import run_tests

        return run_tests(self._project, self._chosen(names), names is None)

    def update_tests(self, names: Iterable[str] | None = None) -> list[Path]:
        """Write `build/` and the tests' snapshots anew, of all messages or of some.

        Returns the files that have changed. Raises OSError.
        """
        from msgc.python.testing import update

        return update(self._project, self._chosen(names), names is None)

    @contextmanager
    def at(self, revision: str) -> Iterator[Catalog]:
        """Give the catalog as it was at a revision of git, for as long as the `with` lasts.

        Its settings may have errors. Raises RevisionError.
        """
        from msgc.python.reviewing import at_revision

        with at_revision(self.root, revision, self._project.channel) as (commit, project):
            yield Catalog(project, commit)

    def compare(
        self,
        before: Catalog,
        names: Iterable[str] | None = None,
        labels: tuple[str, str] | None = None,
    ) -> Review:
        """Return how what this catalog sends differs from what another one, `before`, sends.

        `names` are the messages that are compared, else all. `labels` are what the two are called
        in reports, `before` first, else their revisions or folders. Raises OSError.
        """
        from msgc.python.reviewing import compare

        old, new = labels or (before._label, self._label)
        chosen = None if names is None else set(names)
        return compare((old, before._project), (new, self._project), chosen)

    @property
    def _label(self) -> str:
        return self.revision or str(self.root)

    def _chosen(self, names: Iterable[str] | None) -> list[str]:
        return list(self._project.paths()) if names is None else list(names)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._project.paths()

    @cached_property
    def _names(self) -> list[str]:
        return sorted(self._project.paths())

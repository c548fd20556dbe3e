"""A test as its author wrote it, and what running it came to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from msgc.catalog import Catalog
from msgc.diagnostics import Diagnostic
from msgc.late import Late
from msgc.pipeline.files import Files
from msgc.pipeline.index import Index
from msgc.records import dataclass
from msgc.source import Span
from msgc.syntax.nodes import Mapping, Node, Scalar

# For types alone: most catalogs have no tests.
if TYPE_CHECKING:
    from msgc.pipeline import compiling, messages
else:
    compiling, messages = Late("msgc.pipeline.compiling"), Late("msgc.pipeline.messages")

EQUALS, CONTAINS, LACKS, ABSENT, COUNT = "equals", "contains", "lacks", "absent", "count"


class Opened(Protocol):
    """A catalog that tests are read from: a `Project`, which asks what is wrong with them."""

    @property
    def catalog(self) -> Catalog: ...
    @property
    def files(self) -> Files: ...
    @property
    def index(self) -> Index: ...

    def paths(self) -> dict[str, Path]: ...
    def message(self, name: str) -> messages.Message: ...
    def sources(self, name: str) -> list[Path]: ...


@dataclass(frozen=True, slots=True)
class Check:
    """One expectation: what the value at a JSON pointer is held to, by one of the words above.

    `of_fallback` tells that the pointer leads into the fallback's payload.
    """

    word: str
    pointer: str
    wanted: Node
    of_fallback: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """A test. Its row is the `sample`'s with `row` over it; `codes` are findings it has to raise.

    `locale` is that of the file it stands in, `snapshot` where the test asks for one.
    """

    name: str
    key: Scalar
    locale: str | None = None
    sample: Scalar | None = None
    row: Mapping | None = None
    checks: tuple[Check, ...] = ()
    codes: tuple[Scalar, ...] = ()
    snapshot: Span | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What one test of a message came to: it fails where anything was found.

    `place` is where it is written, `path` that file; `of_sample` tells that it is a sample.
    """

    message: str
    name: str
    place: Span
    path: Path
    of_sample: bool = False
    found: tuple[Diagnostic, ...] = ()
    compiled: compiling.Compiled | None = None
    row: dict[str, object] | None = None

    @property
    def passed(self) -> bool:
        """Whether all that is expected was met."""
        return not self.found

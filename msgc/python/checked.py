"""What a check found, as a program reads it, and as people do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from msgc.late import Late
from msgc.pipeline.projects import Project
from msgc.python.opening import PathLike
from msgc.report import FORMATS
from msgc.report.summary import Summary

# Most checks find nothing, and few are asked for the proof.
if TYPE_CHECKING:
    from msgc.python import findings
    from msgc.report import proof as proofs_told
else:
    findings, proofs_told = Late("msgc.python.findings"), Late("msgc.report.proof")

TEXT = "text"
# Reports that have a place for the proof.
WITH_PROOF = (TEXT, "json")
WIDTH = 80


class Seen(Protocol):
    """What was looked at, and the catalog where there is one."""

    names: list[str]
    files: int
    project: Project | None

    def proofs(self) -> list[proofs_told.MessageProof]: ...


class Checked(list["findings.Finding"]):
    """Findings, by file and place; and what was looked at for them.

    `messages` and `payloads` are the names of the messages and the files of payloads that were
    checked, `paths` what was named (nothing: the whole catalog), `files` how many files that is,
    `known` how many findings are left out as known, `mended` how many places were mended.
    """

    def __init__(
        self,
        found: Iterable[findings.Finding],
        seen: Seen,
        paths: Sequence[Path] = (),
        payloads: Sequence[str] = (),
    ) -> None:
        super().__init__(found)
        self._seen = seen
        self.messages, self.files = tuple(seen.names), seen.files
        self.paths, self.payloads = tuple(paths), tuple(payloads)
        self.known = self.mended = 0

    @property
    def has_errors(self) -> bool:
        """Whether any finding keeps a message from being compiled."""
        return any(each.is_error for each in self)

    @property
    def summary(self) -> Summary:
        """The counts of what was found and looked at."""
        return Summary.of(
            findings.diagnostics_of(self),
            files=self.files,
            messages=len(self.messages),
            known=self.known,
            names=(*self.messages, *self.payloads),
        )

    @property
    def not_checked(self) -> list[tuple[str, str]]:
        """The checks of templates that `msgc.lock` doesn't allow: the message, and what."""
        project = self._seen.project
        if project is None:
            return []
        return [(name, what) for name in self.messages for what in project.not_checked(name)]

    def without(self, known: Iterable[findings.Finding]) -> Checked:
        """Return the same without findings that are known; reports tell how many there are."""
        left = {id(each) for each in known}
        kept = [each for each in self if id(each) not in left]
        shown = Checked(kept, self._seen, self.paths, self.payloads)
        shown.known, shown.mended = self.known + len(self) - len(kept), self.mended
        return shown

    def report(
        self,
        format: str = TEXT,
        *,
        color: bool = False,
        width: int = WIDTH,
        root: PathLike | None = None,
        proof: bool = False,
    ) -> str:
        """Return the report: `text` (`width` cells wide), `json`, `sarif`, `github`, `junit`,
        `gitlab` or `rdjson`.

        Paths in a CI's reports are relative to `root`, an absolute folder. With `proof`, `text` and
        `json` hold what is proved of each message. Raises KeyError for another format.
        """
        folder = None if root is None else Path(root)
        found, summary = findings.diagnostics_of(self), self.summary
        report = FORMATS[format](found, color=color, width=width, summary=summary, root=folder)
        proofs = self._seen.proofs() if proof else []
        return proofs_told.with_proofs(report, proofs, format, color=color, width=width)


def digests_of(checked: Checked) -> Mapping[str, bytes]:
    """Return the digests of the files of the catalog that a check has read, by path."""
    project = checked._seen.project
    return project.files.digests if project else {}

"""`--baseline`: a run that fails only on what is new."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from msgc.catalog import CONFIG
from msgc.cli.settings import settings
from msgc.cli.telling import counted
from msgc.diagnostics import Diagnostic
from msgc.emit.writers import write_text
from msgc.records import dataclass
from msgc.report.baseline import BaselineError, Known, baseline_text, known_of, read_baseline


@dataclass(frozen=True, slots=True)
class Baseline:
    """The file of known findings, and the paths that this run looks at (none: the catalog).

    What is known of other files is neither gone nor forgotten.
    """

    file: Path
    paths: tuple[Path, ...]

    def new_of(self, found: Sequence[Diagnostic], renew: bool) -> list[Diagnostic]:
        """Return the findings that aren't known.

        Where there is no file yet, or it is to be renewed, it is written: then all are known.
        """
        now = known_of(found, self._folder)
        before = self._read()
        if before is None or renew:
            self._write(now, before or [])
            return []
        self._tell_gone(before, now)
        prints = {each.fingerprint for each in before}
        pairs = zip(found, now, strict=True)
        return [each for each, known in pairs if known.fingerprint not in prints]

    @property
    def _folder(self) -> Path:
        return self.file.resolve().parent

    def _read(self) -> list[Known] | None:
        if not self.file.exists():
            return None
        try:
            return read_baseline(self.file.read_text(encoding="utf-8"))
        except UnicodeDecodeError:
            raise self._unusable("isn't text in UTF-8") from None
        except BaselineError as error:
            raise self._unusable(str(error)) from None

    def _unusable(self, why: str) -> click.ClickException:
        return click.ClickException(f"`{self.file}` {why}; delete it, and the next run writes it")

    def _write(self, now: list[Known], before: list[Known]) -> None:
        kept = [each for each in before if not self._is_looked_at(each)]
        whole = {each.fingerprint: each for each in (*kept, *now)}
        write_text(self.file, baseline_text(whole.values()))
        settings().say(
            f"Wrote {counted(len(whole), 'known finding')} to {self.file}; "
            "from now on `check` fails only on new ones."
        )

    def _tell_gone(self, before: list[Known], now: list[Known]) -> None:
        found = {each.fingerprint for each in now}
        gone = [each for each in before if each.fingerprint not in found]
        count = sum(self._is_looked_at(each) for each in gone)
        if count:
            are = "is" if count == 1 else "are"
            settings().say(
                f"{counted(count, 'known finding')} {are} gone: "
                f"take them out of {self.file} with --write-baseline."
            )

    def _is_looked_at(self, known: Known) -> bool:
        """Whether a finding of this run would be found again: its file is one of the paths."""
        where = (self._folder / known.file).resolve()
        folders = [path.parent if path.name == CONFIG else path for path in self.paths]
        return not folders or any(where.is_relative_to(each.resolve()) for each in folders)

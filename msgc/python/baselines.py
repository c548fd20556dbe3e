"""A baseline: the findings that a team knows of, so that only what is new counts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgc.catalog import CONFIG
from msgc.emit.writers import write_text
from msgc.python.checked import Checked
from msgc.python.errors import BaselineError
from msgc.python.findings import diagnostics_of
from msgc.python.opening import PathLike
from msgc.records import dataclass
from msgc.report import baseline
from msgc.report.baseline import Known


@dataclass(frozen=True, slots=True)
class Compared:
    """What is `new` beside a baseline. Of known findings, `gone` are no longer found, and `written`
    is how many the file holds, where it was written.
    """

    new: Checked
    gone: int = 0
    written: int | None = None


def compare_baseline(checked: Checked, file: PathLike, renew: bool = False) -> Compared:
    """Hold findings against those that a file holds.

    Where there is no file yet, or it is to be renewed, it is written: then all are known. What is
    known of other files than those that were checked is neither gone nor forgotten. Raises
    BaselineError, OSError.
    """
    path = Path(file)
    now = baseline.known_of(diagnostics_of(checked), path.resolve().parent)
    before = _read(path)
    if before is None or renew:
        written = _write(path, now, before or [], checked.paths)
        return Compared(checked.without(checked), written=written)
    prints = {each.fingerprint for each in before}
    pairs = zip(checked, now, strict=True)
    known = [each for each, told in pairs if told.fingerprint in prints]
    return Compared(checked.without(known), _gone(path, before, now, checked.paths))


def _read(file: Path) -> list[Known] | None:
    if not file.exists():
        return None
    try:
        return baseline.read_baseline(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise _unusable(file, "isn't text in UTF-8") from None
    except baseline.BaselineError as error:
        raise _unusable(file, str(error)) from None


def _unusable(file: Path, why: str) -> BaselineError:
    return BaselineError(f"`{file}` {why}; delete it, and the next run writes it")


def _write(file: Path, now: list[Known], before: list[Known], paths: Sequence[Path]) -> int:
    kept = [each for each in before if not _is_looked_at(each, file, paths)]
    whole = {each.fingerprint: each for each in (*kept, *now)}
    write_text(file, baseline.baseline_text(whole.values()))
    return len(whole)


def _gone(file: Path, before: list[Known], now: list[Known], paths: Sequence[Path]) -> int:
    found = {each.fingerprint for each in now}
    gone = [each for each in before if each.fingerprint not in found]
    return sum(_is_looked_at(each, file, paths) for each in gone)


def _is_looked_at(known: Known, file: Path, paths: Sequence[Path]) -> bool:
    """Whether a finding of this run would be found again: its file is one of the paths."""
    where = (file.resolve().parent / known.file).resolve()
    folders = [path.parent if path.name == CONFIG else path for path in paths]
    return not folders or any(where.is_relative_to(each.resolve()) for each in folders)

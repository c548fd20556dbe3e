"""A message compiled for a file of recipients: payloads, fallbacks, rejects, a manifest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace
from pathlib import Path
from types import MappingProxyType

from msgc import __version__
from msgc.bulk.batches import Batch
from msgc.bulk.hashed_rows import HashedRows as HashedRows
from msgc.bulk.rejects import AsDict, reject_line
from msgc.bulk.storing import Storing
from msgc.diagnostics import Diagnostic
from msgc.emit.writers import PLAIN, Output, OutputSet, Ways, output_set
from msgc.records import dataclass

NDJSON = ".ndjson"
# Findings kept to be shown; every one of them is in the rejects' file.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Paths:
    """Where a run's files stand: `shipped.ndjson`, and beside it what else there is."""

    payloads: Path

    def beside(self, ending: str) -> Path:
        """Return the path of another file of the run, such as `shipped.rejected.ndjson`."""
        return self.payloads.with_name(self.payloads.name.removesuffix(NDJSON) + ending)

    @property
    def fallbacks(self) -> Path:
        return self.beside(".fallback" + NDJSON)

    @property
    def rejects(self) -> Path:
        return self.beside(".rejected" + NDJSON)

    @property
    def manifest(self) -> Path:
        return self.beside(".manifest.json")


@dataclass(slots=True)
class Run:
    """What a run came to."""

    rows: int = 0
    payloads: int = 0
    rejected: int = 0
    _first: dict[tuple[str, str], Diagnostic] = field(default_factory=dict)
    _counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def count(self, batch: Batch) -> None:
        """Count a batch; of findings that say the same, keep the first."""
        self.rows += batch.rows
        self.payloads += batch.made
        self.rejected += len(batch.rejected)
        for result in batch.rejected:
            for found in result.found:
                key = (found.code, found.message)
                if key in self._first or len(self._first) < SHOWN:
                    self._first.setdefault(key, found)
                    self._counts[key] = self._counts.get(key, 0) + 1

    def first_findings(self) -> list[Diagnostic]:
        """Return one finding for each thing that is wrong, and in how many rows it is."""
        return [
            replace(found, message=_in_rows(found.message, self._counts[key]))
            for key, found in self._first.items()
        ]


def _in_rows(message: str, count: int) -> str:
    return message if count == 1 else f"{message} (in {count:,} rows)"


def write_run(
    batches: Iterator[Batch],
    paths: Paths,
    as_dict: AsDict,
    has_fallback: bool,
    manifest: Callable[[Run, dict[str, Output]], dict[str, object]],
    ways: Ways = PLAIN,
) -> Run:
    """Write all batches to their files, whole or not at all. Raises OSError.

    `manifest` gives the manifest's document when all is counted.
    """
    run, storing = Run(), Storing()
    with output_set(ways) as outputs:
        files = {"payloads": outputs.open(paths.payloads)}
        if has_fallback:
            files["fallbacks"] = outputs.open(paths.fallbacks)
        for batch in batches:
            run.count(batch)
            _write_batch(batch, files, outputs, paths, as_dict)
            for each in files.values():
                storing.go_on(each)
        for name in ("fallbacks", "rejects"):
            if name not in files:
                outputs.remove(getattr(paths, name))
        _write_manifest(outputs, paths, manifest(run, files))
    return run


def _write_batch(
    batch: Batch,
    files: dict[str, Output],
    outputs: OutputSet,
    paths: Paths,
    as_dict: AsDict,
) -> None:
    files["payloads"].write(batch.payloads, batch.made)
    if "fallbacks" in files:
        files["fallbacks"].write(batch.fallbacks, batch.fallbacks.count(b"\n"))
    if batch.rejected:
        if "rejects" not in files:
            files["rejects"] = outputs.open(paths.rejects)
        lines = [reject_line(result, as_dict) for result in batch.rejected]
        files["rejects"].write(b"\n".join([*lines, b""]), len(lines))


def _write_manifest(outputs: OutputSet, paths: Paths, document: dict[str, object]) -> None:
    text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    outputs.open(paths.manifest).stream.write(text.encode("utf-8"))


def manifest_of(
    run: Run,
    files: dict[str, Output],
    message: str,
    sources: dict[str, str],
    rows: HashedRows,
    values: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, object]:
    """Return what was made from what: hashes, counts, the version; nobody's data, no clock.

    Of `values`, which stand in for fields of every row, it tells the fields' names and one hash.
    """
    written = {
        name: {"file": each.path.name, "lines": each.lines, "sha256": each.digest}
        for name, each in files.items()
    }
    counts = {"rows": run.rows, "payloads": run.payloads, "rejected": run.rejected}
    return {
        "version": 1,
        "msgc": __version__,
        "message": message,
        "sources": sources,
        "rows": {"file": Path(rows.name).name, "sha256": rows.digest},
        **({"values": _hashed_values(values)} if values else {}),
        "counts": counts,
        "output": written,
    }


def _hashed_values(values: Mapping[str, str]) -> dict[str, object]:
    told = json.dumps(sorted(values.items())).encode("utf-8")
    return {"fields": sorted(values), "sha256": hashlib.sha256(told).hexdigest()}

"""Where files are compiled: a catalog, a folder, and the commands that go from one to the other."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.recipients import row_of, write_csv, write_ndjson
from bench.timing import NO_SWITCHES, Cost, cost_of_command

NDJSON, CSV = "msgc, NDJSON", "msgc, CSV"
NDJSON_ALONE, CSV_ALONE = "msgc without its kernel, NDJSON", "msgc without its kernel, CSV"
TWO, TWO_ALONE = f"{NDJSON}, --jobs 2", f"{NDJSON_ALONE}, --jobs 2"
P3_NDJSON, P3_CSV = "P3, NDJSON", "P3, CSV"
C = "C program with mmap, NDJSON"
TEXT = "text"
MSGC = (sys.executable, "-m", "msgc")


@dataclass(frozen=True, slots=True)
class Place:
    """The catalog that is compiled, and a folder for rows and payloads."""

    catalog: Path
    folder: Path

    def rows(self, count: int, ending: str) -> Path:
        """Return a file of distinct rows, written when it is first asked for."""
        path = self.folder / f"{count}{ending}"
        if not path.exists():
            write = write_csv if ending == ".csv" else write_ndjson
            write(path, map(row_of, range(count)))
        return path

    def out(self, title: str) -> Path:
        """Return the file that a contender writes."""
        return self.folder / "out" / f"{re.sub('[^A-Za-z0-9]+', '-', title)}.ndjson"

    def forget(self, count: int) -> None:
        """Delete the files of so many rows."""
        for path in self.folder.glob(f"{count}.*"):
            path.unlink()

    def compile(
        self,
        message: str,
        rows: Path,
        title: str,
        *words: str,
        code: int = 0,
        switches: Mapping[str, str] = NO_SWITCHES,
    ) -> Cost:
        """Run `msgc compile`; the number of rows is what the file's name begins with."""
        what = ["-q", "compile", message, "-r", str(rows), "-o", str(self._ready(title))]
        command = [*MSGC, *what, *words]
        return cost_of_command(command, count_of(rows), self.catalog, code=code, switches=switches)

    def p3(self, message: str, rows: Path, title: str, code: int = 0) -> Cost:
        """Run P3 over a message's rows."""
        out = self._ready(title)
        command = [sys.executable, "-m", "bench.naive_files", message, str(rows), str(out)]
        return cost_of_command(command, count_of(rows), self.catalog, code=code)

    def c(self, program: Path, rows: Path, title: str, code: int = 0) -> Cost:
        """Run the C program over the text message's rows."""
        command = [program, rows, self._ready(title)]
        return cost_of_command(command, count_of(rows), self.catalog, code=code)

    def _ready(self, title: str) -> Path:
        """Return the file to write; what stood there would else be freed on a contender's time."""
        path = self.out(title)
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)
        return path


def count_of(rows: Path) -> int:
    """Return how many rows a file holds, as its name says."""
    return int(rows.stem.partition("-")[0])

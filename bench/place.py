"""Where files are compiled: a catalog, a folder, and the commands that go from one to the other."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.recipients import row_of, write_csv, write_ndjson
from bench.timing import Cost, cost_of_command

NDJSON, CSV = "msgc, NDJSON", "msgc, CSV"
TWO = "msgc, NDJSON, two processes"
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

    def compile(self, message: str, rows: Path, title: str, *words: str, code: int = 0) -> Cost:
        """Run `msgc compile`; the number of rows is what the file's name begins with."""
        what = ["-q", "compile", message, "-r", str(rows), "-o", str(self._ready(title))]
        return cost_of_command([*MSGC, *what, *words], _count(rows), self.catalog, code=code)

    def p3(self, rows: Path, title: str) -> Cost:
        """Run P3 over the text message's rows."""
        out = self._ready(title)
        command = [sys.executable, "-m", "bench.naive_files", TEXT, str(rows), str(out)]
        return cost_of_command(command, _count(rows), self.catalog)

    def c(self, program: Path, rows: Path, title: str) -> Cost:
        """Run the C program over the text message's rows."""
        return cost_of_command([program, rows, self._ready(title)], _count(rows), self.catalog)

    def _ready(self, title: str) -> Path:
        """Return the file to write; what stood there would else be freed on a contender's time."""
        path = self.out(title)
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)
        return path


def _count(rows: Path) -> int:
    return int(rows.stem.partition("-")[0])

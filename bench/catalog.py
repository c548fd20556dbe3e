"""`check` of a catalog of 1,000 messages beside check-jsonschema: `python -m bench.catalog`.

The messages are the gallery's and the shop's, written again under other names.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
SCHEMA = ROOT / "schemas" / "message.schema.json"
MESSAGES = 1_000
ENDING = ".msg.yaml"
WITHOUT_PROOF = """
from pathlib import Path
from msgc.pipeline import Project
project = Project.open(Path.cwd())
project.proves = False
project.check()
"""


def write_catalog(root: Path, messages: int = MESSAGES) -> list[Path]:
    """Write a catalog of so many messages, with their locales; return the message files."""
    shutil.copy(ROOT / "msgc.yaml", root)
    shutil.copytree(ROOT / "templates" / "shop", root / "templates" / "shop")
    mains = [p for p in sorted((ROOT / "templates").rglob(f"*{ENDING}")) if _is_main(p)]
    target = root / "templates" / "many"
    target.mkdir(parents=True)
    for number in range(messages):
        source = mains[number % len(mains)]
        stem = source.name.removesuffix(ENDING)
        for path in (source, *source.parent.glob(f"{stem}.*{ENDING}")):
            name = path.name.replace(stem, f"{stem}-{number}", 1)
            shutil.copy(path, target / name)
    return sorted(target.glob(f"*{ENDING}"))


def _is_main(path: Path) -> bool:
    name = path.name.removesuffix(ENDING)
    return not name.startswith("_") and "." not in name


def seconds(command: list[str], cwd: Path) -> float:
    """Run a command that must succeed; return the seconds taken."""
    start = time.perf_counter()
    subprocess.run(command, check=True, cwd=cwd, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Print both times, one after the other in the same run."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        files = write_catalog(root)
        ours = seconds([sys.executable, "-m", "msgc", "check"], root)
        unproved = seconds([sys.executable, "-c", WITHOUT_PROOF], root)
        program = Path(sys.executable).with_name("check-jsonschema")
        theirs = seconds([str(program), "--schemafile", str(SCHEMA), *map(str, files)], root)
    print(f"{MESSAGES} messages in {len(files)} files")
    print(f"msgc check:       {ours:6.1f} s (language, schema, rules, samples, proof)")
    print(f"without proof:    {unproved:6.1f} s (the same, but for the proof over all recipients)")
    print(f"check-jsonschema: {theirs:6.1f} s (message.schema.json alone)")


if __name__ == "__main__":
    main()

"""What a start imports is what it costs: what a plain file doesn't need isn't there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FILE = "vars: {name: string, phone: string}\nto: '{{ phone }}'\ntext: Hi {{ name }}\n"
SHOW = """
import sys
from msgc.cli import entry
try:
    entry.main()
finally:
    print(*sorted(sys.modules), file=sys.stderr)
"""


def modules(folder: Path, *words: str) -> set[str]:
    (folder / "templates").mkdir()
    (folder / "msgc.yaml").write_text("channel: whatsapp\n", encoding="utf-8")
    (folder / "templates" / "hi.msg.yaml").write_text(FILE, encoding="utf-8")
    environment = {"XDG_CACHE_HOME": str(folder), "PATH": "", "HOME": str(folder)}
    command = [sys.executable, "-c", SHOW, *words]
    ran = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return set(ran.stderr.split())


@pytest.mark.parametrize(
    "name", ["click", "jinja2", "jsonschema", "msgspec", "msgc.filters.table", "msgc.report.sarif"]
)
def test_a_check_of_names_alone_goes_without(name: str, tmp_path: Path) -> None:
    seen = modules(tmp_path, "check", "templates/hi.msg.yaml")
    assert "yaml" in seen
    assert name not in seen


def test_help_goes_without_almost_everything(tmp_path: Path) -> None:
    seen = modules(tmp_path, "--help")
    assert not seen & {"click", "re", "typing", "dataclasses", "msgc.pipeline"}

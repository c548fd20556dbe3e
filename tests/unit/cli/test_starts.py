"""What a start imports is what it costs: what a plain file doesn't need isn't there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.kernel_help import needs_kernel

PLAIN = "to: '+31612345678'\ntext: Hi\n"
FILE = "vars: {name: string, phone: string}\nto: '{{ phone }}'\ntext: Hi {{ name }}\n"
ROWS = '{"name":"Zoë","phone":"+31612345678","other":1}\n' * 12_000
SHOW = """
import sys
from msgc.cli import entry
try:
    entry.main()
finally:
    print(*sorted(sys.modules), file=sys.stderr)
"""


def modules(folder: Path, *words: str, file: str = FILE) -> set[str]:
    (folder / "templates").mkdir(exist_ok=True)
    written = {"msgc.yaml": "channel: whatsapp\n", "templates/hi.msg.yaml": file}
    for name, text in written.items():
        if not (folder / name).exists():
            (folder / name).write_text(text, encoding="utf-8")
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


@pytest.mark.parametrize(
    "name",
    [
        *("_hashlib", "msgc.plan", "msgc.syntax.expr", "msgc.prove.model", "msgc.report.text"),
        *("msgc.python.findings", "msgc.lock.model", "msgc.pipeline.testing.model"),
    ],
)
def test_a_check_of_what_is_plainly_sound_goes_without(name: str, tmp_path: Path) -> None:
    seen = modules(tmp_path, "-q", "check", file=PLAIN)
    assert "msgc.pipeline.plain_messages" in seen
    assert name not in seen


@pytest.mark.parametrize("name", ["msgc.filters.model", "msgc.infer.json_schema", "string"])
def test_a_check_of_what_only_names_variables_goes_without(name: str, tmp_path: Path) -> None:
    seen = modules(tmp_path, "check", "templates/hi.msg.yaml")
    assert "msgc.infer.declared" in seen
    assert name not in seen


@pytest.mark.parametrize("word", ["-V", "--version"])
def test_the_version_goes_without_a_command_line(word: str) -> None:
    show = "import sys; from msgc.__main__ import main"
    tell = "print(*sorted(sys.modules), file=sys.stderr)"
    code = f"{show}\ntry:\n    main()\nfinally:\n    {tell}"
    ran = subprocess.run(
        [sys.executable, "-c", code, word], capture_output=True, text=True, check=True
    )
    assert ran.stdout.startswith("msgc, version ")
    assert [name for name in ran.stderr.split() if name.startswith("msgc")] == [
        *("msgc", "msgc.__main__")
    ]


@needs_kernel
@pytest.mark.parametrize(
    ("ending", "rows", "others"),
    [
        ("ndjson", ROWS, {"csv", "msgc.recipients.quick_cells"}),
        ("csv", "name,phone\n" + "Zoë,+31612345678\n" * 12_000, {"msgc.recipients.quick_lines"}),
    ],
)
def test_a_file_that_the_kernel_reads_goes_without_a_codec(
    ending: str, rows: str, others: set[str], tmp_path: Path
) -> None:
    (tmp_path / f"rows.{ending}").write_text(rows, encoding="utf-8")
    words = ("-q", "compile", "hi", "-r", f"rows.{ending}", "-o", "made.ndjson")
    modules(tmp_path, *words)
    seen = modules(tmp_path, *words)
    assert len((tmp_path / "made.ndjson").read_bytes().splitlines()) == 12_000
    assert "msgc.warm.many" in seen
    assert seen & {"msgspec", "jinja2", "yaml", "jsonschema", *others} == set()


def test_help_goes_without_almost_everything(tmp_path: Path) -> None:
    seen = modules(tmp_path, "--help")
    assert not seen & {"click", "re", "typing", "dataclasses", "msgc.pipeline"}

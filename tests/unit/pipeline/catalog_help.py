"""A catalog of one message in a scratch folder."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from msgc.pipeline import Project
from msgc.pipeline.compiling import Compiler
from msgc.pipeline.rows import RowCompiler, RowResult
from msgc.recipients.rows import RawRow

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def project(root: Path, message: str, config: str = "", **files: str) -> Project:
    """Write a catalog and open it; `files` are further message files by their stem."""
    (root / "templates").mkdir(exist_ok=True)
    (root / "msgc.yaml").write_text(f'defaults: {{to: "+31612345678"}}\n{config}', "utf-8")
    for stem, text in {"m": message, **files}.items():
        (root / "templates" / f"{stem}.msg.yaml").write_text(text, "utf-8")
    return Project.open(root)


def found(opened: Project) -> list[tuple[str, str]]:
    return [(d.code, d.severity.value) for d in opened.check(now=NOW)]


def codes(opened: Project) -> list[str]:
    return [code for code, _ in found(opened)]


def row(opened: Project, **data: object) -> RowResult:
    compiler = RowCompiler(Compiler(opened.message("m")), "rows")
    return compiler.one(RawRow(1, data))

"""A bundle of a message whose template the catalog's lock limits."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyarrow as pa
import pytest

from msgc.arrow import bundle, compile_batches
from msgc.arrow.bundles import row_compiler
from msgc.lock import FILE as LOCK
from msgc.pipeline.previewing import scene_of
from msgc.pipeline.projects import Project
from msgc.preview.model import Choice

ROOT = Path(__file__).parents[2]
CASE = ROOT / "tests/golden/diagnostics/MSG494/extra/input"
MESSAGE = """\
vars: {name: string, order: string}
to: "+31612345678"
template: ce6a2fd6-b2fa-4f5a-a2cd-f3bd15883318
version: a4e81c6d-90b5-4f23-b7d8-2c5f1e063a79
locale: en
parameters: {name: "{{ name }}", order: "{{ order }}"}
"""
ROWS = [{"name": "Bob", "order": "x" * 30}, {"name": "Ann", "order": "x" * 20}]


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    root = tmp_path / "catalog"
    (root / "templates").mkdir(parents=True)
    for name in ("msgc.yaml", LOCK):
        shutil.copy(CASE / name, root / name)
    (root / "templates/shipped.msg.yaml").write_text(MESSAGE, encoding="utf-8")
    (root / "templates/plain.msg.yaml").write_text(
        'to: "+31612345678"\ntext: Hi\n', encoding="utf-8"
    )
    return root


def test_a_bundle_rejects_what_compile_rejects(catalog: Path) -> None:
    made = bundle(catalog, "shipped")
    shutil.rmtree(catalog)
    row_compiler.cache_clear()
    (batch,) = compile_batches(made, [pa.RecordBatch.from_pylist(ROWS)])
    assert [each is None for each in batch["payload"].to_pylist()] == [True, False]
    assert "MSG496" in batch["diagnostics"].to_pylist()[0]


def test_the_digest_is_of_the_lock_too(catalog: Path) -> None:
    before = {name: bundle(catalog, name).digest for name in ("shipped", "plain")}
    text = (catalog / LOCK).read_text(encoding="utf-8")
    (catalog / LOCK).write_text(text.replace('"limit": 20', '"limit": 30'), encoding="utf-8")
    after = {name: bundle(catalog, name).digest for name in ("shipped", "plain")}
    assert [name for name in before if before[name] != after[name]] == ["shipped"]


def test_the_lock_is_one_of_the_files_of_a_message_that_sends_a_template(catalog: Path) -> None:
    def having_it() -> list[str]:
        project = Project.open(catalog)
        return [name for name in project.paths() if catalog / LOCK in project.files_of(name)]

    assert having_it() == ["shipped"]
    shown = scene_of(Project.open(catalog), Choice("shipped"))
    assert [each.name for each in shown.files] == ["templates/shipped.msg.yaml"]
    (catalog / LOCK).unlink()
    assert having_it() == []

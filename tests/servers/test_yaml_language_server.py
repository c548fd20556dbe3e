"""The catalog that `msgc init` makes, in editors that speak to yaml-language-server."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from msgc.cli.main import run
from tests.servers.yaml_server import YamlEditor, yaml_editing

NAME = "templates/orders/shipped.msg.yaml"
FRESH = "templates/orders/fresh.msg.yaml"

pytestmark = pytest.mark.asyncio


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    assert run(["-q", "init", str(tmp_path / "catalog")]) == 0
    return tmp_path / "catalog"


@pytest_asyncio.fixture
async def by_modeline(catalog: Path) -> AsyncIterator[YamlEditor]:
    """An editor without settings: the file's own first line names the schema."""
    async with yaml_editing(catalog, {}) as editor:
        yield editor


@pytest_asyncio.fixture
async def by_settings(catalog: Path) -> AsyncIterator[YamlEditor]:
    """An editor with the settings that `msgc init` writes."""
    settings = json.loads((catalog / ".vscode/settings.json").read_text("utf-8"))
    async with yaml_editing(catalog, settings["yaml.schemas"]) as editor:
        yield editor


async def test_a_new_catalogs_message_has_no_errors(by_modeline, catalog):
    assert await by_modeline.open(NAME, (catalog / NAME).read_text("utf-8")) == []


async def test_the_modeline_alone_brings_errors_completion_and_hover(by_modeline, catalog):
    text = (catalog / NAME).read_text("utf-8")
    await _shows_the_schema(by_modeline, text.splitlines()[0] + "\n")


async def test_the_settings_alone_bring_errors_completion_and_hover(by_settings):
    await _shows_the_schema(by_settings, "")


async def _shows_the_schema(editor: YamlEditor, first: str) -> None:
    text = f'{first}to: "+31612345678"\ntext: Hi\nactions:\n  - postback: A\n    paylod: b\n\n'
    found = await editor.open(FRESH, text)
    lines = text.splitlines()
    assert [each.range.start.line for each in found] == [lines.index("    paylod: b")]
    assert "paylod" in found[0].message
    offered = await editor.completions(FRESH, len(lines) - 1, 0)
    assert {"fallback", "samples", "vars", "reference"} <= offered
    assert await editor.hover(FRESH, lines.index("actions:"), 2)

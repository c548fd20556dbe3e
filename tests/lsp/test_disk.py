from __future__ import annotations

import json

import pytest

from msgc.cli.main import run
from tests.lsp.editor import editing
from tests.lsp.shop import SHIPPED

MESSAGE, FOOTER_FILE = "templates/shipped.msg.yaml", "templates/_footer.txt"
SLIP = SHIPPED.replace("{{ name | upper }}", "{{ nmae | uper }}")

pytestmark = pytest.mark.asyncio


async def test_the_findings_are_those_of_check(editor, shop, capsys):
    faulty = SLIP.replace("order.id }}", "order.nr }}").replace("postback:", "posback:")
    editor.open(MESSAGE, faulty)
    found = await editor.found(MESSAGE)
    (shop / MESSAGE).write_text(faulty, encoding="utf-8")
    assert run(["-C", str(shop), "check", "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)["diagnostics"]
    lines = [(d["code"], d["range"]["start"]["line"]) for d in told if d["file"] == MESSAGE]
    assert [(d.code, d.range.start.line + 1) for d in found] == lines
    assert lines


async def test_a_file_that_changed_on_disk_counts_when_another_is_saved(editor, shop):
    editor.open(MESSAGE)
    await editor.found(MESSAGE)
    (shop / FOOTER_FILE).write_text("{{ nobody }}\n", encoding="utf-8")
    editor.save(MESSAGE)
    await editor.until(FOOTER_FILE, "MSG203")


async def test_files_of_no_catalog_are_left_alone(editor, tmp_path):
    (tmp_path / "other.msg.yaml").write_text("text: {{ x }}\n", encoding="utf-8")
    editor.root = tmp_path
    editor.open("other.msg.yaml")
    assert await editor.hover("other.msg.yaml", "x") is None
    assert editor.uri("other.msg.yaml") not in editor.client.diagnostics


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
async def test_columns_are_counted_in_what_was_agreed_on(shop, encoding):
    async with editing(shop, encoding) as editor:
        editor.open(MESSAGE, SLIP)
        found = await editor.found(MESSAGE)
        assert [editor.cut(SLIP, each.range) for each in found] == ["nmae", "uper"]

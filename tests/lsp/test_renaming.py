from __future__ import annotations

import json

import pytest

from msgc.cli.main import run

MESSAGE, LOCALE = "templates/shipped.msg.yaml", "templates/shipped.nl.msg.yaml"
FOOTER_FILE = "templates/_footer.txt"

pytestmark = pytest.mark.asyncio


async def test_a_rename_reaches_every_file_and_changes_no_payload(editor, shop, capsys):
    before = built(shop, capsys)
    editor.open(MESSAGE)
    changed = await editor.rename(MESSAGE, "name | upper", "first_name", 1)
    assert set(changed) == {MESSAGE, LOCALE, FOOTER_FILE, "templates/noted.msg.yaml"}
    for file, text in changed.items():
        (shop / file).write_text(text, encoding="utf-8")
    assert changed[FOOTER_FILE] == "{{ brand }} wishes {{ first_name }} well.\n"
    assert "item.name" in changed[MESSAGE]
    assert built(shop, capsys) == before


async def test_a_field_is_renamed_beside_its_namesakes(editor, shop, capsys):
    before = built(shop, capsys)
    editor.open(MESSAGE)
    changed = await editor.rename(MESSAGE, "order.id }}", "number", 7)
    for file, text in changed.items():
        (shop / file).write_text(text, encoding="utf-8")
    assert "order: {number: A-2" in changed[LOCALE]
    assert built(shop, capsys) == before


def built(shop, capsys):
    assert run(["-C", str(shop), "compile", "-o", "-"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

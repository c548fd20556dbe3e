from __future__ import annotations

import pytest

from tests.lsp.shop import BASE, SHIPPED

MESSAGE, LOCALE = "templates/shipped.msg.yaml", "templates/shipped.nl.msg.yaml"
BASE_FILE, FOOTER_FILE = "templates/_base.msg.yaml", "templates/_footer.txt"

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize(
    ("words", "into", "told"),
    [
        ("name | upper", 1, "`name`: string, at most 40 characters"),
        ("order.id }}", 7, "`order.id`: string, of any length"),
        ("item.name", 6, "`item.name`: string, of any length"),
        ("order.items[:9]", 8, "`order.items`: list of object"),
        ("items: [{name", 1, "`order.items`: list of object"),
        ("count: 2", 1, "`order.items[].count`: integer"),
        ("on its way", 2, None),
    ],
)
async def test_hover_tells_type_and_range(desk, words, into, told):
    desk.open(MESSAGE)
    assert await desk.hover(MESSAGE, words, into) == told


async def test_hover_on_a_filter_tells_what_it_takes_and_makes(desk):
    desk.open(MESSAGE)
    told = await desk.hover(MESSAGE, "truncate(20)", 3)
    assert told.startswith("`item.name | truncate(20)`: string, at most 20 characters\n\n")
    assert "`truncate` takes " in told


@pytest.mark.parametrize(
    ("file", "words", "into", "target", "made"),
    [
        (MESSAGE, "name | upper", 1, MESSAGE, "name"),
        (MESSAGE, "order.id }}", 7, MESSAGE, "id"),
        (MESSAGE, "item.name", 6, MESSAGE, "name"),
        (MESSAGE, "item.name", 1, MESSAGE, "item"),
        (MESSAGE, "phone: ", 1, BASE_FILE, "phone"),
        (MESSAGE, "_base", 2, BASE_FILE, ""),
        (MESSAGE, "_footer.txt", 2, FOOTER_FILE, ""),
        (LOCALE, "text:", 1, MESSAGE, "text"),
        (LOCALE, "name }}", 1, MESSAGE, "name"),
        (FOOTER_FILE, "brand", 1, "msgc.yaml", "brand"),
        (FOOTER_FILE, "name", 1, "templates/noted.msg.yaml", "name"),
    ],
)
async def test_what_is_written_leads_to_where_it_is_made(desk, file, words, into, target, made):
    desk.open(file)
    assert await desk.definition(file, words, into) == (target, made)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("{{ ", {"name", "order", "phone", "brand", "locale", "omit"}),
        ("{{ na", {"name", "order", "phone"}),
        ("{{ order.", {"id", "items"}),
        ("{{ order.items[0].", {"name", "count"}),
        ("{% if order.", {"id", "items"}),
        ("{{ name | tr", {"truncate", "trim"}),
        ("{% if name is de", {"defined"}),
        ('{% include "', {"_footer.txt"}),
        ("{{ name }} and ", set()),
        ('{{ name | default("', set()),
        ("{% for x", set()),
    ],
)
async def test_completion_while_an_expression_is_half_written(desk, typed, offered):
    desk.open(MESSAGE, SHIPPED.replace("text: |\n", f"text: |\n  {typed}\n"))
    found = set(await desk.completions(MESSAGE, typed))
    assert offered <= found
    assert bool(found) == bool(offered)


async def test_completion_knows_the_names_of_a_loop(desk):
    desk.open(MESSAGE, SHIPPED.replace("{{ item.name |", "{{ item. |"))
    assert await desk.completions(MESSAGE, "{{ item.") == ["name", "count"]


async def test_completion_under_if_and_of_a_base(desk):
    desk.open(MESSAGE, SHIPPED.replace("if: order.id", "if: order.").replace(": _base", ": n"))
    assert await desk.completions(MESSAGE, "if: order.") == ["id", "items"]
    assert await desk.completions(MESSAGE, "extends: n") == ["_base", "noted"]


async def test_what_is_open_counts_and_not_what_is_on_disk(desk):
    desk.open(BASE_FILE, BASE.replace("phone: phone", "phone: phone\n  vip: boolean"))
    desk.open(MESSAGE, SHIPPED.replace("{{ name | upper", "{{ vip"))
    assert await desk.hover(MESSAGE, "vip", 1) == "`vip`: boolean"

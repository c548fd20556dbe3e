from __future__ import annotations

import pytest

from tests.lsp.shop import BASE, DUTCH, FOOTER, SHIPPED

MESSAGE, LOCALE = "templates/shipped.msg.yaml", "templates/shipped.nl.msg.yaml"
BASE_FILE, FOOTER_FILE = "templates/_base.msg.yaml", "templates/_footer.txt"
FRESH, NOTED_TESTS = "templates/fresh.msg.yaml", "templates/noted.test.yaml"
SLIP = SHIPPED.replace("{{ name | upper }}", "{{ nmae | uper }}")

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_clean_message_has_no_findings(desk):
    desk.open(MESSAGE)
    assert await desk.found(MESSAGE) == []


async def test_what_is_typed_is_found_at_its_words_and_gone_when_it_is_mended(desk):
    desk.open(MESSAGE)
    await desk.found(MESSAGE)
    desk.type(MESSAGE, SLIP)
    found = await desk.found(MESSAGE)
    assert [(each.code, desk.cut(SLIP, each.range)) for each in found] == [
        ("MSG203", "nmae"),
        ("MSG205", "uper"),
    ]
    assert found[0].message == "There is no variable `nmae`\nDid you mean `name`?"
    desk.type(MESSAGE, SHIPPED)
    assert await desk.found(MESSAGE) == []


async def test_a_fix_makes_the_text_that_was_meant(desk):
    desk.open(MESSAGE, SLIP)
    found = await desk.found(MESSAGE)
    text = SLIP
    for each in reversed(found):
        (action,) = await desk.fixes(MESSAGE, each)
        assert action.is_preferred
        text = desk.edited(text, action.edit.changes[desk.uri(MESSAGE)])
    assert text == SHIPPED


async def test_a_fix_is_of_what_was_just_typed(desk):
    desk.open(MESSAGE, SLIP)
    found = await desk.found(MESSAGE)
    desk.replace(MESSAGE, "extends: _base\n", "extends: _base\ndescription: More.\n")
    moved = found[0].range.start.line + 1
    place = type(found[0].range.start)(moved, found[0].range.start.character)
    found[0].range = type(found[0].range)(place, place)
    (action,) = await desk.fixes(MESSAGE, found[0])
    assert action.edit.changes[desk.uri(MESSAGE)][0].range.start.line == moved


async def test_a_base_tells_what_it_does_to_its_messages(desk):
    desk.open(MESSAGE)
    await desk.found(MESSAGE)
    desk.open(BASE_FILE, BASE.replace("phone: phone", "tel: phone"))
    await desk.until(BASE_FILE, "MSG203")


async def test_a_locale_and_an_include_tell_their_own_faults(desk):
    desk.open(LOCALE, DUTCH.replace("{{ name }}", "{{ nom }}"))
    assert await desk.codes(LOCALE) == ["MSG203"]
    desk.open(FOOTER_FILE, FOOTER.replace("brand", "brnd"))
    await desk.until(FOOTER_FILE, "MSG203")


async def test_settings_are_checked_and_change_what_is_open(desk):
    desk.open(MESSAGE)
    await desk.found(MESSAGE)
    desk.open("msgc.yaml", "constants: {brad: Acme}\nrulez: {}\n")
    await desk.until("msgc.yaml", "MSG110")
    await desk.until(FOOTER_FILE, "MSG203")


async def test_what_was_found_goes_when_its_file_is_closed(desk):
    desk.open(MESSAGE, SLIP)
    assert await desk.codes(MESSAGE)
    desk.close(MESSAGE)
    await desk.until(MESSAGE)


async def test_a_new_file_is_checked_before_it_is_saved(desk):
    desk.open("templates/fresh.msg.yaml", 'to: "+31612345678"\ntext: Hi {{ x.y }}\n')
    assert await desk.codes("templates/fresh.msg.yaml") == ["MSG211"]


async def test_text_that_is_no_text_is_a_finding(desk):
    desk.open(MESSAGE, SHIPPED.replace("Hi", "Hi\x07"))
    assert await desk.codes(MESSAGE) == ["MSG100"]


async def test_files_that_are_opened_one_after_the_other_keep_their_findings(desk):
    text = 'to: "+31612345678"\ntext: Hi {{ x | uper }}\n'
    names = [f"templates/slip{number}.msg.yaml" for number in range(4)]
    found = {}
    for name in names:
        desk.open(name, text)
        found[name] = (await desk.found(name))[0]
    # Each is checked anew whenever another one is opened; to ask for fixes waits for that.
    assert all([await desk.fixes(name, found[name]) for name in names])


async def test_a_text_that_begins_with_a_byte_order_mark_is_checked(desk):
    text = "\ufefftext: Hi {{ nmae }}, {{ name | uper }}\nvars: {name: string}\n"
    desk.open(FRESH, text)
    found = await desk.found(FRESH)
    shown = [(each.code, desk.cut(text, each.range)) for each in found]
    assert [each for each in shown if each[0] in ("MSG203", "MSG205")] == [
        ("MSG203", "nmae"),
        ("MSG205", "uper"),
    ]
    (action,) = await desk.fixes(FRESH, next(each for each in found if each.code == "MSG203"))
    mended = desk.edited(text, action.edit.changes[desk.uri(FRESH)])
    assert mended == text.replace("nmae", "name")
    assert "`name`: string" in await desk.hover(FRESH, "name | uper", 1)


async def test_tests_are_checked_while_they_are_typed(desk):
    desk.open(NOTED_TESTS, "hello: {row: {name: Ann}}\n")
    assert await desk.found(NOTED_TESTS) == []
    desk.type(NOTED_TESTS, "hello: {rwo: {name: Ann}}\n")
    (found,) = await desk.until(NOTED_TESTS, "MSG132")
    assert desk.cut(desk.texts[NOTED_TESTS], found.range) == "rwo"


async def test_settings_that_alone_are_open_tell_what_their_defaults_do(desk):
    desk.open("msgc.yaml", 'constants: {brand: Acme}\ndefaults: {reference: "{{"}\n')
    await desk.until("msgc.yaml", "MSG201")


async def test_a_fix_names_what_cant_be_seen(desk):
    desk.open(FRESH, 'to: "+31612345678"\nactions:\n\t- reply: Yes\ntext: Hi\n')
    found = next(each for each in await desk.found(FRESH) if each.code == "MSG104")
    (action,) = await desk.fixes(FRESH, found)
    assert action.title == "Write 2 spaces for a tab"

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msgc.pipeline.editing import (
    findings_beside,
    findings_of,
    messages_of,
    overlaid,
    own_message,
)
from msgc.pipeline.editing_completion import completions_at
from msgc.pipeline.editing_places import Wanted, place_at
from msgc.pipeline.editing_types import described_type
from msgc.types import (
    BooleanType,
    IntegerType,
    ListType,
    NeverType,
    ObjectType,
    OptionalType,
    StringType,
    UnknownType,
)
from tests.lsp.shop import FILES, SHIPPED, write_shop
from tests.unit.pipeline.catalog_help import NOW

MESSAGE, FRESH = "templates/shipped.msg.yaml", "templates/fresh.msg.yaml"
TEXT = 'to: "+31612345678"\ntext: Hi {{ name }}\n'


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return write_shop(tmp_path)


def test_a_buffer_stands_for_its_file(shop):
    path = shop / MESSAGE
    slip = SHIPPED.replace("name | upper", "nmae | upper")
    assert findings_of(overlaid(shop, {}), "shipped", NOW) == []
    found = findings_of(overlaid(shop, {path: slip}), "shipped", NOW)
    assert [(each.code, each.span.text) for each in found] == [("MSG203", "nmae")]


def test_files_whose_buffers_are_the_same_are_read_once(shop):
    path, base = shop / MESSAGE, shop / "templates/_base.msg.yaml"
    first = overlaid(shop, {path: SHIPPED})
    first.message("shipped")
    (shop / "templates/_base.msg.yaml").unlink()
    second = overlaid(shop, {path: SHIPPED + "# more\n"}, first)
    assert second.files.template(base) is first.files.template(base)
    assert second.files.template(path) is not first.files.template(path)


def test_settings_that_are_open_count(shop):
    first = overlaid(shop, {})
    second = overlaid(shop, {shop / "msgc.yaml": "constants: {brnd: Acme}\n"}, first)
    assert [each.code for each in findings_of(second, "noted", NOW)] == ["MSG203"]
    third = overlaid(shop, {shop / "msgc.yaml": "rulez: {}\n"}, second)
    assert [each.code for each in findings_beside(third, shop / "msgc.yaml", NOW)] == ["MSG110"]
    assert findings_of(overlaid(shop, {}, third), "noted", NOW) == []


def test_a_file_that_isnt_saved_is_a_message(shop):
    first = overlaid(shop, {})
    fresh = overlaid(shop, {shop / FRESH: TEXT}, first)
    assert own_message(fresh, shop / FRESH) == "fresh"
    assert findings_of(fresh, "fresh", NOW) == []
    assert own_message(overlaid(shop, {}, fresh), shop / FRESH) is None


@pytest.mark.parametrize(
    ("file", "names"),
    [
        ("templates/shipped.msg.yaml", ["shipped"]),
        ("templates/shipped.nl.msg.yaml", ["shipped"]),
        ("templates/_base.msg.yaml", ["noted", "shipped"]),
        ("templates/_footer.txt", ["noted", "shipped"]),
        ("msgc.lock", []),
    ],
)
def test_the_messages_that_a_file_takes_part_in(shop, file, names):
    assert messages_of(overlaid(shop, {}), shop / file) == names


def test_a_message_that_another_extends_takes_part_in_both(shop):
    text = "extends: noted\n"
    opened = overlaid(shop, {shop / FRESH: text})
    assert messages_of(opened, shop / "templates/noted.msg.yaml") == ["noted", "fresh"]


@pytest.mark.parametrize(
    ("before", "wanted", "owner"),
    [
        ("text: {{ ", Wanted.NAME, ""),
        ("text: {{ or", Wanted.NAME, ""),
        ("text: {{ order.", Wanted.FIELD, "order."),
        ("text: {{ a.b[0].c", Wanted.FIELD, "a.b[0]."),
        ("text: {{ a | ", Wanted.FILTER, ""),
        ("text: {{ a is not de", Wanted.TEST, ""),
        ("  - if: ", Wanted.NAME, ""),
        ("  - for: x in a.", Wanted.FIELD, "a."),
        ("extends: ab/", Wanted.MESSAGE, ""),
        ('x {% include "a/', Wanted.FILE, ""),
        ("text: {% if a and ", Wanted.NAME, ""),
    ],
)
def test_what_is_wanted_is_read_off_the_words_before(before, wanted, owner):
    place = place_at(before + "\n", len(before))
    assert place is not None
    assert (place.wanted, place.owner) == (wanted, owner)


@pytest.mark.parametrize(
    "before", ["text: Hi", "text: {{ a }} b", "text: {{ 'a", "  - for: x", "text: {% i", "te"]
)
def test_nothing_of_ours_is_wanted_elsewhere(before):
    assert place_at(before + "\n", len(before)) is None


@given(st.text(st.sampled_from("ab.|{}%\"'[]: \nis infor-"), max_size=60), st.data())
def test_a_place_is_about_the_offset_whatever_the_text(text, data):
    offset = data.draw(st.integers(0, len(text)))
    place = place_at(text, offset)
    assert place is None or 0 <= place.owner_start <= place.start <= offset <= place.end


def test_completion_of_any_beginning_of_a_message_raises_nothing(shop):
    path = shop / MESSAGE
    opened = overlaid(shop, {path: SHIPPED})
    for end in range(0, len(SHIPPED), 7):
        buffers = {path: SHIPPED[:end]}
        cut = overlaid(shop, buffers, opened)
        completions_at(cut, buffers, path, end)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (StringType(), "string, of any length"),
        (StringType(max_length=40), "string, at most 40 characters"),
        (StringType(min_length=3), "string, at least 3 characters"),
        (StringType("date", min_length=10, max_length=10), "date, exactly 10 characters"),
        (StringType(enum=("a", "b")), 'string, one of `"a"`, `"b"`'),
        (IntegerType(1, 20), "integer, 1 to 20"),
        (BooleanType(), "boolean"),
        (ListType(StringType(), 1, 9), "list of string, 1 to 9 entries"),
        (ListType(), "list"),
        (ObjectType(), "object"),
        (UnknownType(), "any value"),
        (OptionalType(IntegerType()), "integer; may be missing"),
        (OptionalType(NeverType(), missing=False, omit=True), "omitted"),
    ],
)
def test_a_type_is_told_with_its_range(kind, told):
    assert described_type(kind) == told


def test_the_shop_of_these_tests_has_nothing_to_mend(shop):
    assert FILES
    opened = overlaid(shop, {})
    assert [d for name in opened.paths() for d in findings_of(opened, name, NOW)] == []


def test_test_files_take_part_in_the_message_beside_them(shop):
    tests = {shop / f"templates/{each}.test.yaml": "" for each in ("noted", "shipped.nl", "lone")}
    opened = overlaid(shop, tests)
    assert [messages_of(opened, path) for path in tests] == [["noted"], ["shipped"], []]
    beside = [findings_beside(opened, path, NOW) for path in tests]
    assert [[each.code for each in found] for found in beside] == [[], [], ["MSG133"]]


def test_tests_that_arent_saved_are_judged(shop):
    path = shop / "templates/noted.test.yaml"
    found = findings_of(overlaid(shop, {path: "a: {rwo: {}}\n"}), "noted", NOW)
    assert [(each.code, each.span.source.path, each.span.text) for each in found] == [
        ("MSG132", path, "rwo")
    ]


@pytest.mark.parametrize(
    ("file", "text", "codes"),
    [
        ("noted.nl.msg.yaml", "text: Hoi {{ name | zork }}\n", ["MSG205"]),
        ("_base.nl.msg.yaml", "reference: x-{{ name | zork }}\n", ["MSG205"]),
        ("fresh.msg.yaml", "extends: _new\n", []),
        ("fresh.msg.yaml", "extends: a/_newer\n", []),
        ("fresh.msg.yaml", 'to: "+31612345678"\ntext: x {% include "_new.txt" %}\n', []),
        ("fresh.msg.yaml", 'to: "+31612345678"\ntext: x {% include "_nwe.txt" %}\n', ["MSG213"]),
    ],
)
def test_files_that_arent_saved_are_there(shop, file, text, codes):
    folder = shop / "templates"
    others = {
        folder / "_new.msg.yaml": 'to: "+31612345678"\ntext: Hi\n',
        folder / "a/_newer.msg.yaml": 'to: "+31612345678"\ntext: Hi\n',
        folder / "_new.txt": "Bye\n",
    }
    opened = overlaid(shop, {**others, folder / file: text})
    found = findings_of(opened, file.partition(".")[0].replace("_base", "shipped"), NOW)
    assert [each.code for each in found] == codes
    assert all("`_new.txt`" in (each.help or "") for each in found if each.code == "MSG213")


def test_files_that_arent_saved_can_be_completed(shop):
    folder, path = shop / "templates", shop / FRESH
    buffers = {folder / "_new.msg.yaml": TEXT, folder / "_new.txt": "Bye\n", path: "extends: "}
    opened = overlaid(shop, buffers)
    assert "_new" in [each.label for each in completions_at(opened, buffers, path, 9)]
    include = {**buffers, path: 'text: {% include "'}
    found = completions_at(overlaid(shop, include), include, path, len(include[path]))
    assert "_new.txt" in [each.label for each in found]


def test_a_catalog_whose_buffers_are_the_same_is_the_same(shop):
    first = overlaid(shop, {shop / MESSAGE: SHIPPED})
    assert overlaid(shop, {shop / MESSAGE: SHIPPED}, first) is first


def test_a_base_offers_what_all_its_messages_know(shop):
    base, folder = shop / "templates/_own.msg.yaml", shop / "templates"
    text = "vars: {shared: string}\ntext: Hi {{ "
    for number in range(8):
        own = f"extends: _own\nvars: {{v{number}: string, every: string}}\n"
        (folder / f"m{number}.msg.yaml").write_text(own, "utf-8")
    buffers = {base: text}
    found = completions_at(overlaid(shop, buffers), buffers, base, len(text))
    names = {each.label for each in found}
    assert {"shared", "every", "brand", "locale"} <= names
    assert not {name for name in names if name.startswith("v")}


def test_a_message_offers_its_own_variables_though_others_extend_it(shop):
    path = shop / MESSAGE
    (shop / FRESH).write_text("extends: shipped\nvars: {more: string}\n", "utf-8")
    text = SHIPPED.replace("{{ name | upper }}", "{{ ")
    buffers = {path: text}
    found = completions_at(overlaid(shop, buffers), buffers, path, text.index("{{ ,") + 3)
    names = {each.label for each in found}
    assert {"name", "order", "phone"} <= names
    assert "more" not in names

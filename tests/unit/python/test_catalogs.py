"""`import msgc`: what programs use."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import msgc

ROOT = Path(__file__).parents[3]
ROW = {"phone": "+31612345678", "name": "Anna"}
MESSAGE = """\
vars: {phone: phone, name: {type: string, maxLength: 20}}
to: "{{ phone }}"
text: Hi {{ name }}!
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    (tmp_path / "msgc.yaml").write_text("channel: whatsapp\n", encoding="utf-8")
    (tmp_path / "templates/hello.msg.yaml").write_text(MESSAGE, encoding="utf-8")
    return tmp_path


def test_a_row_becomes_the_payload(folder: Path) -> None:
    payload = msgc.Catalog.load(folder)["hello"].compile(ROW)
    assert payload["receiver"]["contacts"][0]["identifierValue"] == ROW["phone"]
    assert payload["body"] == {"type": "text", "text": {"text": "Hi Anna!"}}


def test_many_rows_keep_their_order_and_bad_ones_say_why(folder: Path) -> None:
    message = msgc.Catalog.load(folder)["hello"]
    rows = [{**ROW, "name": f"N{n}"} if n != 700 else {"phone": "x"} for n in range(1000)]
    results = list(message.compile_many(iter(rows)))
    assert [each.row for each in results] == list(range(1, 1001))
    [bad] = [each for each in results if each.payload is None]
    assert (bad.row, {each.code for each in bad.findings}) == (701, {"MSG506", "MSG507"})
    assert json.loads(results[0].payload or b"")["body"]["text"]["text"] == "Hi N0!"
    with pytest.raises(msgc.MessageError, match="row 701"):
        bad.json()


def test_a_message_with_errors_isnt_given(folder: Path) -> None:
    path = folder / "templates/hello.msg.yaml"
    path.write_text(MESSAGE.replace("{{ name }}", "{{ nam }}"), encoding="utf-8")
    catalog = msgc.Catalog.load(folder)
    [found] = [each for each in catalog.check() if each.is_error]
    assert (found.code, found.line, found.column) == ("MSG203", 3, 13)
    assert found.explain().startswith("# MSG203")
    with pytest.raises(msgc.MessageError) as error:
        catalog["hello"]
    assert found in error.value.findings


def test_what_isnt_there_is_told_with_what_is_near(folder: Path) -> None:
    with pytest.raises(KeyError, match="did you mean `hello`"):
        msgc.Catalog.load(folder)["helo"]
    with pytest.raises(msgc.CatalogError, match=r"no `msgc\.yaml`"):
        msgc.Catalog.load(folder / "templates")
    with pytest.raises(KeyError, match="did you mean MSG900"):
        msgc.explain("MSG9000")


def test_settings_with_errors_are_no_catalog(folder: Path) -> None:
    (folder / "msgc.yaml").write_text("chanel: whatsapp\n", encoding="utf-8")
    with pytest.raises(msgc.CatalogError, match="MSG110"):
        msgc.Catalog.load(folder)


def test_a_catalog_is_a_mapping(folder: Path) -> None:
    catalog = msgc.Catalog.load(folder)
    assert (list(catalog), len(catalog), "hello" in catalog) == (["hello"], 1, True)
    assert catalog["hello"] is catalog["hello"]
    assert "at most 20" in catalog["hello"].explain()
    assert catalog["hello"].schema()["required"] == ["phone", "name"]


def test_the_shop_compiles_its_samples() -> None:
    catalog = msgc.Catalog.load(ROOT)
    assert catalog["shop/shipped"].kind == "text"
    assert [each for each in catalog.check() if each.is_error] == []


def test_importing_it_imports_next_to_nothing() -> None:
    code = "import msgc, sys; sys.exit('yaml' in sys.modules or 'click' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_type_checkers_are_told_of_all_that_there_is() -> None:
    stub = (ROOT / "msgc/__init__.pyi").read_text(encoding="utf-8")
    told = set(re.findall(r" as (\w+)$", stub, re.MULTILINE))
    assert told == set(msgc._ROOMS)
    assert all(hasattr(msgc, name) for name in told)

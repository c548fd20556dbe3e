"""Lists of those who want no messages."""

from __future__ import annotations

from pathlib import Path

import pytest

from msgc.push.keys import person
from msgc.push.lists import Lists
from msgc.push.suppression import SuppressionError

ANN, BOB = "+31612345678", "+31612345679"


def read(folder: Path, data: str | bytes) -> frozenset[bytes]:
    path = folder / "no.txt"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return Lists().people([path])


@pytest.mark.parametrize(
    "text",
    [
        f"{ANN}\n{BOB}\n",
        f"{ANN}\r\n{BOB}",
        f"\ufeff{ANN}\n\n# a comment\n  {BOB}  \n",
        "0031612345678\n31612345679\n",
        "+31 6 1234-5678\n+31 (6) 12.34.56.79\n",
        f"phone\n{ANN}\n{BOB}\n",
        f"Mobile\n{ANN}\n{BOB}\n",
        f'"phone number"\n"{ANN}"\n"{BOB}"\n',
        f"name,Phone Number,why\nAnn,{ANN},STOP\nBob,{BOB},\n",
        f"name;identifierValue\nAnn;{ANN}\nBob;{BOB}\n",
        f"to\twhy\n{ANN}\tx\n{BOB}\ty\n",
        f'# exported\nrecipient,note\n{ANN},"two\nlines"\n{BOB},\n',
    ],
)
def test_two_recipients_in_any_form(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == {person(ANN), person(BOB)}


@pytest.mark.parametrize("text", ["# nobody yet\n", "phone\n", "name,phone\n"])
def test_a_list_may_say_that_there_is_nobody(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == frozenset()


def test_addresses_and_ids(tmp_path: Path) -> None:
    found = read(tmp_path, "Ann@Example.com\n9b1f2c3d-ce6a-4f5a-a2cd-f3bd15883318\n")
    assert found == {person("ann@example.com"), person("9B1F2C3D-ce6a-4f5a-a2cd-f3bd15883318")}


@pytest.mark.parametrize(
    "text", ["+44 (0)7700 900142", "0044 (0) 7700 900142", "tel:+447700900142",
             "WhatsApp:+44 7700-900142", "sms:447700900142", "+44 7700 900142"],
)  # fmt: skip
def test_one_number_in_the_ways_that_people_write_it(tmp_path: Path, text: str) -> None:
    assert person("+447700900142") in read(tmp_path, f"{text}\n")


@pytest.mark.parametrize(
    "text", ["(202) 555-0168", "202-555-0168", "202 555 0168", "+447700900142x12",
             "447700900142#3", "447700900142ext12", "https://wa.me/447700900142",
             "wa.me/447700900142", "tel:", "fax:+447700900142", "(0)7700900142"],
)  # fmt: skip
def test_what_could_match_nobody_is_an_error(tmp_path: Path, text: str) -> None:
    with pytest.raises(SuppressionError, match="line 2: "):
        read(tmp_path, f"{ANN}\n{text}\n")


def test_ids_of_other_kinds(tmp_path: Path) -> None:
    ids = ("507f1f77bcf86cd799439011", "user_1234", "Zm9vYmFyMQ==", "a1b2c3")
    assert read(tmp_path, "\n".join(ids)) == set(map(person, ids))


def test_several_lists(tmp_path: Path) -> None:
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path, text in zip(paths, (ANN, BOB), strict=True):
        path.write_text(text)
    assert Lists().people(paths) == {person(ANN), person(BOB)}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("", "holds nothing"),
        ("\n \n", "holds nothing"),
        (ANN.encode("utf-16"), "UTF-16"),
        (b"\xff\xfe\xff", "UTF-8"),
        ("0612345678\n", "line 1: the number has no country code"),
        (f"{ANN}\n3.16E+10\n", "line 2: a spreadsheet"),
        (f"{ANN}\n# x\n31612345678.0\n", "line 3: a spreadsheet"),
        (f"{ANN}\nplease stop\n", "line 2: this isn't"),
        (f"{ANN}\n112\n", "line 2: the number is too short"),
        ("name,surname\nAnn,Jansen\n", "line 1: no column"),
        (f"phone,to\n{ANN},{BOB}\n", "line 1: several columns"),
        (f"{ANN},{BOB}\n", "line 1: no column"),
        (f"name,phone\nAnn,{ANN}\nBob\n", "line 3: the recipient's cell is missing"),
        (f"name,phone\nAnn,{ANN}\nBob,\n", "line 3: this isn't"),
        (f'name,phone\n"Ann,{ANN}\n', "CSV"),
        ("{\\rtf1\\ansi\n", "line 1: this isn't"),
    ],
)
def test_a_list_that_cant_be_trusted_is_an_error(
    tmp_path: Path, data: str | bytes, says: str
) -> None:
    with pytest.raises(SuppressionError) as caught:
        read(tmp_path, data)
    assert says in str(caught.value)
    assert str(caught.value).count("6123") == ("write it as" in str(caught.value))


def test_a_list_that_isnt_there(tmp_path: Path) -> None:
    with pytest.raises(SuppressionError, match="can't be read"):
        Lists().people([tmp_path / "none.txt"])

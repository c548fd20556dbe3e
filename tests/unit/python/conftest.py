"""A catalog of one message, as a program finds it."""

from __future__ import annotations

from pathlib import Path

import pytest

MESSAGE = """\
vars: {phone: phone, name: {type: string, maxLength: 20}}
to: "{{ phone }}"
text: Hi {{ name }}!
samples:
  anna: {phone: "+31612345678", name: Anna}
"""
FAULTY = 'vars: {phone: phone, name: string}\nto: "{{ phone }}"\ntext: Bye {{ nmae }}!\n'


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    root = tmp_path / "shop"
    (root / "templates").mkdir(parents=True)
    (root / "msgc.yaml").write_text("channel: whatsapp\n", encoding="utf-8")
    (root / "templates/hello.msg.yaml").write_text(MESSAGE, encoding="utf-8")
    return root


@pytest.fixture
def faulty(shop: Path) -> Path:
    (shop / "templates/bye.msg.yaml").write_text(FAULTY, encoding="utf-8")
    return shop

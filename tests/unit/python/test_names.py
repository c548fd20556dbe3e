"""What `import msgc` has by name, and what it says of names that it doesn't know."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

import msgc
from msgc.config import CHANNELS

OTHERS = ("Whatsapp", "WHATSAPP", "sms", "")


@pytest.mark.parametrize("channel", OTHERS)
def test_a_channel_that_there_isnt_takes_no_limits_away(faulty: Path, channel: str) -> None:
    told = f"there is no channel `{channel}`; there are `whatsapp` and `any`"
    with pytest.raises(ValueError, match=told):
        msgc.Catalog.load(faulty, channel)  # type: ignore[arg-type]
    for paths in ((), (faulty / "templates",), ("none.json",)):
        with pytest.raises(ValueError, match=told):
            msgc.check_paths(*paths, catalog=faulty, channel=channel)  # type: ignore[arg-type]


def test_the_channels_are_those_of_the_settings(shop: Path) -> None:
    assert get_args(msgc.Channel) == CHANNELS
    for channel in (None, *get_args(msgc.Channel)):
        assert msgc.Catalog.load(shop, channel).check() == []


def test_all_that_is_public_is_imported_with_a_star() -> None:
    here: dict[str, object] = {}
    exec("from msgc import *", here)
    assert set(msgc._ROOMS) <= set(here)
    assert here["Catalog"] is msgc.Catalog
    assert {*msgc._ROOMS, "__version__", "__file__"} <= set(dir(msgc))
    assert dir(msgc) == sorted(dir(msgc))


@pytest.mark.parametrize("name", [3, None, "helo"])
def test_what_is_no_name_is_no_key(shop: Path, name: str) -> None:
    catalog = msgc.Catalog.load(shop)
    with pytest.raises(KeyError, match=f"no message `{name}`"):
        catalog[name]
    assert catalog.get(name) is None
    with pytest.raises(KeyError, match=f"no code {name}"):
        msgc.explain(name)


def test_catalogs_and_messages_say_which_they_are(shop: Path) -> None:
    catalog = msgc.Catalog.load(shop)
    assert repr(catalog) == f"<Catalog {shop.resolve()}>"
    assert repr(catalog["hello"]) == "<Message hello>"
    assert repr(catalog.outline("hello")) == "<Outline hello>"

"""A key that doesn't show, whatever is done with what holds it."""

from __future__ import annotations

import copy
import pickle
from dataclasses import dataclass

import pytest

from msgc.transport.access_keys import AccessKey
from msgc.transport.addresses import TransportError

PLANTED = "bk-planted-31f0"


@dataclass
class Holder:
    key: AccessKey


def test_a_key_prints_stars():
    key = AccessKey(PLANTED)
    shown = [repr(key), str(key), f"{key}", f"{key:>40}", "%s" % key, repr(Holder(key)), f"{[key]}"]  # noqa: UP031
    assert all(PLANTED not in each and "***" in each for each in shown)
    assert key.header() == f"AccessKey {PLANTED}"


@pytest.mark.parametrize("way", [pickle.dumps, copy.copy, copy.deepcopy])
def test_a_key_isnt_pickled_or_copied(way):
    with pytest.raises(TypeError) as error:
        way(Holder(AccessKey(PLANTED)) if way is not copy.copy else AccessKey(PLANTED))
    assert PLANTED not in str(error.value)


@pytest.mark.parametrize("wrong", ["", "a b", f"{PLANTED}\r\nX: 1", f"{PLANTED}é", "\x00"])
def test_what_is_no_key_is_refused_without_being_quoted(wrong):
    with pytest.raises(TransportError) as error:
        AccessKey(wrong)
    assert PLANTED not in str(error.value)


def test_keys_are_compared():
    assert AccessKey("a") == AccessKey("a") != AccessKey("b")
    assert len({AccessKey("a"), AccessKey("a")}) == 1
    assert AccessKey("a") != "a"

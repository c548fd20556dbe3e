"""Rooms are lent to one at a time, and used again."""

from __future__ import annotations

import pytest

from msgc.native.rooms import Rooms


def test_who_asks_at_once_has_another_room() -> None:
    rooms: Rooms[list[str]] = Rooms(list)
    with rooms.one() as first, rooms.one() as second:
        assert first is not second


def test_a_room_is_used_again() -> None:
    rooms: Rooms[list[str]] = Rooms(list)
    with rooms.one() as first:
        first.append("kept")
    with rooms.one() as second:
        assert second == ["kept"]


def test_a_room_comes_back_from_who_fails() -> None:
    rooms: Rooms[list[str]] = Rooms(list)
    with pytest.raises(ValueError), rooms.one() as first:
        raise ValueError
    with rooms.one() as second:
        assert second is first

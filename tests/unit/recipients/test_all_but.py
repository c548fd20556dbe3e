"""Items without some: each of them as the list has it that is made without these."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from msgc.recipients.tables import AllBut, left


@given(st.lists(st.integers()), st.data())
def test_each_item_is_that_of_the_list(items: list[int], data: st.DataObject) -> None:
    numbers = st.integers(0, len(items) - 1) if items else st.nothing()
    places = data.draw(st.sets(numbers).map(sorted))
    made, wanted = AllBut(items, places), left(items, places)
    assert (list(made), len(made), made[1:]) == (wanted, len(wanted), wanted[1:])
    assert [made[i] for i in range(-len(wanted), len(wanted))] == wanted + wanted


def test_some_without_further_ones() -> None:
    made = AllBut(AllBut(range(10), [0, 4, 5]), [1, 6])
    assert [made[i] for i in range(len(made))] == [1, 3, 6, 7, 8] == list(made)

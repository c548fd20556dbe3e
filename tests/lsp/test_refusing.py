from __future__ import annotations

import pytest
from pygls.exceptions import JsonRpcException

from tests.lsp.shop import SHIPPED

MESSAGE, FOOTER_FILE = "templates/shipped.msg.yaml", "templates/_footer.txt"

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize(
    ("file", "words", "into", "new", "why"),
    [
        (MESSAGE, "Hi {{", 1, "x", "Only a variable can be renamed, and none is here"),
        (MESSAGE, "item.name", 1, "x", "`item` is a loop's name, not a variable"),
        (MESSAGE, "name | upper", 1, "order", "`shipped` has a `order` already"),
        (MESSAGE, "name | upper", 1, "item", "`shipped` has a `item` already"),
        (MESSAGE, "name | upper", 1, "brand", "`brand` is a constant of `msgc.yaml`"),
        (MESSAGE, "name | upper", 1, "1st", "`1st` can't be a variable's name"),
        (FOOTER_FILE, "brand", 1, "x", "`brand` is a constant of `msgc.yaml`, not a variable"),
    ],
)
async def test_what_is_no_variable_isnt_renamed(desk, file, words, into, new, why):
    desk.open(file)
    with pytest.raises(JsonRpcException) as refused:
        await desk.rename(file, words, new, into)
    assert str(refused.value.message).startswith(why)


async def test_a_message_that_cant_be_read_isnt_renamed_in(desk):
    desk.open(MESSAGE, SHIPPED.replace("{{ order.id }}", "{{ order.id + }}"))
    with pytest.raises(JsonRpcException) as refused:
        await desk.rename(MESSAGE, "name: {type", "x", 1)
    assert "mend its errors first" in refused.value.message

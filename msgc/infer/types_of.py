"""The type of an expression, and every fault that can be seen without a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgc.infer import names, operators, texts
from msgc.infer.inference import Inference, Rules
from msgc.late import Late
from msgc.syntax import expr as ex

# Most texts only name variables: what knows the filters is had for the first of them.
if TYPE_CHECKING:
    from msgc.infer import calls
else:
    calls = Late("msgc.infer.calls")


def new_inference(locales: tuple[str, ...] = ()) -> Inference:
    """Return an inference that has seen nothing yet; `locales` are those of its rows."""
    return Inference(RULES, locales)


RULES: Rules = {
    ex.Const: names.const_type,
    ex.Name: names.name_type,
    ex.Field: names.field_type_of,
    ex.Item: names.item_type,
    ex.Slice: names.slice_type,
    ex.Filter: lambda *asked: calls.filter_type(*asked),
    ex.Test: lambda *asked: calls.test_type(*asked),
    ex.Unary: operators.unary_type,
    ex.Binary: operators.binary_type,
    ex.Concat: operators.concat_type,
    ex.Logic: operators.logic_type,
    ex.Compare: operators.compare_type,
    ex.Choice: operators.choice_type,
    ex.ListOf: operators.list_type,
    ex.DictOf: operators.dict_type,
    ex.Broken: texts.broken_type,
    ex.Text: texts.text_type,
    ex.Join: texts.join_type,
    ex.If: texts.if_type,
    ex.For: texts.for_type,
    ex.Include: texts.include_type,
}

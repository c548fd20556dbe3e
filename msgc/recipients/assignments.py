"""`--set key=value`: values that stand in for a field of every row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from msgc.recipients.cells import cell_parts
from msgc.recipients.leaves import Checks, Faults
from msgc.recipients.objects import Part, read_fields
from msgc.recipients.rows import RawRow, RowFault
from msgc.recipients.sentences import shown
from msgc.recipients.typed import LOCALE, RowReader
from msgc.records import dataclass
from msgc.types import Field, ObjectType, StringType, present


@dataclass(frozen=True, slots=True)
class Assignment:
    """One value for one field: its text for rows of cells, its value for typed rows."""

    path: tuple[str, ...]
    text: str
    value: object


def read_assignments(
    reader: RowReader, texts: Mapping[str, str]
) -> tuple[tuple[Assignment, ...], tuple[RowFault, ...]]:
    """Read `{dotted key: text}`, each text like a CSV cell of its variable's declared type.

    Returns the assignments, and the faults of those that can't be made.
    """
    made: list[Assignment] = []
    faults: Faults = []
    for key, text in texts.items():
        part = _part(reader.vars, key, reader.checks, faults)
        if part is None:
            continue
        before = len(faults)
        typed = read_fields({part.name: text}, "", (part,), False, faults)
        if len(faults) == before:
            made.append(Assignment(tuple(key.split(".")), text, typed.get(part.name)))
    return tuple(made), tuple(faults)


def set_values(raw: RawRow, assignments: tuple[Assignment, ...]) -> RawRow:
    """Return the row with the assignments in place; its own data stay as they are.

    Where a field that should hold the assigned one isn't an object, the row gets a fault.
    """
    if raw.data is None or not assignments:
        return raw
    data = raw.data
    faults: list[RowFault] = []
    for each in assignments:
        data = _with(data, each.path, each.text if raw.cells else each.value, each, faults)
    return replace(raw, data=data, faults=raw.faults + tuple(faults))


def _with(
    data: dict[str, object],
    path: tuple[str, ...],
    value: object,
    whole: Assignment,
    faults: list[RowFault],
) -> dict[str, object]:
    key, *rest = path
    if not rest:
        return {**data, key: value}
    inner = data.get(key)
    if inner is None or inner == "":
        inner = {}
    if not isinstance(inner, dict):
        faults.append(_not_object(whole, key, inner))
        return data
    return {**data, key: _with(inner, tuple(rest), value, whole, faults)}


def _part(vars: ObjectType, key: str, checks: Checks, faults: Faults) -> Part | None:
    if key == LOCALE and key not in vars.fields:
        vars = ObjectType(fields={LOCALE: Field(StringType(), optional=True)})
    field: Field | None = Field(vars)
    for name in key.split("."):
        kind = present(field.type) if field else None
        field = kind.fields.get(name) if isinstance(kind, ObjectType) else None
        if field is None:
            faults.append(_unknown(key, name))
            return None
    # The fault of a value names the whole key, so the part bears it as its name.
    return cell_parts(ObjectType(fields={key: field} if field else {}), checks)[0]


def _unknown(key: str, name: str) -> RowFault:
    said = f"`{name}` of `{key}`" if name != key else f"`{key}`"
    message = f"{said} isn't a variable that can be set."
    return RowFault("MSG203", message, "Set a field that `vars` declares.", key)


def _not_object(whole: Assignment, name: str, value: object) -> RowFault:
    key = ".".join(whole.path)
    message = f"`{key}` can't be set, because `{name}` holds {shown(value)} in this row."
    return RowFault("MSG507", message, f"Set `{name}` as a whole, in JSON.", key)

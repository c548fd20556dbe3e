"""The house: imports go down the floors, each third party has its door."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "msgc"
FLOORS: tuple[tuple[str, ...], ...] = (
    (
        *("__init__", "source", "chars", "types", "joins", "texts", "values", "records", "late"),
        *("codec", "codes", "diagnostics", "nearby"),
    ),
    ("native",),
    ("syntax", "facts", "filters", "recipients", "vocabulary", "cache"),
    ("template", "plan", "catalog", "config", "infer", "evaluate", "lock"),
    ("lower", "lift", "check"),
    ("prove",),
    ("emit", "report", "transport", "preview"),
    ("bulk",),
    ("pipeline", "warm", "push", "sandbox", "lsp"),
    ("arrow", "python"),
    ("cli", "pytest_items", "pytest_plugin"),
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
# Files of the package that start the program, and are no rooms.
STARTS = {"__main__"}
# The ground floor's files are one room; they only make no circle.
GROUND = FLOORS[0]
DOORS = {
    "yaml": {"syntax"},
    "jinja2": {"syntax"},
    "jsonschema": {"check"},
    "click": {"cli"},
    "rich": {"cli", "report"},
    "babel": {"filters"},
    "msgspec": {"codec", "recipients", "push", "sandbox"},
    "httpx": {"transport"},
    "aiohttp": {"transport"},
    "yarl": {"transport"},
    "psycopg": {"push"},
    "starlette": {"sandbox", "preview"},
    "uvicorn": {"sandbox", "preview"},
    "watchfiles": {"preview"},
    "pyarrow": {"recipients"},
    "pygls": {"lsp"},
    "lsprotocol": {"lsp"},
    "pytest": {"pytest_items", "pytest_plugin"},
}
# Of Python's own, what can write anywhere in memory.
DOORS_OF_PYTHON = {"ctypes": {"native"}}

# Rooms whose functions may import what only some who call them need: a start costs its imports.
MAY_WAIT = {"cli", "python"}
# Commands that do what `import msgc` gives programs, and the rooms of plain data that they know.
OF_PYTHON = ("check", "compile", "diff", "explain", "ls", "schema", "test", "vars")
PLAIN = {"catalog", "diagnostics", "late", "nearby", "records", "report"}
# What keeps the outcome of runs to be had again looks at what they have read: no part of a command.
KEEPING = {
    *(f"msgc.cli.{name}" for name in ("keeping", "plan_keeping", "plan_document", "replay")),
    *(f"msgc.cli.{name}" for name in ("warm", "warm_asked", "warm_many", "warm_whole")),
    "msgc.cli.plan_merging",
}
# What stands behind the public objects, for those alone.
INSIDE = "msgc.python.inside"


@dataclass(frozen=True)
class Import:
    """An import of a module: who imports what, and whether it is hidden in a function."""

    file: Path
    module: str
    line: int
    hidden: bool

    @property
    def room(self) -> str:
        return room_of(self.file)

    def __str__(self) -> str:
        return f"{self.file.relative_to(PACKAGE.parent)}:{self.line} imports {self.module}"


def room_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(file: Path) -> Iterator[Import]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.Lambda)]
    inside = {id(node) for function in functions for node in ast.walk(function)}
    for node in ast.walk(tree):
        for module in _modules(node):
            yield Import(file, module, node.lineno, id(node) in inside)


def _modules(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        assert node.level == 0, "imports name the whole path"
        return [f"{node.module}.{alias.name}" for alias in node.names]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        first = node.args[0] if node.args else None
        if name in ("import_module", "Late") and isinstance(first, ast.Constant):
            return [str(first.value)]
    return []


FILES = sorted(PACKAGE.rglob("*.py"))
IMPORTS = [each for file in FILES for each in imports_of(file)]
OWN = [each for each in IMPORTS if each.module.split(".")[0] == "msgc" and each.room not in STARTS]


def target_room(each: Import) -> str:
    name = each.module.split(".")[1] if "." in each.module else "__init__"
    return "__init__" if name.startswith("__") else name


def test_every_room_has_a_floor() -> None:
    assert {room_of(file) for file in FILES} - STARTS == set(FLOOR)


def test_imports_go_down() -> None:
    up = [each for each in OWN if FLOOR[target_room(each)] > FLOOR[each.room]]
    assert [str(each) for each in up] == []


def test_rooms_on_one_floor_dont_know_each_other() -> None:
    across = [
        str(each)
        for each in OWN
        if target_room(each) != each.room
        and FLOOR[target_room(each)] == FLOOR[each.room]
        and each.room not in GROUND
    ]
    assert across == []


def test_modules_make_no_circle() -> None:
    graph: dict[str, set[str]] = {}
    for each in OWN:
        graph.setdefault(_name(each.file), set()).add(_module(each.module))
    for name, targets in graph.items():
        targets.discard(name)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def _name(file: Path) -> str:
    parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {_name(file) for file in FILES}


def _module(imported: str) -> str:
    return imported if imported in NAMES else imported.rpartition(".")[0]


def test_no_import_of_our_own_hides_in_a_function() -> None:
    hidden = [str(each) for each in OWN if each.hidden and each.room not in MAY_WAIT]
    assert hidden == []


def test_commands_do_what_programs_can_do() -> None:
    """Neither they, nor what they share of the command line, go round `msgc.python`."""
    files = _with_shared({f"msgc.cli.{name}_command" for name in OF_PYTHON})
    known = {*PLAIN, "python", "cli"}
    of_these = (each for each in OWN if _name(each.file) in files)
    assert [str(each) for each in of_these if target_room(each) not in known] == []


def _with_shared(files: set[str]) -> set[str]:
    """Return modules with what they import of the command line, and that in turn."""
    beside = {_module(each.module) for each in OWN if _name(each.file) in files}
    shared = {name for name in beside if name.startswith("msgc.cli.")} - KEEPING
    return files if shared <= files else _with_shared(files | shared)


def test_what_stands_behind_public_objects_is_for_what_keeps_runs() -> None:
    users = {_name(each.file) for each in OWN if _module(each.module) == INSIDE}
    assert users <= KEEPING


@pytest.mark.parametrize(("party", "rooms"), (DOORS | DOORS_OF_PYTHON).items())
def test_a_third_party_has_one_door(party: str, rooms: set[str]) -> None:
    strays = [
        str(each)
        for each in IMPORTS
        if each.module.split(".")[0] == party and each.room not in rooms
    ]
    assert strays == []


def test_every_third_party_is_known() -> None:
    metadata = (PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8")
    wanted = metadata.partition("dependencies = [")[2].partition("dev = [")[0]
    assert all(party.replace("yaml", "pyyaml") in wanted for party in DOORS)


def test_nothing_is_imported_for_types_alone_from_our_own() -> None:
    """What type checkers are told of is imported late as well, where floors and circles count."""
    assert [str(each) for file in FILES for each in _for_types_alone(file)] == []


def _for_types_alone(file: Path) -> Iterator[Import]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    late = {module for call in calls for module in _modules(call)}
    for guard in ast.walk(tree):
        if isinstance(guard, ast.If) and "TYPE_CHECKING" in ast.unparse(guard.test):
            told = (node for part in guard.body for node in ast.walk(part))
            modules = ((module, node) for node in told for module in _modules(node))
            for module, node in modules:
                if module.startswith("msgc") and module not in late:
                    yield Import(file, module, node.lineno, hidden=True)

"""The source of a generated function: columns in, columns out, one statement for each step.

A column is a list with a value for each row, and has a name such as `c3`; in a comprehension `v3`
is one of its values. What has been written once is used again.
"""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any

from msgc.emit.domain import Classes

ROWS = "rows"

TestWords = tuple[str, object, bool]
"""What a test is of: a keyword, its argument, and whether it is a platform rule's."""


@dataclass(frozen=True, slots=True)
class Code:
    """A Python expression over one row's values, and the classes that its value can have.

    `columns` are those that its values come from. A text has at most `most + times * L` code
    points, where L is the longest text that comes in; `json` is the expression of its JSON, without
    quotes, where all texts that it can be are known. `step` is what makes the column at once that
    JSON is made of. An integer's magnitude has at most so many `bits`, None where nobody knows.
    """

    text: str
    classes: Classes
    columns: tuple[str, ...] = ()
    most: int = 0
    times: int = 0
    json: str | None = None
    step: str | None = None
    bits: int | None = None

    @property
    def is_name(self) -> bool:
        """Whether it can be written twice without being evaluated twice."""
        return self.text.isidentifier()

    @property
    def is_column(self) -> bool:
        """Whether it is the value of a column, as it stands there."""
        return len(self.columns) == 1 and self.text == value_of(self.columns[0])

    @property
    def literal(self) -> str | None:
        """The text that it is in every row, None where it isn't a literal of one."""
        try:
            value = literal_eval(self.text) if not self.columns else None
        except (ValueError, SyntaxError):
            return None
        return value if isinstance(value, str) else None


def columns_of(codes: Iterable[Code]) -> tuple[str, ...]:
    """Return the columns of several expressions, each once."""
    return tuple(dict.fromkeys(column for code in codes for column in code.columns))


def value_of(column: str) -> str:
    """Return the name of a column's value in a comprehension."""
    return f"v{column[1:]}"


def comprehension(code: Code) -> str:
    """Return an expression over columns that makes the column of an expression's values."""
    if not code.columns:
        return f"[{code.text}] * n"
    values = ", ".join(map(value_of, code.columns))
    if len(code.columns) == 1:
        return f"[{code.text} for {values} in {code.columns[0]}]"
    return f"[{code.text} for {values} in zip({', '.join(code.columns)})]"


class Body:
    """A function's statements as they are written; `given` are the objects that they name.

    Of those, `tests` are the tests of keywords.
    """

    def __init__(self) -> None:
        self.statements: list[str] = []
        self.given: dict[str, object] = {}
        self.tests: dict[str, TestWords] = {}
        self._columns: dict[str, str] = {}
        self._numbers = count(1)

    def fresh(self, letter: str) -> str:
        """Return a name that isn't in use."""
        return f"{letter}{next(self._numbers)}"

    def name(self, value: object, letter: str = "k") -> str:
        """Return the name by which statements call an object."""
        for known, each in self.given.items():
            if each is value:
                return known
        name = self.fresh(letter)
        self.given[name] = value
        return name

    def helper(self, function: Callable[..., object]) -> str:
        """Return the name of a function of ours, which is its own."""
        self.given[function.__name__] = function
        return function.__name__

    def column(self, made: str) -> str:
        """Return the column that an expression over columns makes."""
        if made not in self._columns:
            self._columns[made] = self.fresh("c")
            self.statements.append(f"{self._columns[made]} = {made}")
        return self._columns[made]

    def each(self, code: Code) -> str:
        """Return the column of an expression's values."""
        if code.is_column:
            return code.columns[0]
        return self.column(comprehension(code))

    @contextmanager
    def of_some(self, places: str) -> Iterator[None]:
        """Write what is about other places than rows; `places` tells the row of each."""
        first = len(self.statements)
        yield
        block = [f"    {statement}" for statement in self.statements[first:]]
        # The error's own type: what declines rows isn't a name that each program has. Any other
        # error has no `rows`, and becomes one that names none.
        self.statements[first:] = [
            "try:",
            *block,
            "except Exception as error:",
            f"    places = {places}",
            "    raise type(error)(places[place] for place in error.rows) from None",
        ]

    def do(self, statement: str) -> None:
        """Write a statement that makes no column, once."""
        if statement not in self.statements:
            self.statements.append(statement)

    def function(self, result: str) -> Function:
        """Return the function that runs all statements and returns `result`."""
        lines = [f"def run({ROWS}):", f"    n = len({ROWS})"]
        lines += [f"    {statement}" for statement in self.statements]
        return Function("\n".join([*lines, f"    return {result}", ""]), self.given, self.tests)


class Function:
    """A generated function, its source, and the objects that it names.

    The source holds nothing of an author's but literals that `repr` wrote.
    """

    def __init__(
        self, source: str, given: Mapping[str, object], tests: Mapping[str, TestWords]
    ) -> None:
        self.source = source
        self.given = given
        self.tests = tests
        names: dict[str, Any] = dict(given)
        exec(compile(source, "<program>", "exec"), names)
        self.run: Callable[[Any], Any] = names["run"]

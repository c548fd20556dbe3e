"""A row tried on a message: the payload that it makes, or the codes that keep it from one."""

from __future__ import annotations

from msgc.check.breach import Breach
from msgc.check.rules.model import Rule
from msgc.check.verifying import breaches
from msgc.diagnostics import Diagnostic
from msgc.pipeline.compiling import Compiled, Compiler
from msgc.recipients.rows import RawRow
from msgc.records import dataclass

# What `compile -r` says of a row, beside the code that says what is wrong with it.
OF_EXPRESSIONS, OF_SCHEMA, OF_PLATFORM = "MSG511", "MSG512", "MSG513"


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a row comes to. `codes` are those of all that is found, `told` says it in words.

    `row` is the row as typed, None where it doesn't fit `vars`.
    """

    compiled: Compiled | None
    codes: frozenset[str] = frozenset()
    told: tuple[str, ...] = ()
    row: dict[str, object] | None = None


def attempt(compiler: Compiler, data: dict[str, object]) -> Attempt:
    """Compile a row as it is written; a payload that breaks only warnings is one all the same."""
    row, faults = compiler.reader.read(RawRow(1, data))
    if row is None or faults:
        told = tuple(f"{each.message} ({each.code})" for each in faults)
        return Attempt(None, frozenset(each.code for each in faults), told)
    outcome = compiler.compile(row)
    if isinstance(outcome, Compiled):
        found = _warnings(outcome, compiler.message.rules)
        told = tuple(f"{_sentence(each.message)} ({each.code})" for each in found)
        return Attempt(outcome, frozenset(each.code for each in found), told, row)
    codes = {each.code for each in outcome} | {_for_rows(each) for each in outcome}
    told = tuple(f"{each.message} ({each.code})" for each in outcome)
    return Attempt(None, frozenset(codes), told, row)


def _warnings(compiled: Compiled, rules: tuple[Rule, ...]) -> list[Breach]:
    payloads = (each for each in (compiled.payload, compiled.fallback) if each is not None)
    return [breach for each in payloads for breach in breaches(each, rules)]


def _sentence(message: str) -> str:
    return message[:1].upper() + message[1:]


def _for_rows(found: Diagnostic) -> str:
    if found.code.startswith("MSG3"):
        return OF_SCHEMA
    return OF_PLATFORM if found.code.startswith("MSG4") else OF_EXPRESSIONS

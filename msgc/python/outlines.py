"""What is known of a message from its files alone, whether it has errors or not."""

from __future__ import annotations

from typing import Any

from msgc.pipeline.messages import Message as Read


class Outline:
    """A message as it is written: what it is, and what a recipient's row must hold for it."""

    def __init__(self, message: Read) -> None:
        self._message = message

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name}>"

    @property
    def name(self) -> str:
        """Its name, such as `orders/shipped`."""
        return self._message.name

    @property
    def kind(self) -> str | None:
        """What it is: `text`, `image`, `template` ...; None where its faults hide it."""
        return self._message.kind

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of its variables; `schema` tells their types."""
        return tuple(self._message.variables.fields)

    @property
    def sample_names(self) -> tuple[str, ...]:
        """The names of its samples."""
        return tuple(self._message.samples)

    @property
    def locales(self) -> tuple[str, ...]:
        """The locales that have a file of their own."""
        return tuple(self._message.locales)

    @property
    def is_sound(self) -> bool:
        """Whether its text has no errors; its samples aren't asked."""
        return self._message.is_sound

    def explain(self) -> str:
        """Return what a row must hold, as `msgc vars` prints it."""
        # What tells of rows is imported by those who ask for it.
        from msgc.python.needs import needs_table

        return needs_table(self.name, self._message.variables)

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema (2020-12) of a row."""
        from msgc.python.needs import json_schema

        return json_schema(self._message.variables)

    def csv(self) -> str:
        """Return a recipients' file: a header, and `typical_row`."""
        from msgc.python.needs import csv_text

        return csv_text(self._message)

    def typical_row(self) -> dict[str, object]:
        """Return the message's first sample, or else a row made up of the types.

        The latter fits, but for types that nothing can be made up of: see `typical_faults`.
        """
        from msgc.python.needs import typical_row

        return typical_row(self._message)

    def typical_faults(self) -> tuple[str, ...]:
        """Return why `typical_row` doesn't fit, nothing where it does or the message has errors."""
        from msgc.python.needs import typical_faults

        return typical_faults(self._message) if self.is_sound else ()

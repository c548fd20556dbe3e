"""Paths as words of the command line."""

from __future__ import annotations

from typing import Any

import click


class PathWord(click.Path):
    """A path, as which an empty text isn't taken: it is what a script's unset variable leaves."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path. BadParameter where there is none."""
        if not str(value):
            self.fail("the path is empty", param, ctx)
        return super().convert(value, param, ctx)


# What reads or writes it says itself what is wrong with it.
TEXT = PathWord(readable=False)

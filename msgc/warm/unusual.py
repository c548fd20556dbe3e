"""How a kept plan says that it can't be used."""

from __future__ import annotations


class UnusualError(Exception):
    """Something isn't plain: the whole pipeline must do the run."""

"""What stands for this folder's modules where Python has no `ctypes`: whatever is asked, nothing is
told, as where there is no kernel.
"""

from __future__ import annotations

from collections.abc import Callable


def __getattr__(name: str) -> Callable[..., None]:
    return _nothing


def _nothing(*_asked: object) -> None:
    return None

"""The whole story: load, bind, infer, lower, verify, emit."""

from typing import TYPE_CHECKING, Any

from msgc.late import Late
from msgc.pipeline.projects import Project

# A check of messages that are plainly sound reads none as a `Message`, and what makes one takes
# long to import.
if TYPE_CHECKING:
    from msgc.pipeline import messages

    Message = messages.Message
    Sample = messages.Sample
else:
    messages = Late("msgc.pipeline.messages")

__all__ = ["Message", "Project", "Sample"]


def __getattr__(name: str) -> Any:
    """Return what a message is made of, imported when it is first asked for."""
    if name in ("Message", "Sample"):
        return getattr(messages, name)
    raise AttributeError(name)

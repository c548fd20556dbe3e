"""msgc: a declarative message-template compiler."""

__version__ = "0.1.0"

"""The whole story: load, bind, infer, lower, verify, emit."""

from msgc.pipeline.messages import Message, Sample
from msgc.pipeline.projects import Project

__all__ = ["Message", "Project", "Sample"]

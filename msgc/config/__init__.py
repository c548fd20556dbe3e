"""`msgc.yaml`: the catalog's settings."""

from msgc.config.settings import CHANNELS as CHANNELS
from msgc.config.settings import Assume as Assume
from msgc.config.settings import Config as Config

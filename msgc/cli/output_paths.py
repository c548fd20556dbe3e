"""Where a plan is written beside what `compile -r` writes, and what both are made of."""

from __future__ import annotations

from msgc.python.outputs import hashes as hashes
from msgc.python.outputs import payloads_path as payloads_path

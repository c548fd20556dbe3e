"""Settings for all tests: on CI the property tests take the same examples every time."""

from __future__ import annotations

import os
import signal

from hypothesis import settings

# No test hangs on what a user's cache holds; the cache's own tests have one of their own.
os.environ["MSGC_NO_CACHE"] = "1"
# A shell has its background jobs ignore it, and they what they start.
signal.signal(signal.SIGINT, signal.default_int_handler)
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

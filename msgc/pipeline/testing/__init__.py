"""`msgc test`: rows with what is expected of them, snapshots, and which branches they take."""

from __future__ import annotations

TEST_ENDING = ".test.yaml"
# Endings that are meant to be it; nothing reads such a file.
NEAR_ENDINGS = (".test.yml", ".tests.yaml", ".tests.yml")
TEST_ENDINGS = (TEST_ENDING, *NEAR_ENDINGS)
WRONG, ORPHAN, FAILED, SNAPSHOT = "MSG132", "MSG133", "MSG134", "MSG135"
# What only tests find.
OF_TESTS = (WRONG, ORPHAN, FAILED, SNAPSHOT)

"""Template messages against `msgc.lock`, offline."""

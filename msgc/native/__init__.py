"""The C kernel, and what calls it; without it Python does the same, in more time."""

"""How far rows' programs go: shapes, rounds, levels; rows of what is beyond are done otherwise."""

from __future__ import annotations

# Shapes that a program specialises; rows of further ones are the reference's.
MAX_SHAPES = 64
# Rounds of one loop that become columns of their own.
MAX_ROUNDS = 32
# Loops and conditions inside each other.
MAX_LEVELS = 8
# Rows that are worth a program of all their shapes; fewer are done shape by shape.
MANY = 32

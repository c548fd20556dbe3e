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
# Code points or entries of what a filter makes of a value whose length isn't known beforehand.
MOST_MADE = 4000
# What an integer's magnitude is below, for sums of a few that need no look at each; its bits.
SMALL_BITS = 64
SMALL = 2**SMALL_BITS

"""How much a filter may be asked for and may make; beyond it stands a `FilterError`."""

MAX_TEXT = 1_000_000
"""Code points in a filter's result."""

MAX_ITEMS = 100_000
"""Entries in a list that a filter makes."""

MAX_WIDTH = 1000
"""Width and precision in a format (`%10.2f`), code points or digits."""

MAX_PRECISION = 100
"""Decimal places, on either side of the point."""

MAX_PATTERN = 100
"""Code points in a pattern for dates and times."""

MAX_INTEGER_BITS = 1023
"""Bits of an integer (about 308 digits): each such integer fits a float."""

MAX_DECIMALS = 20
"""Decimal places that `number` and `currency` write."""

MAX_ZONE = 64
"""Code points in a time zone's name."""

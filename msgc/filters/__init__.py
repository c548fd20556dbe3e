"""The filters and tests that expressions may name, as two tables."""

from msgc.filters.binding import Bound, bind, check_types, known, usage
from msgc.filters.guard import literal
from msgc.filters.model import Filter, FilterError, Parameter, ResultType, Test
from msgc.filters.table import FILTERS, TESTS
from msgc.filters.words import fits, fits_value, word_of

__all__ = [
    "FILTERS",
    "TESTS",
    "Bound",
    "Filter",
    "FilterError",
    "Parameter",
    "ResultType",
    "Test",
    "bind",
    "check_types",
    "fits",
    "fits_value",
    "known",
    "literal",
    "usage",
    "word_of",
]

"""A message's rows compiled by a plan that an earlier run has kept: quick, or not at all.

Few rows are read by what Python has at hand, many by the readers of columns. What isn't plain,
`UnusualError` leaves to the whole pipeline. It imports next to nothing that it doesn't need, for
starting is most of what such a run takes.
"""

"""A message's rows compiled by a plan that an earlier run has kept: quick, or not at all.

It does what is plain, in few rows; whatever isn't, `Unusual` leaves to the whole pipeline before
anything is written. It imports next to nothing, for starting is all that such a run takes long for.
"""

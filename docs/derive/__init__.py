"""The reference, derived from what the program itself reads: nothing here is written twice."""

"""What an expression can become: names resolved, types inferred, faults found before any row."""

"""The ledger: what is known of every payload of a run, on disk before and after each request."""

"""A plan sent once: what is known of every payload is in the ledger, what isn't is found out."""

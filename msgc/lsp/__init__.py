"""A language server: what `check` finds and knows, told to an editor while its user types."""

"""Recipients' rows: files to raw rows, raw rows to rows of the declared types."""

"""What an expression means: values in, a value out, or one fault at its place."""

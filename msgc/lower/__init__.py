"""From an author's files to the payload with holes: shorthands out, layers merged, Jinja read."""

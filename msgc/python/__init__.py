"""msgc in Python: what `import msgc` gives. Everything here is typed, and stays as it is."""

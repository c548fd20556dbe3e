"""msgc in Python: what `import msgc` gives. What it names is typed, and stays as it is."""

"""What the figures in the README rest on; each module prints its own."""

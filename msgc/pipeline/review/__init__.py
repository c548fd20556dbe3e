"""`msgc diff`: what two versions of a catalog send, bubble against bubble."""

"""`msgc test`: rows with what is expected of them, snapshots, and which branches they take."""

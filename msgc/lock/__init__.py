"""`msgc.lock`: the account's templates as they were when they were last looked at."""

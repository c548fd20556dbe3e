"""A stand-in for the Channels API: it keeps state, fails on request, and tells what it took."""

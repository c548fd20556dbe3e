"""The door to the API: `reading` asks one thing at a time, `sending` many at once."""

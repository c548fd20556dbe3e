"""Many rows: chunks of them to payloads, by one process or several, and to a run's files.

What makes payloads of rows is given; nothing here knows messages.
"""

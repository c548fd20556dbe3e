"""What earlier runs came to, kept in the user's own folder; without it msgc is only slower.

A warm run imports little else, so these files do without `pathlib` and dataclasses, whose import
alone takes longer than all the rest of it.
"""

"""Importing: readers of other programs' files, and what an import would do to the user's applications."""

"""Driving the terminal: the only folder that uses private parts of Textual (`private_parts.py`)."""

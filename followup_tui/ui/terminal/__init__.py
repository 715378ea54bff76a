"""Driving the terminal: the only folder that uses Textual's private parts."""

"""What is told of each change once it is saved: the calendar file, and the user's own command.

Nothing here can undo a change, or keep one from being made: what goes wrong is a warning.
"""

"""The advice: what is the next move, and may this contact be made now?

`next_move.py` and `contact_check.py` each hold their rules in one ordered tuple; the rules stand in the
modules named by what they are about, each with its id, text, source and functions together.
"""

"""Text that comes into a field otherwise than key by key: pasted, or written in the user's own editor.

A field shows what stands in it as it is, long before it is saved and made safe for good.
"""

from __future__ import annotations

from followup_tui.domain.text import is_safe, lines_of


def harmless(text: str) -> str:
    """Give the text without what a terminal would obey; its lines stay lines."""
    text = lines_of(text)
    return text if is_safe(text) else "".join(char for char in text if is_safe(char))

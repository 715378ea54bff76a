"""What lies outside the program: text that is pasted or comes from an editor, and paths in a sentence.

A field shows what stands in it as it is, long before it is saved and made safe for good.
"""

from __future__ import annotations

from pathlib import Path

from followup_tui.domain.text import is_safe, normalize_newlines


def short_path(path: Path) -> str:
    """Give a path as a shell takes it, with the home folder as `~`."""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)


def harmless(text: str) -> str:
    """Give the text without what a terminal would obey; its lines stay lines."""
    text = normalize_newlines(text)
    return text if is_safe(text) else "".join(char for char in text if is_safe(char))

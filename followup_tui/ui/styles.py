"""The names of the styles that rows of text are made of, and what each is in the colours of the theme.

A row is a sequence of runs: a text and the name of its style. Whoever makes rows needs neither Textual nor
Rich; the widget that shows them looks the names up here. `$name` is a variable of the theme (`themes.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from followup_tui.domain.look import Meaning

Run = tuple[str, str]
"""A text, and the name of its style."""

STYLES: Final[Mapping[str, str]] = {
    "plain": "$foreground",
    "key": "bold $foreground",
    "name": "bold $foreground",
    "name-over": "$quiet",
    "name-underlined": "bold underline $foreground",
    "overdue-bold-underlined": "bold underline $overdue",
    "thin": "$thin",
    **{meaning.style: f"${meaning.style}" for meaning in Meaning},
    **{f"{meaning.style}-bold": f"bold ${meaning.style}" for meaning in Meaning},
    **{f"{meaning.style}-chip": f"${meaning.style}-chip" for meaning in Meaning},
}
"""Each style by its name, as Textual's `Content` and `Style.parse` take it.

`thin` is for rules and dots; no text that says anything is thin. A chip is for hours that run out and for
stop alone; its text has a space at either end.
"""


def style_of(name: str, *, is_selected: bool = False) -> str:
    """Return the style of a run, in a selected row or the answer line with the ground of both.

    Where the terminal has no colour for a ground, the name in such a row is reversed, and nothing else; a
    row whose name is over has a `name-over`.
    """
    if not is_selected or name.endswith("-chip"):
        return STYLES[name]
    return f"{STYLES[name]} {'$selected-name' if name.startswith('name') else '$selected'}"


QUESTION: Final = style_of("name", is_selected=True)
"""The style of what is asked: where questions have no ground of their own, it is reversed."""

"""The first screen anybody sees: what the program is for, and how to begin."""

from __future__ import annotations

from textual.content import Content

from followup_tui.domain.application import Stage
from followup_tui.ui.glyphs import GLYPHS


def welcome(data_file: str) -> Content:
    """Return the welcome for somebody who has recorded nothing yet, with the path of their data file."""
    return Content.assemble(
        "followup is for the time after a job interview.\n\n",
        ("Just had one?", "bold"),
        " Press ",
        ("n", "bold"),
        " and write down, while it is fresh, who you met and the day by which they want to decide."
        " Company and role are enough; everything else can wait.\n\n",
        ("Noted it elsewhere?", "bold"),
        " Press ",
        ("I", "bold"),
        " to import mails, calendars, tables.\n\n",
        "Its card then moves through five columns with ",
        ("H", "bold"),
        " and ",
        ("L", "bold"),
        ":\n\n",
        (f" {GLYPHS.then} ".join(stage.value.title() for stage in Stage), "$theirs"),
        "\n\nOverdue fills itself when the day they named has passed. Nothing can be lost: ",
        ("u", "bold"),
        " takes back any step, as many as you like.\n\n",
        ("n", "bold"),
        " record an interview   ",
        ("I", "bold"),
        " import   ",
        ("?", "bold"),
        " all keys   ",
        ("q", "bold"),
        " leave\n\n",
        ("followup demo shows it on sample data. Yours stays on this machine, in\n", "$quiet"),
        (data_file, "$quiet"),
    )

"""What the board says where the filter finds nothing."""

from __future__ import annotations

from followup_tui.cells import text_width
from followup_tui.domain.look import Meaning
from followup_tui.ui.board.columns import Columns
from followup_tui.ui.board.layout import lines_of_words
from followup_tui.ui.fitting import fit
from followup_tui.ui.pieces import Row, row
from followup_tui.ui.styles import Run


def nothing_found_rows(columns: Columns, width: int) -> list[Row]:
    """Return that no card has the words of the filter, where they were looked for, and what can be done."""
    words = f"Nothing has “{columns.filter_text}” in its company, role, people, tags or notes."
    quiet = Meaning.QUIET.style
    keys = (("escape", f"shows all {columns.total} again"), ("enter", "searches what was said, too"))
    lines = lines_of_words([text_width(f"{key} {does}") for key, does in keys], 3, width - 2)
    rows = [row([(fit(f" {line}", width - 1), "plain")], width) for line in _wrapped(words, width - 2)]
    for line in lines:
        runs: list[Run] = [(" ", "plain")]
        for index in line:
            key, does = keys[index]
            runs += [(key, "key"), (f" {does}   ", quiet)]
        rows.append(row(runs, width))
    return rows


def _wrapped(text: str, width: int) -> list[str]:
    words = text.split()
    lines = lines_of_words([text_width(word) for word in words], 1, width)
    return [" ".join(words[index] for index in line) for line in lines]

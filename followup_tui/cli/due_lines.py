"""What is due, in as many words as fit a row."""

from __future__ import annotations

from followup_tui.cli.width import fit_first
from followup_tui.domain.advice.shorter import shorter_reasons
from followup_tui.domain.due import Due
from followup_tui.domain.stages import Today


def fit_reason(due: Due, width: int | None, today: Today) -> str:
    """Return why something is due; without room for it, the part that says what to do, else the card's line.

    The last of these is too long where nothing fits.
    """
    if reason := fit_first(shorter_reasons(due.advice), width):
        return reason
    from followup_tui.domain.card_line import card_line  # few terminals are so narrow

    wordings = card_line(due.application, today, advice=due.advice).wordings
    return fit_first(wordings, width) or wordings[-1]

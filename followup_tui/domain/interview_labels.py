"""The labels of steps in the undo history that are about an interview."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from followup_tui.domain.application import Application
from followup_tui.domain.dates import say_dated_instant
from followup_tui.domain.interview import Interview
from followup_tui.domain.interview_words import interview_title, party_words
from followup_tui.domain.person import Party

ANOTHER_INTERVIEW: Final = "another interview"
"""The label for recording or planning an interview."""


def move_label(application: Application, interview: Interview, to: datetime, by: Party, now: datetime) -> str:
    """Return the label for moving an interview: `interview 2 moved to Fri 27 Nov 14:00 by them`."""
    return (
        f"{interview_title(application, interview)} moved to {say_dated_instant(to, now)} {party_words(by)}"
    )


def cancel_label(application: Application, interview: Interview, by: Party) -> str:
    """Return the label for noting that an interview was cancelled."""
    return f"{interview_title(application, interview)} cancelled {party_words(by)}"


def missed_label(application: Application, interview: Interview) -> str:
    """Return the label for noting that they did not keep an appointment."""
    return f"{interview_title(application, interview)} did not take place"


def correct_label(application: Application, interview: Interview, at: datetime, now: datetime) -> str:
    """Return the label for correcting an interview's time: `interview 2 corrected to Fri 27 Nov 14:00`."""
    return f"{interview_title(application, interview)} corrected to {say_dated_instant(at, now)}"


def detail_label(application: Application, interview: Interview) -> str:
    """Return the label for noting more of an interview."""
    return f"{interview_title(application, interview)} edited"


def remove_label(application: Application, interview: Interview) -> str:
    """Return the label for removing an interview."""
    return f"{interview_title(application, interview)} removed"


def reinstate_label(application: Application, interview: Interview) -> str:
    """Return the label for taking back that an interview was cancelled or missed."""
    return f"{interview_title(application, interview)} is on after all"

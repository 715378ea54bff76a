"""What the story of a card is told of, as the program has it now."""

from __future__ import annotations

from followup_tui.domain.application import Application
from followup_tui.domain.relations import related_to
from followup_tui.ui.advice_keys import shown_key
from followup_tui.ui.program import Program
from followup_tui.ui.story_rows import StoryOf


def story_of(program: Program, application: Application) -> StoryOf:
    """Return what the story of a card is told of, with the user's keys."""
    tracker = program.tracker

    def key_of(key_id: str) -> str:
        return shown_key(key_id, program.user_keys)

    return StoryOf(application, related_to(application, tracker.applications), tracker.today(), key_of)

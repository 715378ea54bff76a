"""Going on with what was half-written when the line dropped."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen

from followup_tui.storage.drafts import Draft
from followup_tui.tracker import Tracker
from followup_tui.ui.routes import ROUTES
from followup_tui.ui.screens.page import Page


def reopen(draft: Draft, tracker: Tracker) -> Screen[Any] | None:
    """Make the screen again that a draft is of; return None where what it was about is gone."""
    route = ROUTES.get(draft.form)
    screen = route.load() if route else None
    if screen is None or not issubclass(screen, Page):
        return None
    return screen.reopened(tracker.applications.get(draft.application), draft.of)

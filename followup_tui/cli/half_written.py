"""What is half-written in the app about an application, for commands that would leave it behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup_tui.cli.command import Call
from followup_tui.domain.application import Application

if TYPE_CHECKING:
    from followup_tui.storage.drafts import Drafts


def drafts_of(call: Call) -> Drafts:
    """Return what is half-written beside the data file."""
    from followup_tui.storage.drafts import Drafts  # few calls of a command need it

    return Drafts(call.context.paths.drafts_folder)


def titles_about(call: Call, application: Application) -> list[str]:
    """Return what the drafts about an application are called, the newest first."""
    return [draft.title for draft in drafts_of(call).all() if draft.is_about(application)]

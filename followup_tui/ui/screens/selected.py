"""What the keys of the open card do to what is selected on it: for each kind of entry, those that fit it.

A kind of entry has a function in `ACTS`. It is asked each time the selection moves: which keys fit depends
on the entry, too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from followup_tui.domain.application import Application
from followup_tui.domain.interview import Interview
from followup_tui.domain.timeline import interview_title
from followup_tui.ui.screens.card_page import CardPage


class Act(NamedTuple):
    """What a key does to the selected entry.

    Attributes:
        word: what the last row calls it, beside the key.
        act: does it.
    """

    word: str
    act: Callable[[], object]


Acts = Mapping[str, Act]
"""By the id of a key of `keys.SELECTED`, what it does; a key that is missing does not fit the entry."""


def interview_acts(page: CardPage, application: Application, interview: Interview) -> Acts:
    """Return what the keys do to an interview."""
    title = interview_title(application, interview)

    def remove() -> None:
        page.program.do(
            lambda: page.program.tracker.change(
                application.id, f"{title} removed", lambda card, _: card.without_interview(interview.id)
            )
        )

    return {
        "selected.remove": Act(
            "remove", lambda: page.ask(f"Remove {title}?", "removes it, and what you wrote about it", remove)
        )
    }


ACTS: Final[Mapping[type, Callable[[CardPage, Application, Any], Acts]]] = {Interview: interview_acts}
"""By the kind of entry, what the keys do to one."""

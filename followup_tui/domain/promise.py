"""A promise: what the user, or they, said they would do, and by when."""

from datetime import date

from followup_tui.domain.instant import Instant
from followup_tui.domain.part import Part
from followup_tui.domain.person import Party


class Promise(Part, frozen=True):
    """Something promised: references to send, a take-home task, their word to call on Tuesday.

    Attributes:
        id: `1`, `2` … within the application.
        text: one line.
        by: who promised it.
        due: the day by which; None where no day was named.
        done_at: when it was kept; None before.
        dropped_at: when the user said that it no longer matters; None before.
    """

    id: str
    text: str
    by: Party = Party.ME
    due: date | None = None
    done_at: Instant | None = None
    dropped_at: Instant | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is neither kept nor dropped."""
        return self.done_at is None and self.dropped_at is None

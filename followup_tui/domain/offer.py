"""An offer: what they offer, until when an answer is due, and what became of it."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from followup_tui.domain.instant import Instant


class OfferState(StrEnum):
    """What became of an offer. `withdrawn`: by them; `lapsed`: its deadline passed without an answer."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Offer(Struct, frozen=True, omit_defaults=True):
    """An offer of a job.

    Attributes:
        received_at: when it was made.
        answer_by: when an answer is due; None where they set no deadline.
        terms: what was offered, a line each, as the user writes them: `salary 72,000`.
        decision: how it was settled; `open` until it is, and then still where its deadline passes.
        is_verbal: whether it was only said so far, not given in writing.
        settled_at: when it was accepted, declined or withdrawn; None before.
    """

    received_at: Instant
    answer_by: Instant | None = None
    terms: tuple[str, ...] = ()
    decision: OfferState = OfferState.OPEN
    is_verbal: bool = False
    settled_at: Instant | None = None

    def state(self, now: datetime) -> OfferState:
        """Return what became of it by `now` (aware): lapsed where its deadline passed while it was open."""
        has_lapsed = self.answer_by is not None and self.answer_by.utc <= now
        return OfferState.LAPSED if self.decision is OfferState.OPEN and has_lapsed else self.decision

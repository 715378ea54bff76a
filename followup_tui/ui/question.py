"""A question with two answers, as data: what is asked, why, and what either answer does."""

from __future__ import annotations

from msgspec import Struct


class Question(Struct, frozen=True):
    """A question.

    Attributes:
        title: what is asked, short: `Leave without saving?`.
        yes: what `y` does: `leave`.
        no: what every other key does.
        reasons: why it is asked, or what follows; a sentence or some each.
        is_warning: whether it is asked because something speaks against it.
    """

    title: str
    yes: str
    no: str = "leave it"
    reasons: tuple[str, ...] = ()
    is_warning: bool = False

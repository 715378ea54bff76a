"""In which order things are due: an offer, what has a deadline today, what is late, and the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.stories.telling import Teller

STORIES = {
    "deadlines of today come first, then what is late, the latest first, then the rest": """
        9 Nov 11:00  | add Acme Backend --at "9 Nov 10:00"
        9 Nov 11:00  | add Theta Backend --at "9 Nov 10:00"
        9 Nov 11:00  | add Iota Backend --at "10 Nov 10:00"
        11 Nov 11:00 | contact theta sent thank-you
        11 Nov 11:00 | contact iota sent thank-you
        11 Nov 11:00 | reflect iota --well "calm"
        16 Nov 11:00 | add Gamma Backend --at "23 Nov 08:00" --person Ada
        16 Nov 11:00 | add Zeta Backend --at "20 Nov 10:00"
        20 Nov 11:00 | interview zeta --missed
        23 Nov 08:45 | interview gamma --missed
        23 Nov 08:45 | add Beta Backend --at "1 Dec 10:00"
        23 Nov 08:45 | promise beta "send references" --due 23.11.
        23 Nov 08:45 | add Delta Backend --at "1 Dec 10:00"
        23 Nov 08:45 | promise delta "send references" --due 22.11.
        23 Nov 08:45 | promise delta "they call" --theirs --due 16.11.
        23 Nov 08:45 | add Epsilon Backend --at "9 Nov 10:00"
        23 Nov 08:45 | contact epsilon received --at "23 Nov 08:00"
        23 Nov 08:45 | add Eta Backend --at "23 Nov 08:30"
        23 Nov 08:45 | reflect eta --well "calm"
        23 Nov 08:50 | contact acme received offer
        23 Nov 09:00 = act answer-offer R13
              card   = offer · no deadline
              due    = acme beta gamma epsilon delta zeta iota theta eta
    """,
    "who was hired withdraws elsewhere, at the same company too": """
        9 Nov 11:00  | add Acme Backend --at "9 Nov 10:00"
        9 Nov 11:00  | add Acme Frontend --at "9 Nov 10:00"
        9 Nov 11:00  | add Solvex Backend --at "16 Nov 10:00"
        12 Nov 11:00 | close acme hired
              acme-2: = act none R17
              acme-2: card = withdraw · 4 d left
              due    = acme-2 solvex
        17 Nov 09:00 acme-2: card = withdraw · late
    """,
}


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_what_is_due_stands_in_order(teller: Teller, story: str) -> None:
    """The day as it came."""
    teller.tell(story)

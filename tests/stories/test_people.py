"""People of one name, agencies, the same person at two companies, one company under two names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.stories.telling import Teller

STORIES = {
    "one consultant, spelled in two ways, is one person": """
        9 Nov 11:00  | add Solvex Backend --at "9 Nov 10:00"
        9 Nov 11:00  | edit solvex --via "Hays GmbH"
        9 Nov 11:01  | person solvex "Zoë Klein" --agency
        9 Nov 11:00  | add Acme Backend --at "9 Nov 10:00"
        9 Nov 11:00  | edit acme --via Hays
        9 Nov 11:01  | person acme "Zoe Klein" --agency
        17 Nov 09:00 | contact solvex sent follow-up --person Zoe
              acme: why = You wrote to Zoe Klein today, about Solvex
    """,
    "two people named Müller": """
        16 Nov 11:00 | add Acme Backend --at "16 Nov 10:00" --person "Frau Müller" --person "Herr Müller"
              = act thank-you R1 until 17 Nov 10:00
              card   = 2 letters due · 23 h left
              letter = thank-you: Thank you
              to     = Müller; Müller
    """,
    "a forgotten name is added later": """
        16 Nov 11:00 | add Acme Backend --at "16 Nov 10:00" --person "?, CTO"
              letter = thank-you: Thank you
        16 Nov 12:00 | person acme "Dana Reed" --who p1
              to     = CTO
              letter = thank-you: Reed
              to     = Dana Reed
    """,
    "an agency passes the thanks on": """
        16 Nov 11:00 | add Acme Backend --at "16 Nov 10:00" --person "Jana Novák" --person "Petr Malý"
        16 Nov 11:01 | edit acme --via "Klein Partner"
        16 Nov 11:02 | person acme "Petra Klein, Consultant <petra@klein.example>" --agency
              = act thank-you R1 until 17 Nov 10:00
              card   = 1 letter due · 22 h left
              letter = thank-you: Thank you
              to     = Petra Klein
    """,
    "the same recruiter at two companies": """
        2 Nov 11:00  | add Acme Backend --at "2 Nov 10:00" --person "Petra Klein <petra@klein.example>"
        2 Nov 11:10  | reflect acme --well "calm"
        2 Nov 11:20  | contact acme sent thank-you --person Petra
        2 Nov 12:00  | add Solvex SRE --at "2 Nov 11:30" --person "Petra Klein <petra@klein.example>"
        2 Nov 12:10  | reflect solvex --well "calm"
        2 Nov 12:20  | contact solvex sent thank-you --person Petra
        10 Nov 09:00 = act follow-up R4
        10 Nov 09:10 | contact solvex sent follow-up --person Petra
        11 Nov 09:00 = wait follow-up R18 until 17 Nov
              why    = You wrote to Petra Klein yesterday, about Solvex
    """,
    "one company under two names": """
        2 Nov 11:00  | add "Acme GmbH" Backend --at "2 Nov 10:00"
        2 Nov 11:10  | reflect acme --well "calm"
        2 Nov 11:20  | contact acme-gmbh sent thank-you
        3 Nov 12:00  | add Acme SRE --at "2 Nov 11:30"
              prints = You know Acme GmbH
        10 Nov 09:00 | contact acme-gmbh sent follow-up
              acme: why = Follow-ups
    """,
}


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_people(teller: Teller, story: str) -> None:
    """Each letter goes to the right person, and one person is not written to twice."""
    teller.tell(story)

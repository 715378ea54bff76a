"""Offers, what follows from one, and closed cards that live again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.stories.test_messages import MET

if TYPE_CHECKING:
    from tests.stories.telling import Teller

STORIES = {
    "a rejection takes an open offer off the table": """
        16 Nov 09:00 | offer acme --answer-by "20 Nov 17:00"
        16 Nov 10:00 | contact acme sent reply
              agenda = Fri 20 Nov 17:00 answer their offer by then
        17 Nov 10:00 | contact acme received rejection --note "We have to take it back"
              = may close R16
              card   = close it
              agenda = nothing
              due    = nothing
        17 Nov 10:30 | offer acme
              prints = They withdrew it today 10:00
        18 Nov 09:00 | contact acme received message --note "May we keep your papers?"
              = act reply R9
        18 Nov 10:00 | contact acme sent reply
              agenda = nothing
              due    = nothing
    """,
    "a card closed as rejected has no open offer": """
        16 Nov 09:00 | offer acme --answer-by "20 Nov 17:00"
        17 Nov 10:00 | close acme rejected
        17 Nov 10:30 | offer acme
              prints = They withdrew it
        17 Nov 10:40 | reopen acme
        17 Nov 10:50 = act answer-offer R13
    """,
    "an offer that comes after a rejection counts": """
        16 Nov 09:00 | offer acme --answer-by "20 Dec 18:00"
        16 Nov 10:00 | contact acme sent reply
        17 Nov 10:00 | contact acme received rejection
        17 Nov 11:00 | contact acme received offer
        17 Nov 12:00 | offer acme --answer-by "28 Dec 18:00"
        17 Nov 12:01 | contact acme sent reply
        17 Nov 12:02 = may answer-offer R13 until 28 Dec 18:00
        18 Nov 09:00 | contact acme received message --note "Do you have questions?"
        18 Nov 10:00 | contact acme sent reply
              = may answer-offer R13 until 28 Dec 18:00
    """,
    "an offer with a deadline": """
        16 Nov 10:00 | offer acme --answer-by "27 Nov 18:00" --term "salary 72,000" --person Jana
              = act answer-offer R13
              card   = offer · answer by Fri 27 Nov · 11 d
              due    = acme
              letter = offer-thanks: Thank you
              to     = Jana Novák
              unsaid = any news
        16 Nov 11:00 | contact acme sent reply --person Jana
        18 Nov 09:00 = may answer-offer R13 until 27 Nov 18:00
              due    = nothing
              stage  = thanked
        25 Nov 19:00 = act answer-offer R13 until 27 Nov 18:00
              due    = acme
              draft follow-up = refused, waits for your answer
    """,
    "the deadline of an offer passes": """
        16 Nov 10:00 | offer acme --answer-by "20 Nov 18:00"
        21 Nov 09:00 = act answer-offer R13
              card   = offer lapsed Fri 20 Nov · ask them
              due    = acme
              why    = lapsed
    """,
    "an offer that was only said": """
        16 Nov 10:00 | offer acme --verbal --by phone --person Jana
              prints = writing
              = act answer-offer R13
        16 Nov 11:00 | contact acme sent reply
        17 Nov 09:00 = wait answer-offer R13 until nothing
              why    = in writing
    """,
    "accepting closes as hired, and the others are to be withdrawn": """
        10 Nov 09:00 | add Solvex SRE --at "10 Nov 08:00" --person "Petra Klein"
        16 Nov 10:00 | offer acme --answer-by "27 Nov 18:00"
        18 Nov 10:00 | offer acme --accepted
              prints = Solvex
              stage  = closed
              card   = hired Wed 18 Nov
              solvex: = act none R17
              solvex: letter = withdraw: Solvex
    """,
    "declining closes as declined": """
        16 Nov 10:00 | offer acme --answer-by "27 Nov 18:00"
        18 Nov 10:00 | offer acme --declined
              stage  = closed
              = may none -
    """,
    "they take the offer back": """
        16 Nov 10:00 | offer acme --answer-by "27 Nov 18:00"
        18 Nov 10:00 | offer acme --withdrawn
              stage  = thanked
              unsaid = 27 Nov; answer by
    """,
    "another offer with a deadline is news they must know": """
        9 Nov 12:00  | decision acme "27 Nov"
        10 Nov 09:00 | add Solvex SRE --at "9 Nov 08:00"
        16 Nov 10:00 | offer solvex --answer-by "20 Nov 18:00"
        16 Nov 11:00 = may follow-up R8
              why    = Solvex
        16 Nov 11:01 | contact acme sent other --person Jana --note "I must answer another offer by Friday"
              hushed = early
    """,
    "a closed card is invited again": """
        10 Nov 09:00 | close acme silent
        12 Nov 09:00 | contact acme received invitation --person Jana
              prints = followup reopen acme
              = act reply R9
              why    = closed
        12 Nov 09:10 | reopen acme
              stage  = thanked
              = act reply R9
        12 Nov 09:20 | interview acme --at "18 Nov 10:00"
              = wait prepare R15 until 18 Nov 10:00
    """,
    "a closed card is reopened before its date": """
        9 Nov 12:00  | decision acme "27 Nov"
        10 Nov 09:00 | close acme rejected
        11 Nov 09:00 | reopen acme
              stage  = thanked
              = stop follow-up R8 until 1 Dec
              card   = Fri 27 Nov · 16 d
    """,
    "the position is cancelled": """
        12 Nov 09:00 | close acme cancelled
              stage  = closed
              card   = cancelled Thu 12 Nov
              = may none -
              draft follow-up = refused, closed
    """,
    "a closed card gets no follow-up": """
        12 Nov 09:00 | close acme rejected
              draft follow-up = refused, closed
              draft missed-call = refused, closed
    """,
}


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_offers(teller: Teller, story: str) -> None:
    """With an open offer no letter asks for news, and a closed card is not deaf."""
    teller.tell(MET + story)

"""What they send: messages, automatic answers, calls, rejections, and silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.stories.telling import Teller

MET = """
        9 Nov 11:00  | add Acme Backend --at "9 Nov 10:00" --person "Dr. Jana Novák"
        9 Nov 11:10  | reflect acme --well "calm"
        9 Nov 11:30  | contact acme sent thank-you --person Jana
"""
"""They met on Monday 9 November, thanked and reflected on at once: a follow-up is fine from Tuesday 17."""

STORIES = {
    "an automatic reply asks for nothing": """
        9 Nov 11:31  | contact acme received notice --note "We have received your message"
        10 Nov 09:00 = wait follow-up R3 until 17 Nov
              due    = nothing
              card   = about Mon 16 Nov · 6 d
        17 Nov 09:00 = act follow-up R4
              stage  = overdue
    """,
    "a message is answered, and the clock begins again": """
        11 Nov 10:00 | contact acme received --person Jana --note "When could you start?"
              = act reply R9
              why    = Dr. Jana Novák wrote today at 10:00: it is your turn.
              card   = answer them · today
              due    = acme
        18 Nov 10:00 = act reply R9
              stage  = thanked
        18 Nov 11:00 | contact acme sent reply --person Jana
        19 Nov 09:00 = wait follow-up R3 until 26 Nov
    """,
    "a message of the same hour as a letter is answered by what is noted after it": """
        17 Nov 09:00 | contact acme sent follow-up --at yesterday
        17 Nov 09:01 | contact acme received --at yesterday
              = act reply R9
        17 Nov 09:02 | contact acme sent reply --at yesterday
              = wait follow-up R3 until 24 Nov
        25 Nov 09:00 | contact acme sent follow-up --at "24 Nov 17:00"
              = wait follow-up R3 until 2 Dec
    """,
    "a follow-up of the same hour as their message counts where it is noted after it": """
        17 Nov 09:00 | contact acme received --at yesterday
        17 Nov 09:01 | contact acme sent follow-up --at yesterday
              = wait follow-up R3 until 24 Nov
              why    = Follow-ups since 17:00 yesterday: 1 of 2.
    """,
    "a message needs no answer after all": """
        11 Nov 10:00 | contact acme received --note "You're welcome!"
        11 Nov 10:05 | contact acme --settled c2
              = wait follow-up R3 until 19 Nov
              due    = nothing
    """,
    "an answer by phone is told as a call": """
        11 Nov 15:00 | contact acme received --by phone --person Jana --note "They need a week"
        11 Nov 15:10 = act reply R9
              why    = Dr. Jana Novák called today at 15:00
    """,
    "an invitation is answered by planning the interview": """
        11 Nov 10:00 | contact acme received invitation --person Jana
              prints = followup interview acme
              = act reply R9
        11 Nov 10:10 | interview acme --at "18 Nov 14:00"
              = wait prepare R15 until 18 Nov 14:00
              due    = nothing
    """,
    "a rejection needs no answer, and a short thank-you is fine": """
        11 Nov 10:00 | contact acme received rejection --person Jana
              prints = followup close acme rejected
        11 Nov 10:05 | close acme rejected
              = may thank-you R16 until 13 Nov 10:00
              stage  = closed
              due    = nothing
        14 Nov 09:00 = may none -
    """,
    "no news: one follow-up, a pause, a second, a call, and letting go": """
        17 Nov 09:00 = act follow-up R4
              letter = follow-up: that we spoke about on 9 November
        17 Nov 09:30 | contact acme sent follow-up --person Jana
              = wait follow-up R3 until 25 Nov
              card   = about Tue 24 Nov · 7 d
        25 Nov 09:00 = act follow-up R4
              why    = call
              letter = second-follow-up: Backend
        25 Nov 09:30 | contact acme sent follow-up --person Jana
              = stop none R5 until 9 Dec
        9 Dec 09:00  = may close R10
              card   = let it go: close it
    """,
    "before the day they named it is too early": """
        9 Nov 12:00  | decision acme "20 Nov"
        10 Nov 09:00 = stop follow-up R8 until 24 Nov
              card   = Fri 20 Nov · 10 d
              agenda = nothing
        18 Nov 09:00 | contact acme sent follow-up
              prints = 24 Nov
        21 Nov 09:00 = wait follow-up R6
    """,
    "they name a new day when the first has passed": """
        9 Nov 12:00  | decision acme "13 Nov"
        16 Nov 09:00 = wait follow-up R4 until 17 Nov
              stage  = overdue
        16 Nov 10:00 | contact acme received notice --note "We need until the 27th"
        16 Nov 10:01 | decision acme "27 Nov"
              = stop follow-up R8 until 1 Dec
              stage  = waiting
              card   = Fri 27 Nov · 11 d
    """,
    "their promise to call has passed": """
        9 Nov 12:00  | decision acme "13 Nov"
        9 Nov 12:01  | promise acme "HR will call" --theirs --due "12 Nov"
              agenda = Thu 12 Nov they promised: HR will call; Fri 13 Nov they decide
        18 Nov 09:00 = act follow-up R4
              why    = HR will call
    """,
    "a promise of the user's comes before the follow-up": """
        9 Nov 12:00  | promise acme "Send two references" --due "18 Nov"
        17 Nov 09:00 = act follow-up R4
        18 Nov 09:00 = act promise R14
              card   = keep your promise · today
              due    = acme
        18 Nov 10:00 | promise acme --done 1
              = act follow-up R4
    """,
    "a message ends a snooze": """
        10 Nov 09:00 | snooze acme "30 Nov"
              due    = nothing
        12 Nov 09:00 | contact acme received --person Jana
              due    = acme
              card   = answer them · today
    """,
    "it is their turn, though the day has passed": """
        9 Nov 12:00  | decision acme "13 Nov"
        13 Nov 15:00 | contact acme received --note "Monday at the latest"
        18 Nov 09:00 = act reply R9
              stage  = thanked
    """,
    "a late thank-you is still welcome, but not for ever": """
        16 Nov 11:00 | add Solvex SRE --at "13 Nov 10:00" --person "Petra Klein"
              solvex: = act thank-you R1 until nothing
              solvex: card = 1 letter · late, still welcome
              solvex: letter = thank-you: Thank you
        23 Nov 11:00 = act follow-up R4
              solvex: = act follow-up R4
    """,
}


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_messages(teller: Teller, story: str) -> None:
    """Whose turn it is, and whether a letter is owed, early, or too much."""
    teller.tell(MET + story)

"""Interviews are moved, cancelled, missed and corrected, and the advice stays right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.stories.telling import Teller

STORIES = {
    "who wrote during the hour in which nobody came is not told to write again": """
        12 Nov 09:00 | add Acme Backend --at "17 Nov 10:00 - 11:00"
        17 Nov 10:25 | interview acme --missed
              = act follow-up R12 until 18 Nov 00:00
        17 Nov 10:30 | contact acme sent follow-up --note "I was ready at 10:00"
        17 Nov 11:30 = wait follow-up R3 until 25 Nov
    """,
    "they move the interview by a week": """
        12 Nov 09:00 | add Acme Backend --at "17 Nov 10:00" --person "Jana Novák"
        16 Nov 15:00 | interview acme --move "24 Nov 10:00" --by them
        18 Nov 09:00 = wait prepare R15 until 24 Nov 10:00
              stage  = interviewed
              card   = interview Tue 10:00
              agenda = Tue 24 Nov 10:00 interview
              due    = nothing
              unsaid = 17 Nov
        23 Nov 12:00 = act prepare R15 until 24 Nov 10:00
              due    = acme
        24 Nov 12:00 = act thank-you R1 until 25 Nov 10:00
              letter = thank-you: Thank you for taking the time
              to     = Jana Novák
              unsaid = 17 Nov
    """,
    "the user moves it, and they move it once more": """
        12 Nov 09:00 | add Acme Backend --at "17 Nov 10:00"
        13 Nov 09:00 | interview acme --move "19 Nov 10:00" --by me
        17 Nov 09:00 | interview acme --move "20 Nov 14:00" --by them
        19 Nov 16:00 = act prepare R15 until 20 Nov 14:00
              card   = prepare · interview Fri 14:00
              agenda = Fri 20 Nov 14:00 interview
              unsaid = 17 Nov; 19 Nov; 10:00
    """,
    "they cancel the only interview": """
        12 Nov 09:00 | add Acme Backend --at "17 Nov 10:00" --person "Jana Novák"
        16 Nov 15:00 | interview acme --cancel --by them
        18 Nov 09:00 = wait follow-up R3 until 24 Nov
              why    = The interview was cancelled Mon 16 Nov. If no new time comes, from Tue 24 Nov
              card   = about Mon 23 Nov · 5 d
              due    = nothing
              unsaid = 17 Nov; did not take place
        24 Nov 09:00 = act follow-up R4
              why    = the interview was cancelled Mon 16 Nov, so ask for a new time
              letter = follow-up: I am still very interested in the role of Backend at Acme.
    """,
    "they cancel the second interview": """
        3 Nov 12:00  | add Acme Backend --at "3 Nov 11:00"
        3 Nov 12:10  | reflect acme --well "calm"
        3 Nov 12:30  | contact acme sent thank-you
        5 Nov 12:00  | interview acme --at "17 Nov 10:00"
        16 Nov 15:00 | interview acme --cancel --by them
        17 Nov 12:00 = wait follow-up R3 until 24 Nov
              due    = nothing
              unsaid = 17 Nov; 10:00
        24 Nov 12:00 = act follow-up R4
              card   = write a follow-up · 1 of 2
              letter = follow-up: that we spoke about on 3 November
              unsaid = 17 Nov; 10:00
    """,
    "the user cancels, and no thanks are owed": """
        12 Nov 09:00 | add Acme Backend --at "17 Nov 10:00" --person "Jana Novák"
        16 Nov 15:00 | interview acme --cancel --by me
        17 Nov 12:00 = wait follow-up R3 until 24 Nov
              due    = nothing
              unsaid = 17 Nov
    """,
    "they did not keep the appointment": """
        12 Nov 09:00 | add Acme Backend --at "17 Nov 10:00" --person "Jana Novák"
        17 Nov 10:30 | interview acme --missed
              = act follow-up R12 until 18 Nov 00:00
              why    = 10:00
              card   = did not take place · write
              due    = acme
              letter = missed-call: 10:00
              to     = Jana Novák
        20 Nov 18:00 = act follow-up R12
    """,
    "a missed appointment is old after three business days": """
        3 Nov 12:00  | add Acme Backend --at "3 Nov 11:00"
        3 Nov 12:10  | reflect acme --well "calm"
        3 Nov 12:30  | contact acme sent thank-you
        4 Nov 09:00  | interview acme --at "12 Nov 10:00"
        12 Nov 11:00 | interview acme --missed
              = act follow-up R12 until 13 Nov 00:00
        18 Nov 09:00 = act follow-up R4
              letter = follow-up: Backend
    """,
    "they call an hour after the appointment they missed": """
        12 Nov 09:00 | add Acme Backend --at "17 Nov 10:00" --person "Jana Novák"
        17 Nov 10:30 | interview acme --missed
        17 Nov 11:30 | contact acme received invitation --by phone --person Jana --note "Sorry, tomorrow?"
              = act reply R9
              why    = Jana Novák called with an invitation today at 11:30
              card   = answer them · today
        17 Nov 11:40 | interview acme --at "18 Nov 10:00"
              = act prepare R15 until 18 Nov 10:00
    """,
    "a missed appointment with another one planned": """
        12 Nov 09:00 | add Acme Backend --at "17 Nov 10:00"
        13 Nov 09:00 | interview acme --at "19 Nov 10:00"
        17 Nov 10:30 | interview acme --which i1 --missed
              = wait prepare R15 until 19 Nov 10:00
              due    = nothing
    """,
    "the time was noted wrongly": """
        12 Nov 09:00 | add Acme Backend --at "17 Nov 10:00"
        12 Nov 09:05 | interview acme --correct "18 Nov 11:00"
        17 Nov 12:00 = act prepare R15 until 18 Nov 11:00
              card   = prepare · interview Wed 11:00
              unsaid = 17 Nov; moved
    """,
    "an interview that was never held is removed": """
        12 Nov 09:00 | add Acme Backend --at "17 Nov 10:00" --person "Jana Novák"
        17 Nov 11:00 | interview acme --remove
              = may none -
              due    = nothing
              agenda = nothing
    """,
    "two interviews are planned, and both are in the agenda": """
        16 Nov 09:00 | add Acme Backend --at "18 Nov 10:00"
        16 Nov 09:05 | interview acme --at "20 Nov 14:00" --kind video
              agenda = Wed 18 Nov 10:00 interview; Fri 20 Nov 14:00 interview, video
              = wait prepare R15 until 18 Nov 10:00
    """,
    "the thanks are due from the planned end": """
        12 Nov 09:00 | add Acme Backend --at "17 Nov 10:00" --person "Jana Novák"
        12 Nov 09:01 | interview acme --which i1 --until "17 Nov 12:30"
        17 Nov 13:00 = act thank-you R1 until 18 Nov 12:30
    """,
}


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_interviews(teller: Teller, story: str) -> None:
    """Nothing of an old date is advised anywhere."""
    teller.tell(story)

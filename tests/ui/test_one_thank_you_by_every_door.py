"""A thank-you noted by `m`, by the command line or by `s` does the same to the card."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, timedelta

import pytest
import time_machine
from msgspec.structs import replace

from followup_tui.cli import main
from followup_tui.domain.advice.answer import Move
from followup_tui.domain.advice.next_move import advise
from followup_tui.domain.application import Stage
from followup_tui.domain.person import Person
from followup_tui.tracker import Tracker
from followup_tui.ui import routes
from followup_tui.ui.screens.letters.page import LettersPage
from tests.samples import Clock
from tests.ui.conftest import Make, reopened
from tests.ui.test_letters import fill_in

Note = Callable[[Tracker, Make, Person | None], Awaitable[None]]
"""Notes a thank-you to a person."""

ANN = Person("p1", "Ann Lee", email="ann@hooli.example")
BOB = Person("p2", "Bob Roe", email="bob@hooli.example")
PETRA = Person("p1", "Petra Klein", email="petra@hays.example", at_agency=True)

ROWS = [
    pytest.param((ANN, BOB), "", [Stage.INTERVIEWED, Stage.THANKED], id="each of two people"),
    pytest.param((ANN,), "", [Stage.THANKED], id="the only one"),
    pytest.param((PETRA, BOB), "Hays", [Stage.THANKED], id="the consultant alone"),
    pytest.param((), "", [Stage.THANKED], id="nobody by name"),
]
"""The people, the agency, and where the card stands after each thank-you."""


async def note_with_m(tracker: Tracker, program: Make, person: Person | None) -> None:
    """Log it in the form, in which what is owed is chosen already."""
    app = program(tracker)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m", "ctrl+s")
        await pilot.pause()


async def note_with_s(tracker: Tracker, program: Make, person: Person | None) -> None:
    """Write the letter, and say that it was sent."""
    app = program(tracker)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(routes.STORY(tracker.applications["hooli"]))
        await pilot.press("t")
        await pilot.pause()
        assert isinstance(app.screen, LettersPage)
        app.screen.set_focus(None)
        fill_in(app)
        await pilot.press("s")
        await pilot.pause()


async def note_on_the_command_line(tracker: Tracker, program: Make, person: Person | None) -> None:
    """Call `followup contact`."""
    to = ["--person", person.name] if person else []
    with pytest.raises(SystemExit) as ended:
        main(["contact", "hooli", "sent", "thank-you", *to, "--data", str(tracker.path)])
    assert not ended.value.code


@pytest.mark.parametrize("note", [note_with_m, note_with_s, note_on_the_command_line])
@pytest.mark.parametrize(("people", "via", "stages"), ROWS)
async def test_the_card_is_the_same_whichever_way(
    program: Make,
    empty: Tracker,
    clock: Clock,
    note: Note,
    people: tuple[Person, ...],
    via: str,
    stages: list[Stage],
) -> None:
    """Stage, contacts and advice: the last thanks move it to Thanked, and nothing else does."""
    empty.add("Hooli", "Backend", at=clock() - timedelta(days=1), people=people)
    empty.change("hooli", "through an agency", lambda card, _: replace(card, via=via))
    recipients = [people[number] if people else None for number in range(len(stages))]
    seen = []
    for recipient in recipients:
        with time_machine.travel(clock.time.astimezone(UTC), tick=False):
            await note(reopened(empty, clock), program, recipient)
        seen.append(reopened(empty, clock).applications["hooli"].stage)
    assert seen == stages
    card = reopened(empty, clock).applications["hooli"]
    assert [(c.direction.value, c.kind.value, c.channel.value, c.person) for c in card.contacts] == [
        ("sent", "thank-you", "email", recipient.id if recipient else None) for recipient in recipients
    ]
    assert advise(card, empty.today()).move is not Move.THANK_YOU

"""People, companies and cards on the screen: who is who, what is one, what lives again."""

from __future__ import annotations

from msgspec.structs import replace
from textual.widgets import Static

from followup_tui.domain.application import Outcome, Stage
from followup_tui.domain.people import add_people
from followup_tui.domain.person_line import parse_people
from followup_tui.tracker import Tracker
from followup_tui.ui.widgets.field import Field
from tests.ui.conftest import Make

NORTHWIND = "northwind"


def _note(sample: Tracker, *lines: str) -> None:
    sample.change(
        NORTHWIND,
        "noted",
        lambda card, _: add_people(replace(card, people=()), parse_people("\n".join(lines)))[0],
    )


async def test_a_form_asks_which_of_two_of_one_name_is_meant(program: Make, sample: Tracker) -> None:
    """Another position is a question; the answer says whether it is that person or another one."""
    _note(sample, "Frau Müller, CTO")
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i", *"fri 10:00", "tab", *"Muller, HR", "ctrl+s", "1")
        await pilot.pause()
        assert [(p.name, p.position) for p in sample.applications[NORTHWIND].people] == [("Muller", "HR")]
        await pilot.press("escape", "p", "n", *"Muller", "tab", "tab", "tab", *"Legal", "ctrl+s", "n")
        await pilot.pause()
    assert [(p.id, p.position) for p in sample.applications[NORTHWIND].people] == [
        ("p1", "HR"),
        ("p2", "Legal"),
    ]


async def test_who_was_just_noted_is_chosen(program: Make, sample: Tracker) -> None:
    """The next key is about them, not about who was chosen before."""
    _note(sample, "Anna Müller")
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("p", "n", *"Bob", "ctrl+s", "x")
        await pilot.pause()
    assert [(p.name, p.checked) for p in sample.applications[NORTHWIND].people] == [
        ("Anna Müller", False),
        ("Bob", True),
    ]


async def test_part_of_a_name_is_the_person_who_is_known_by_it(program: Make, sample: Tracker) -> None:
    """A family name that two have is a question; a first name that one has is that person, name and all."""
    _note(sample, "Anna Müller", "Jörg Müller")
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i", *"fri 10:00", "tab", *"Frau Müller", "enter", *"Jörg", "ctrl+s", "1")
        await pilot.pause()
    card = sample.applications[NORTHWIND]
    assert [person.full_name for person in card.people] == ["Frau Anna Müller", "Jörg Müller"]
    planned = card.next_interview(sample.today().now)
    assert planned is not None
    assert planned.people == ("p1", "p2")


async def test_a_known_company_can_be_another(program: Make, sample: Tracker) -> None:
    """The form says what is known of a company while it is typed, and asks whether it is that one."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", *"NORTHWIND AG", "tab", "right", "tab", *"SRE", "ctrl+s")
        await pilot.pause()
    assert sample.applications["northwind-ag"].company_group != ""


async def test_a_closed_card_lives_again_and_a_card_is_removed(program: Make, sample: Tracker) -> None:
    """H on a closed card reopens it; a planned interview asks; a removed card comes back with u."""
    sample.close(NORTHWIND, Outcome.REJECTED)
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        app.screen.query_one("Board").select(NORTHWIND)  # type: ignore[attr-defined]
        await pilot.press("H")
        assert sample.applications[NORTHWIND].stage is Stage.INTERVIEWED
        await pilot.press("c", "s", "i", *"fri 10:00", "ctrl+s", "y")
        await pilot.pause()
        assert sample.applications[NORTHWIND].outcome is None
        await pilot.press("escape", "ctrl+k", "y")
        assert NORTHWIND not in sample.applications
        await pilot.press("u")
        assert NORTHWIND in sample.applications


async def test_a_name_pasted_from_a_mail_program_is_taken_apart(program: Make, sample: Tracker) -> None:
    """Family name first, position in brackets, the address behind; two people in one are asked about."""
    _note(sample)
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("p", "n")
        field = app.screen.query_one("#field-name", Field)
        field.value = "Eva and Jan"
        await pilot.press("ctrl+s")
        assert sample.applications[NORTHWIND].people == ()
        assert "two people" in str(field.query_one(".field--feedback", Static).content)
        field.value = "Novák, Dr. Jana (HR) <jana@acme.example>"
        await pilot.press("ctrl+s")
        await pilot.pause()
    (jana,) = sample.applications[NORTHWIND].people
    assert (jana.form_of_address, jana.name, jana.family_name) == ("Dr.", "Jana Novák", "Novák")
    assert (jana.position, jana.email) == ("HR", "jana@acme.example")

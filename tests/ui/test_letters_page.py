"""The letters page between keyboard and mail: to whom, which letter, and what the keys of writing reach."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from followup_tui.domain.application import Application, Outcome
from followup_tui.domain.contact import Contact, ContactKind, Direction
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview
from followup_tui.domain.letter import LetterKind
from followup_tui.domain.offer import Offer
from followup_tui.domain.person import Person
from followup_tui.storage.drafts import LETTERS_FORM, Draft
from followup_tui.tracker import Tracker
from followup_tui.ui import routes
from followup_tui.ui.app import FollowupApp
from followup_tui.ui.palette import commands_on
from followup_tui.ui.screens.key_list import KeyListPage
from followup_tui.ui.screens.letters.page import LettersPage
from followup_tui.ui.screens.letters.sender import SenderForm
from followup_tui.ui.screens.people import PeoplePage
from followup_tui.ui.screens.question import QuestionDialog
from followup_tui.ui.widgets.letter_text import LetterText
from tests.samples import Clock, instant
from tests.ui.conftest import Make
from tests.ui.test_advice_screens import words
from tests.ui.test_board_screen import board
from tests.ui.test_letters import NORTHWIND, fill_in, page

SENDER = "Zoë Müller <zoe@home.example>"


def known(app: FollowupApp, **settings: object) -> FollowupApp:
    """Let the settings say who the user is."""
    changed = replace(app.context.settings, **{"sender_text": SENDER, **settings})
    app.context = replace(app.context, settings=changed)
    return app


def change(sample: Tracker, **fields: object) -> Application:
    """Change the card, and give it."""
    sample.change(NORTHWIND, "changed", lambda card, _: replace(card, **fields))
    return sample.applications[NORTHWIND]


def selected(app: FollowupApp) -> str:
    """Give what is selected in the letter."""
    return page(app).query_one(LetterText).selected_text


async def test_tab_goes_to_the_next_blank_and_then_to_the_next_person(program: Make) -> None:
    """What is typed behind it stands in the same letter; the other's is named when it comes."""
    app = known(program())
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("t", *"Speed", "tab", *"Solvex", "tab", *"half")
        await pilot.pause()
        assert page(app).draft.key == "p1"
        assert "Speed is close to what I did at Solvex: half." in page(app).draft.body
        await pilot.press("tab")
        await pilot.pause()
        assert page(app).draft.key == "p2"
        assert "This one goes to Tom Reyes" in words(app, "BottomRow")
        assert selected(app) == "[[what they need]]"
        await pilot.press("tab", "shift+tab")
        assert selected(app) == "[[what they need]]"
        await pilot.press("shift+tab")
        await pilot.pause()
        assert page(app).draft.key == "p1"


async def test_the_last_row_says_what_the_keys_do_now(program: Make) -> None:
    """Where no blank is ahead, tab goes to the next person; only what was noted can be kept by a key."""
    app = known(program())
    async with app.run_test(size=(120, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("t")
        await pilot.pause()
        assert "tab next blank  ctrl+s first blank  ctrl+e editor" in words(app, "BottomRow")
        await pilot.press("tab", "tab")
        await pilot.pause()
        assert "tab next person  ctrl+s first blank  ctrl+e editor" in words(app, "BottomRow")
        await pilot.press(*"half", "tab")
        await pilot.pause()
        assert "This one goes to" in words(app, "BottomRow")
        await pilot.press("A")  # and once it is being written in, the keys are there again
        await pilot.pause()
        assert "tab next blank  ctrl+s first blank  ctrl+o keep this text" in words(app, "BottomRow")


async def test_a_letter_without_a_blank_opens_to_be_read(program: Make, sample: Tracker) -> None:
    """A key that sends or copies it is not typed into it; without a mail command none is offered."""
    app = known(program())
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(LettersPage(sample.applications[NORTHWIND], LetterKind.FOLLOW_UP))
        await pilot.pause()
        assert app.screen.focused is None
        before = page(app).draft.body
        assert "enter write  y copy  s I sent it" in words(app, "BottomRow")
        await pilot.press("S")
        await pilot.pause()
        assert page(app).draft.body == before
        await pilot.press("enter")
        await pilot.pause()
        assert words(app, "BottomRow").strip() == "ctrl+s done  ctrl+e editor  escape stop writing"


async def test_tab_on_one_persons_blanks_goes_around(program: Make, sample: Tracker) -> None:
    """Blanks passed over come again; nothing is changed by it."""
    card = sample.applications[NORTHWIND]
    change(sample, people=card.people[:1])
    app = known(program())
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("t")
        await pilot.pause()
        seen = []
        for _ in range(4):
            seen.append(selected(app))
            await pilot.press("tab")
        assert seen == ["[[what they need]]", "[[where]]", "[[result]]", "[[what they need]]"]
        assert page(app).draft.body == page(app).draft.composed.body


@pytest.mark.parametrize("key", ["enter", "space"])
async def test_enter_leaves_no_hole_where_a_blank_is_selected(program: Make, key: str) -> None:
    """The blank stays, and what is typed next takes its place."""
    app = known(program())
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("t", key)
        await pilot.pause()
        assert "delete takes it out" in words(app, "BottomRow")
        assert page(app).draft.body == page(app).draft.composed.body
        await pilot.press("X")
        await pilot.pause()
        assert "\nX is close to what I did" in page(app).draft.body


async def test_what_the_user_did_is_suggested_in_the_next_letter(program: Make) -> None:
    """One key keeps it; what the first person said is suggested to nobody else."""
    app = known(program())
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("t", *"Speed", "tab", *"Solvex", "tab", *"half", "ctrl+s")
        await pilot.pause()
        assert "\n[[what they need]] is close to what I did at [[where: Solvex]]: [[result: half]]." in (
            page(app).draft.body
        )
        assert "p2.body" not in page(app).letter_drafts.edits()
        await pilot.press(*"Tests", "ctrl+o")
        await pilot.pause()
        assert "\nTests is close to what I did at Solvex: half.\n" in page(app).draft.body


async def test_a_follow_up_goes_to_one_person_and_to_others_on_request(
    program: Make, sample: Tracker
) -> None:
    """`ctrl+s` leads to no second one; `o` begins one, which is there again when one comes back."""
    app = known(program())
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select(NORTHWIND)
        app.push_screen(LettersPage(sample.applications[NORTHWIND], LetterKind.FOLLOW_UP))
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert [draft.key for draft in page(app).letter_drafts.drafts] == ["p1"]
        assert app.screen.focused is None
        await pilot.press("o", "1", *"Hello ", "escape", "escape")
        await pilot.pause()
        app.push_screen(LettersPage(sample.applications[NORTHWIND], LetterKind.FOLLOW_UP))
        await pilot.pause()
        assert [draft.key for draft in page(app).letter_drafts.drafts] == ["p1", "p2"]
        assert "Hello " in page(app).letter_drafts.drafts[1].body


async def test_through_an_agency_the_others_are_written_to_on_request_alone(
    program: Make, sample: Tracker
) -> None:
    """The question says who passes the letter on."""
    consultant = Person("p9", "Petra Klein", email="petra@hays.example", at_agency=True)
    card = sample.applications[NORTHWIND]
    change(sample, via="Hays", people=(*card.people, consultant))
    app = known(program())
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select(NORTHWIND)
        for kind in (LetterKind.THANK_YOU, LetterKind.FOLLOW_UP):
            app.push_screen(LettersPage(sample.applications[NORTHWIND], kind))
            await pilot.pause()
            assert [draft.key for draft in page(app).letter_drafts.drafts] == ["p9"]
        await pilot.press("o")  # a letter without a blank opens to be read
        await pilot.pause()
        assert "Petra Klein passes yours on" in words(app, "RecipientDialog > Static")


@pytest.mark.parametrize("kind", [LetterKind.ACCEPT, LetterKind.DECLINE, LetterKind.OFFER_THANKS])
async def test_what_is_about_an_offer_goes_to_one(program: Make, sample: Tracker, kind: LetterKind) -> None:
    """To the main contact, where nobody made it."""
    change(sample, offer=Offer(instant("2026-11-23 09:00")))
    app = known(program())
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(LettersPage(sample.applications[NORTHWIND], kind))
        await pilot.pause()
        assert [draft.key for draft in page(app).letter_drafts.drafts] == ["p1"]


async def test_a_letter_that_came_back_opens_to_be_read_at_the_one_that_is_ready(
    program: Make, sample: Tracker
) -> None:
    """A key means what it says: nothing is typed into the letter."""
    app = known(program())
    whole = "Dear Tom Reyes,\n\nThank you."
    async with app.run_test(size=(80, 24)) as pilot:
        app.drafts.save(
            Draft(
                LETTERS_FORM,
                NORTHWIND,
                "thank-you",
                "Northwind",
                instant("2026-11-23 14:00"),
                {"p2.body": whole},
                uid=sample.applications[NORTHWIND].uid,
            )
        )
        board(app).select(NORTHWIND)
        await pilot.press("t", "M")
        await pilot.pause()
        assert (page(app).draft.key, page(app).draft.body) == ("p2", whole)
        assert "Mail programs open it as a draft" in words(app, "BottomRow")


async def test_t_before_the_interview_says_why_not(program: Make, sample: Tracker, clock: Clock) -> None:
    """No page opens, and no question."""
    ahead = Interview("i1", starts_at=Instant.of(clock.time + timedelta(days=3)))
    change(sample, interviews=(ahead,), contacts=())
    app = known(program())
    async with app.run_test(size=(120, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("t")
        await pilot.pause()
        assert board(app).is_mounted
        said = words(app, "BottomRow")
        assert "No thank-you fits now: No interview with Northwind has taken place. You meet them" in said


async def test_t_after_a_rejection_thanks_for_the_answer(program: Make, sample: Tracker) -> None:
    """The thanks that fit are a key away."""
    sample.close(NORTHWIND, Outcome.REJECTED)
    app = known(program())
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(routes.STORY(sample.applications[NORTHWIND]))
        await pilot.press("t")
        await pilot.pause()
        assert page(app).draft.composed.kind is LetterKind.AFTER_REJECTION


async def test_each_letter_that_fits_is_a_word_away_in_the_palette_and_the_guard_is_asked_about_it(
    program: Make, sample: Tracker
) -> None:
    """What does not fit is not offered; a follow-up that is early is asked about, a withdrawal is not."""
    app = known(program())
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select(NORTHWIND)
        titles = [each.title.lower() for each in commands_on(app.screen) if each.group == "Letter"]
        assert any("withdraw" in title for title in titles)
        assert not any("missed" in title or "offer" in title for title in titles)
        await pilot.press("ctrl+p", *"letter: withdraw", "enter")
        await pilot.pause()
        assert page(app).draft.composed.kind is LetterKind.WITHDRAW
        await pilot.press("escape", "escape", "ctrl+p", *"letter: follow", "enter")
        await pilot.pause()
        assert isinstance(app.screen, QuestionDialog)


async def test_who_the_user_is_is_asked_once_and_kept(program: Make, tmp_path: Path) -> None:
    """Where the name is the next blank; the letters carry it then, and the settings keep it."""
    settings = tmp_path / "settings" / "config.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('# mine\n[mail]\nsend = "true"\n', encoding="utf-8")
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("t", *"Speed", "tab", *"Solvex", "tab", *"half", "tab")
        await pilot.pause()
        assert isinstance(app.screen, SenderForm)
        await pilot.press(*"Zoe", "enter", *"zoe@home.example", "enter")
        await pilot.pause()
        assert page(app).letter_drafts.drafts[0].body.endswith("Kind regards,\nZoe")
        assert page(app).draft.key == "p2"
        assert page(app).draft.body.endswith("Zoe")
    assert settings.read_text("utf-8") == '# mine\n[mail]\nfrom = "Zoe <zoe@home.example>"\nsend = "true"\n'


async def test_who_the_user_is_can_be_left_open(program: Make) -> None:
    """It is not asked again, but where a letter cannot be sent without."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("t", "tab", "tab", "tab")
        await pilot.pause()
        assert isinstance(app.screen, SenderForm)
        await pilot.press("escape", *["tab"] * 5)
        await pilot.pause()
        assert page(app).draft.body == page(app).draft.composed.body
        known(app, send="true", sender_text="")
        await pilot.press("escape")
        fill_in(app)
        await pilot.press("S")
        await pilot.pause()
        assert isinstance(app.screen, SenderForm)


@pytest.mark.parametrize("key", ["question_mark", "p"])
async def test_a_card_that_is_gone_takes_its_page_away_and_no_other(
    program: Make, sample: Tracker, key: str
) -> None:
    """The page in front stays, where it is not the letters; behind it they go."""
    app = known(program())
    async with app.run_test(size=(120, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("t", "escape", key)
        await pilot.pause()
        sample.change_many("removed", lambda _: {NORTHWIND: None})
        app.changed.publish(frozenset({NORTHWIND}))
        await pilot.pause()
        assert isinstance(app.screen, KeyListPage if key == "question_mark" else PeoplePage)
        await pilot.press("escape")
        await pilot.pause()
        assert board(app).is_mounted
        assert "Northwind is no longer there" in words(app, "BottomRow")


async def test_a_corrected_contact_is_still_the_letter(program: Make, sample: Tracker) -> None:
    """The page does not offer the old words again, nor says that it was not sent."""
    app = known(program())
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("t", "escape")
        fill_in(app)
        await pilot.press("s")
        await pilot.pause()
        (contact,) = sample.applications[NORTHWIND].contacts
        earlier = replace(contact, at=Instant.of(contact.at.utc - timedelta(hours=1)))
        sample.change(NORTHWIND, "corrected", lambda card, _: card.with_contact(earlier))
        app.changed.publish(frozenset({NORTHWIND}))
        await pilot.pause()
        assert page(app).letter_drafts.drafts[0].sent is not None
        await pilot.press("escape", "t")
        await pilot.pause()
        assert [draft.key for draft in page(app).letter_drafts.drafts] == ["p2"]


async def test_noting_the_same_letter_again_asks(program: Make, sample: Tracker) -> None:
    """A second one to the same person on the same day."""
    card = sample.applications[NORTHWIND]
    sent = [
        Contact(instant("2026-11-23 13:00"), Direction.SENT, ContactKind.THANK_YOU, person=person.id)
        for person in card.people
    ]
    for contact in sent:
        sample.log_contact(NORTHWIND, contact)
    app = known(program())
    async with app.run_test(size=(120, 24)) as pilot:
        app.push_screen(LettersPage(sample.applications[NORTHWIND], LetterKind.THANK_YOU))
        await pilot.press("escape")
        fill_in(app)
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(app.screen, QuestionDialog)
        assert "is noted already" in words(app, "QuestionDialog > Static")
        await pilot.press("y")
        await pilot.pause()
        assert len(sample.applications[NORTHWIND].contacts) == len(sent) + 1

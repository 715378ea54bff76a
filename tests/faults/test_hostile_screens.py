"""Every hostile text on the screens: pasted into forms, read from a file, and as keys in a real terminal."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widgets import Input, TextArea

from followup_tui.config import Context, Paths, Settings
from followup_tui.domain.advice.rules import STANDARD
from followup_tui.domain.business_days import Weekdays
from followup_tui.domain.person import Person
from followup_tui.domain.text import normalize_newlines, remove_controls
from followup_tui.storage.drafts import Drafts
from followup_tui.ui.app import FollowupApp
from followup_tui.ui.board.opening import open_board
from followup_tui.ui.screens.after_interview import AfterInterviewForm
from followup_tui.ui.screens.agenda import AgendaPage
from followup_tui.ui.screens.another_interview import AnotherInterviewForm
from followup_tui.ui.screens.board import BoardPage
from followup_tui.ui.screens.decision_date import DecisionDateForm
from followup_tui.ui.screens.edit_application import EditApplicationForm
from followup_tui.ui.screens.form import Form
from followup_tui.ui.screens.log_contact import LogContactForm
from followup_tui.ui.screens.new_application import NewApplicationForm
from followup_tui.ui.screens.people import PeoplePage
from followup_tui.ui.screens.person import PersonForm
from followup_tui.ui.screens.snooze import SnoozeForm
from followup_tui.ui.screens.story import StoryPage
from followup_tui.ui.screens.why import WhyPage
from followup_tui.ui.widgets.field import Field
from tests.faults.ledger import Ledger
from tests.faults.store import LONG, Store
from tests.faults.test_bad_files import FULL, tables
from tests.faults.test_hostile_text import SENTENCE, strings, text_places, with_text
from tests.hostile_texts import HOSTILE_TEXTS, argument, harm_in
from tests.pty.conftest import Start
from tests.pty.terminal import PATIENCE, Terminal
from tests.samples import ZONE

if TYPE_CHECKING:
    from followup_tui.tracker import Tracker

pytestmark = pytest.mark.faults

PASTED = {name: text for name, text in HOSTILE_TEXTS.items() if LONG or len(text) < SENTENCE}
"""What is pasted into a real terminal; a megabyte has a test of its own."""

_BACK_TAB = b"\x1b[Z"

_OWN = re.compile(rb"\x1b\]22;[a-z-]*\x07")
"""The pointer's shape, which the program itself sets."""

_NEVER_OWN = (
    b"\x1b]",
    b"\x1bP",
    b"\x1b_",
    b"\x1b^",
    b"\x1bX",
    b"\x1bc",
    b"\x07",
    b"\x00",
    b"\x7f",
    b"\x0e",
    b"\x0f",
)
"""What begins a command to the terminal that the program itself never gives."""


def make_app(tracker: Tracker, home: Path) -> FollowupApp:
    """Make the program on a file."""
    settings = Settings(ZONE, Weekdays(), STANDARD, "dark", {}, ())
    paths = Paths(tracker.path, home / "state", home)
    context = Context(paths, settings)
    return FollowupApp(open_board(tracker, Drafts(paths.drafts_folder), context), context)


async def settled(*pumps: MessagePump) -> None:
    """Wait until these have done what was posted to them, one after the other."""
    for pump in pumps:
        done = asyncio.Event()
        pump.call_later(done.set)
        await asyncio.wait_for(done.wait(), PATIENCE)


def hold_screen_harmless(app: FollowupApp) -> None:
    """Hold that what goes to the terminal, but for the program's own colours, is text."""
    for strip in app.screen._compositor.render_strips():
        line = "".join(segment.text for segment in strip)
        assert not harm_in(line)
        assert "\n" not in line


def forms_of(tracker: Tracker, name: str) -> list[Form]:
    """Give every form there is about an application."""
    card = tracker.applications[name]
    return [
        *(
            form(card)
            for form in (
                AnotherInterviewForm,
                LogContactForm,
                SnoozeForm,
                DecisionDateForm,
                EditApplicationForm,
            )
        ),
        *(PersonForm(card, person) for person in (Person(id="", name=""), *card.people[:1])),
        *(AfterInterviewForm(card, held) for held in card.interviews[:1]),
    ]


async def test_no_text_that_stands_in_a_form_does_harm(store: Store, ledger: Ledger) -> None:
    """While it stands in a field, before anything is saved, what goes to the terminal is text."""
    app = make_app(store.open(), store.home)
    async with app.run_test(size=(120, 40)):
        await settled(app, app.screen)
        form = NewApplicationForm()
        await app.push_screen(form)
        fields = [field for field in form.query(Field) if isinstance(field.entry, Input | TextArea)]
        for text in HOSTILE_TEXTS.values():
            with ledger.trying("hostile texts through a form"):
                for field in fields:
                    field.value = ""
                    field.entry.post_message(events.Paste(remove_controls(normalize_newlines(text))))
                await settled(*(field.entry for field in fields), form)
                hold_screen_harmless(app)


async def test_no_text_saved_from_a_form_does_harm(store: Store, ledger: Ledger) -> None:
    """Where a form refuses it, and once it is saved; each form has its share of the texts, or all of them."""
    tracker = store.open()
    app = make_app(tracker, store.home)
    async with app.run_test(size=(120, 40)):
        await settled(app, app.screen)
        for count, text in enumerate(list(HOSTILE_TEXTS.values())[:: 1 if LONG else 6]):
            existing = next(iter(tracker.applications), "")
            others = forms_of(tracker, existing) if existing else []
            for form in (NewApplicationForm(), *(others if LONG else others[count % 8 : count % 8 + 1])):
                with ledger.trying("hostile texts saved from a form"):
                    await fill_in(app, form, text)
                    assert not any(map(harm_in, strings(tracker.applications)))
        assert isinstance(app.screen, BoardPage)
        hold_screen_harmless(app)
    assert tracker.applications


async def fill_in(app: FollowupApp, form: Form, text: str) -> None:
    """Paste a text into every field of a form, and save it, or leave it where it cannot be saved."""
    await app.push_screen(form)
    fields = [field for field in form.query(Field) if isinstance(field.entry, Input | TextArea)]
    # A date that cannot be read keeps all of it from being saved: without it, what remains can be.
    for dates in (True, False):
        for field in fields:
            field.value = "" if field.key in {"at", "decision", "until", "email"} else field.initial
            if dates or field.key not in {"at", "decision", "until", "email"}:
                field.entry.focus()
                await settled(form)
                app.post_message(events.Paste(text))
                await settled(app, form, field.entry, field, form)
        hold_screen_harmless(app)
        form.action_save()
        await settled(app, app.screen, app)
        hold_screen_harmless(app)
        if app.screen is not form:  # saved; or a question stands before it
            break
    for _ in range(3):  # a question may stand before it
        if not isinstance(app.screen, BoardPage):
            await app.pop_screen()
    await settled(app)


async def test_no_text_read_from_a_file_does_harm_on_a_screen(store: Store, ledger: Ledger) -> None:
    """On the board, and on every screen and form about a card whose every text is hostile."""
    document = tables(FULL)
    card = document["applications"]["1"] | {"stage": "waiting", "outcome": None, "closed_at": None}
    # A file with half a letter in it is refused as a whole; that is tried elsewhere.
    halves = re.compile("[\ud800-\udfff]")
    # Forty fields of a megabyte each are a file nobody has: they fill the memory, and do no other harm.
    short = {name: text for name, text in PASTED.items() if len(text) < SENTENCE}
    names = [name for name, text in short.items() if text.strip() and not halves.search(text)]
    document["applications"] = {}
    for number, name in enumerate(names, 1):
        own: dict[str, Any] = {"card": card | {"id": f"c{number}"}}
        places = [place for place in text_places(own) if place[-1] not in {"id", "zone"}]
        document["applications"][str(number)] = json.loads(with_text(own, places, HOSTILE_TEXTS[name]))[
            "card"
        ]
    store.data_file.parent.mkdir(parents=True)
    store.data_file.write_text(json.dumps(document), encoding="utf-8")
    tracker = store.open()
    app = make_app(tracker, store.home)
    async with app.run_test(size=(120, 100)):
        await settled(app, app.screen)
        hold_screen_harmless(app)
        for number, (application_id, application) in enumerate(list(tracker.applications.items())):
            screens: list[Screen[Any]] = [
                StoryPage(application),
                PeoplePage(application),
                WhyPage(application),
                *forms_of(tracker, application_id),
            ]
            with ledger.trying("hostile texts on a screen"):
                for screen in screens if LONG else screens[number % len(screens) :][:1]:
                    await app.push_screen(screen)
                    await settled(app, screen)
                    hold_screen_harmless(app)
                    await app.pop_screen()
        await app.push_screen(AgendaPage())
        await settled(app, app.screen)
        hold_screen_harmless(app)


def hold_not_steered(terminal: Terminal) -> None:
    """Hold that no byte of a text reached the terminal that could begin a command or turn a line around."""
    written = _OWN.sub(b"", bytes(terminal.output))
    assert not [sequence for sequence in _NEVER_OWN if sequence in written]
    assert not set(harm_in(written.decode())) - {"U+000D", "U+001B"}


@pytest.mark.pty
def test_no_text_pasted_in_a_terminal_does_harm(start: Start, ledger: Ledger) -> None:
    """Whatever is pasted into a form, also where it breaks out of the paste, the form goes on."""
    terminal = start(size=(120, 40))
    terminal.wait_for("n record an interview")
    terminal.press("n")
    terminal.wait_for("Record an interview", "They decide by")
    for count, text in enumerate(PASTED.values()):
        if "\x1b[" in text:
            continue  # its end of a paste, or its keys, are keys: they have a test of their own
        with ledger.trying("hostile texts pasted in a terminal"):
            terminal.paste(argument(text).encode("utf-8", "replace").decode())
            # In the next field: of marks and flags in one row the emulator has ideas of its own.
            terminal.press("tab")
            terminal.paste(f"seen{count:03}")
            terminal.wait_for(f"seen{count:03}")
            hold_not_steered(terminal)
            terminal.press("ctrl+u")
            terminal._send(_BACK_TAB)
            terminal.press("ctrl+u")


@pytest.mark.pty
def test_a_megabyte_pasted_in_a_terminal_is_refused_and_the_next_key_counts(
    start: Start, ledger: Ledger
) -> None:
    """Nothing of it stands there, that is said, and what is typed next is there."""
    terminal = start(size=(120, 40))
    terminal.wait_for("n record an interview")
    terminal.press("n")
    terminal.wait_for("Record an interview", "They decide by")
    with ledger.trying("hostile texts pasted in a terminal"):
        terminal.paste("wort " * 200_000)
        terminal.wait_for("Nothing was pasted")
        terminal.type("Globex")
        terminal.wait_for("Globex")


@pytest.mark.pty
@pytest.mark.parametrize(
    "typed",
    [
        b"\xff\xfe\xc3",
        b"\xed\xa0\x80",
        b"\x1b[<",
        b"\x1b[200~half a paste",
        b"\x1b[201~",
        b"\x1bP1\x1b",
        b"\x9b2K",
        b"\x00",
    ],
    ids=[
        "no UTF-8",
        "half a letter",
        "half a sequence",
        "a paste without end",
        "an end alone",
        "DCS",
        "C1",
        "NUL",
    ],
)
def test_no_bytes_from_the_keyboard_end_it(start: Start, ledger: Ledger, typed: bytes) -> None:
    """After bytes that are no keys the program goes on, and takes the keys that follow."""
    terminal = start(size=(120, 40))
    terminal.wait_for("n record an interview")
    with ledger.trying("bytes that are no keys"):
        terminal._send(typed)
        # How long a sequence or a paste is waited for is the program's: a key is pressed until one counts.
        for _ in range(10):
            terminal.press("n")
            terminal.read_once(2.0)
            if "Record an interview" in terminal.text():
                break
        terminal.wait_for("Record an interview", "They decide by")
        hold_not_steered(terminal)


@pytest.mark.pty
@pytest.mark.parametrize("value", ["\x1b]0;owned\x07", "²", "9" * 9, "[/]"])
def test_no_variable_keeps_the_board_from_coming(start: Start, ledger: Ledger, value: str) -> None:
    """The board comes, and is drawn at the terminal's own size, whatever the variables say."""
    with ledger.trying("hostile variables around the board"):
        variables = dict.fromkeys(("TERM", "COLUMNS", "LINES", "TZ", "LANG", "EDITOR"), value)
        terminal = start(size=(120, 40), **variables)
        terminal.wait_for("n record an interview")
        hold_not_steered(terminal)

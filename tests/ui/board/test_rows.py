"""The rows of the board as plain runs: over the columns, below them, and without Textual."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.cells import text_width
from followup_tui.domain.advice.answer import Advice, Move, Verdict
from followup_tui.domain.advice.ending import R16, R17
from followup_tui.domain.advice.following_up import R8
from followup_tui.domain.advice.next_move import advise
from followup_tui.domain.agenda import ComingKind
from followup_tui.domain.application import Application, Stage
from followup_tui.domain.card_line import CardLine, card_line
from followup_tui.domain.look import look_of
from followup_tui.domain.person import Person
from followup_tui.ui.advice_keys import advice_key_id, shown_key
from followup_tui.ui.board.answer import answer_row
from followup_tui.ui.board.columns import DAYS_AHEAD
from followup_tui.ui.board.overview import Answer, DayAhead, NextMove, Overview
from followup_tui.ui.board.top import header_row, next_rows, strip_rows, top_rows
from followup_tui.ui.footer import footer_runs, key_at
from followup_tui.ui.hints import hints
from followup_tui.ui.keys import CARD, SHIPPED_KEYS
from followup_tui.ui.pieces import runs_width, text_of
from tests.samples import today
from tests.strategies import applications

TODAY = today("2026-11-23 14:02")
NOW = TODAY.now

LEFT_ONCE_HIRED = "Accept in writing, and thank those who referred you or vouched for you."
TOO_EARLY = (
    "They decide tomorrow. It is too early to ask. If nothing comes, from Tue 1 Dec a follow-up is fine."
)


def key_of(advice: Advice) -> str:
    """Return the key that does what an advice says."""
    return shown_key(advice_key_id(advice), {})


def test_no_row_needs_textual_or_rich() -> None:
    """They can be made, and painted, before either is loaded."""
    modules = [f"board.{name}" for name in ("top", "answer", "view", "headings", "cards", "picture")]
    imports = "; ".join(f"import followup_tui.ui.{name}" for name in (*modules, "footer", "advice_keys"))
    code = f"{imports}; import sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "followup_tui" in loaded.split()
    assert not {"textual", "rich"} & set(loaded.split())


def move_of(application: Application) -> NextMove:
    """Return what to do about an application."""
    return NextMove(application.company, advise(application, TODAY), card_line(application, TODAY))


@given(st.lists(applications(any_text=True), max_size=2), st.integers(20, 200))
def test_the_next_rows_fit_and_end_in_a_key(applied: list[Application], width: int) -> None:
    """Whatever is due, and however narrow the terminal is: the sentence gives way, and never the key."""
    moves = [move_of(application) for application in applied]
    rows = next_rows(moves, "Nothing to do now.", width, key_of)
    assert len(rows) == 2
    for row, move in zip(rows, moves, strict=False):
        assert text_width(text_of(row)) == width
        if width >= 40:
            assert text_of(row).rstrip().endswith(f" {key_of(move.advice)}")


@given(applications(any_text=True), st.integers(20, 200), st.booleans())
def test_the_answer_fits_on_the_ground_of_the_selected_card(
    application: Application, width: int, is_snoozed: bool
) -> None:
    """With the key at its end, in the same cells at any width."""
    advice, line = advise(application, TODAY), card_line(application, TODAY)
    is_over = application.stage is Stage.CLOSED
    from_day = "Tue 1 Dec" if advice.verdict in (Verdict.WAIT, Verdict.STOP) else ""
    answer = Answer(application.company, advice, line, is_over, "Mon 30 Nov" if is_snoozed else "", from_day)
    row = answer_row(answer, Stage.WAITING, width, key_of, "z")
    assert sum(piece.width for piece in row) == width
    assert [piece.is_selected for piece in row] == [False, True, False]
    if width >= 30:
        assert runs_width(row[1].runs) == width - 2
        assert text_of(row).rstrip().endswith(f" {'z' if is_snoozed else key_of(advice)}")


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (80, " Hooli  Too early. They decide tomorrow.   follow-up from Tue 1 Dec  w "),
        (50, " Hooli  Too early.              from Tue 1 Dec  w "),
        (
            130,
            f" Hooli  Too early. {TOO_EARLY}     w ",
        ),
    ],
)
def test_the_answer_says_from_when_a_follow_up_is_fine(width: int, said: str) -> None:
    """At the right end, where the sentence that says so has no room."""
    reason = (
        "They decide tomorrow. It is too early to ask. If nothing comes, from Tue 1 Dec a follow-up is fine."
    )
    advice = Advice(Verdict.STOP, Move.FOLLOW_UP, R8, date(2026, 12, 1), 0, 2, reason)
    line = CardLine(look_of(advice), (("Fri 27", "1 d"),))
    answer = Answer("Hooli", advice, line, is_over=False, snoozed_until="", follow_up_from="Tue 1 Dec")
    shown = text_of(answer_row(answer, Stage.WAITING, width, lambda _: "w", "z"))
    assert " ".join(shown.split()) == " ".join(said.split())
    assert len(shown) == width


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (80, "Hooli You may; you need not. A short thank-you keeps the door open. t"),
        (60, "Hooli You may; you need not. Rejected Thu 26 Nov t"),
    ],
)
def test_the_answer_after_a_rejection_says_what_may_be_sent(width: int, said: str) -> None:
    """Before how it ended, and that as a sentence of its own."""
    reason = "A short thank-you keeps the door open: it is welcome until Sat 28 Nov at 13:13."
    advice = Advice(Verdict.MAY, Move.THANK_YOU, R16, None, 0, 2, reason)
    line = CardLine(look_of(advice), (("rejected Thu 26 Nov", ""),))
    answer = Answer("Hooli", advice, line, is_over=True, snoozed_until="")
    shown = text_of(answer_row(answer, Stage.CLOSED, width, lambda _: "t", "z"))
    assert " ".join(shown.split()) == said


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (120, f"Hooli Hired Thu 26 Nov. {LEFT_ONCE_HIRED} O"),
        (80, "Hooli Hired Thu 26 Nov. Accept in writing. O"),
        (36, "Hooli Hired Thu 26 Nov. O"),
    ],
)
def test_the_answer_once_hired_says_what_is_left_to_do(width: int, said: str) -> None:
    """After how it ended, which is not said again where nothing else has room."""
    reason = f"You are hired. {LEFT_ONCE_HIRED}"
    advice = Advice(Verdict.MAY, Move.NONE, R17, None, 0, 2, reason)
    line = CardLine(look_of(advice), (("hired Thu 26 Nov", ""),))
    answer = Answer("Hooli", advice, line, is_over=True, snoozed_until="")
    shown = text_of(answer_row(answer, Stage.CLOSED, width, lambda _: "O", "z"))
    assert " ".join(shown.split()) == said


def days(kinds: dict[int, dict[ComingKind, int]], due: int = 0) -> list[DayAhead]:
    """Return the next days, with what comes so many days ahead."""
    first = date(2026, 11, 25)
    return [
        DayAhead(first + timedelta(days=ahead), 0 if ahead else due, kinds.get(ahead, {}))
        for ahead in range(DAYS_AHEAD)
    ]


def test_the_strip_shows_what_comes_on_which_day() -> None:
    """In the room it has: each sign as often as it comes, or counted; a dot where nothing does."""
    interview, decision, follow_up = ComingKind.INTERVIEW, ComingKind.DECISION, ComingKind.FOLLOW_UP
    ahead = days({2: {decision: 3, interview: 1}, 5: {follow_up: 1}, 6: {follow_up: 12}}, due=7)
    assert in_cells(ahead, 120, 8) == [
        *("Wed 25 ●●●●●●●", "Thu 26 ·", "Fri 27 ◆◇◇◇", "Sat 28 ·", "Sun 29 ·", "Mon 30 +", "Tue 1 +12"),
        *("Wed 2 ·", "Thu 3 ·", "Fri 4 ·", "Sat 5 ·", "Sun 6 ·", "Mon 7 ·", "Tue 8 ·"),
    ]
    assert in_cells(ahead, 80, 5)[:4] == ["W 25 ●7", "T 26 ·", "F 27 ◆◇◇◇", "S 28 ·"]
    assert in_cells(ahead, 32, 3) == [
        *("25 ●7", "26 ·", "27 ◆", "28 ·", "29 ·", "30 +", "1 +", "2 ·", "3 ·", "4 ·"),
    ]


def in_cells(ahead: list[DayAhead], width: int, cell: int) -> list[str]:
    """Return each day of the strip with its signs, a day taking so many cells."""
    names, signs = (text_of(row)[1:] for row in strip_rows(ahead, width))
    starts = range(0, len(names.rstrip()), cell)
    return [f"{names[at : at + cell].strip()} {signs[at : at + cell].strip()}" for at in starts]


@given(
    st.dictionaries(
        st.integers(0, DAYS_AHEAD - 1), st.dictionaries(st.sampled_from(ComingKind), st.integers(1, 300))
    ),
    st.integers(0, 300),
    st.integers(20, 200),
)
def test_the_strip_fits(kinds: dict[int, dict[ComingKind, int]], due: int, width: int) -> None:
    """However much comes, and however narrow the terminal is."""
    for row in strip_rows(days(kinds, due), width):
        assert runs_width(row[0].runs) <= width


@pytest.mark.parametrize(
    ("height", "rows"), [(6, 0), (9, 1), (13, 1), (14, 3), (19, 3), (20, 4), (29, 4), (30, 8), (60, 8)]
)
def test_the_rows_over_the_columns_leave_room_for_cards(height: int, rows: int) -> None:
    """The lower the terminal, the fewer of them."""
    shown = Overview(0, 0, None, keep_looking=False, moves=(), nothing_due="Nothing.", days=tuple(days({})))
    assert len(top_rows(shown, [], "followup", NOW, (80, height), key_of)) == rows


def test_the_time_gives_way_to_the_facts_and_then_the_facts_to_the_time() -> None:
    """The day is left out before a fact is, and a fact before the time of day."""
    facts = [("8 to do", "yours-bold"), ("14 live", "quiet"), ("newest today", "quiet")]
    rows = [text_of(header_row("followup", facts, NOW, width)).rstrip() for width in (60, 50, 30)]
    assert rows == [
        " followup   8 to do · 14 live · newest today          14:02",
        " followup   8 to do · 14 live    Mon 23 Nov 14:02",
        " followup   8 to do     14:02",
    ]


@given(st.integers(1, 200))
def test_the_last_row_keeps_the_list_of_keys_and_what_is_clicked_is_pressed(width: int) -> None:
    """The hints stand in one order; each cell of one is its key, and the cells between them are none."""
    shown = [*hints(CARD, keymap={}), "? keys"]
    row = "".join(text for text, _ in footer_runs(shown, width)).rstrip()
    assert row.endswith("? keys")
    if width >= 20:
        assert text_width(row) <= width
    assert key_at(shown, width, row.index("? keys")) == "?"
    assert key_at(shown, width, 0) is None
    if "H/L move" in row:
        at = row.index("H/L move")
        assert [key_at(shown, width, x) for x in (at, at + 2, at + 5, at + 8)] == ["H", "L", "L", None]
    if "enter open" in row:
        assert key_at(shown, width, row.index("enter open") + 9) == "enter"


@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("verdict", Verdict)
def test_every_answer_names_a_key(verdict: Verdict, move: Move) -> None:
    """What does it where it may be done, else what says why."""
    advice = Advice(verdict, move, None, None, 0, 2, "Because.", (Person("p1", "Jana Novák"),))
    key = key_of(advice)
    assert key
    if verdict in (Verdict.WAIT, Verdict.STOP) and move is Move.FOLLOW_UP:
        assert key == SHIPPED_KEYS["card.why"]

"""The rows of a card."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from followup_tui.domain.application import Application
from followup_tui.domain.card_line import card_line
from followup_tui.ui.board.cards import CardRenderer
from followup_tui.ui.board.layout import Slot
from tests.samples import today
from tests.strategies import applications

TODAY = today("2026-11-23 14:02")


@given(applications(any_text=True), st.integers(10, 60), st.booleans())
def test_a_card_is_exactly_as_wide_as_its_column(
    application: Application, width: int, is_selected: bool
) -> None:
    """Whatever is written on it, each of a card's three rows fills its column and no more."""
    renderer = CardRenderer(lambda _: Style(color="red", bgcolor="black"))
    rows = renderer.render(
        application, card_line(application, TODAY), Slot(1, width), is_selected=is_selected
    )
    assert len(rows) == 3
    for row in rows:
        assert sum(segment.cell_length for segment in row) == width


@given(applications(any_text=True))
def test_every_application_has_a_line_that_can_be_shortened(application: Application) -> None:
    """There is always something to say, and each wording is no longer than the one before."""
    wordings = card_line(application, TODAY).wordings
    assert wordings
    assert all(wordings)
    assert sorted(wordings, key=len, reverse=True) == list(wordings)

"""Texts fitted into cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from followup_tui.cells import letter_widths
from followup_tui.ui.fitting import fit, fit_clauses, fit_first, short_count


@given(st.text(max_size=40), st.integers(0, 30))
def test_a_fitted_text_is_never_wider_than_its_room(text: str, width: int) -> None:
    """Whatever the text, wide letters included, it takes at most the cells it has."""
    assert cell_len(fit(text, width)) <= width


_LETTERS = st.sampled_from("aé…ぁゖァヺ・ー一小\u9fff가힣") | st.characters(max_codepoint=0x300)


@given(st.text(_LETTERS, max_size=12))
def test_letters_whose_width_is_plain_to_see_are_as_wide_as_they_are_drawn(text: str) -> None:
    """Rich draws each of them by itself, in as many cells."""
    widths = letter_widths(text)
    if widths is not None:
        drawn = [(index, index + 1, width) for index, width in enumerate(widths)]
        assert drawn == split_graphemes(text)[0]


def test_wordings_are_shortened_by_sense_before_they_are_cut() -> None:
    """The longest wording that fits is taken, and only the shortest is ever cut."""
    wordings = ("ask when they decide", "ask their date", "ask")
    assert [fit_first(wordings, width) for width in (20, 15, 5, 2)] == [*wordings, "a…"]


def test_what_is_no_sentence_loses_clauses_before_words() -> None:
    """What is left says the whole in fewer words, without a full stop; only a single clause is cut."""
    text = "edit: company, role, agency; reopen it"
    assert [fit_clauses(text, width) for width in (40, 30, 20, 15, 7, 3)] == [
        text,
        "edit: company, role, agency",
        "edit: company, role",
        "edit: company",
        "edit",
        "ed…",
    ]


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0"), (999, "999"), (1_000, "1.0k"), (9_949, "9.9k"), (9_950, "10k"), (99_999, "100k")],
)
def test_counts_stay_short(number: int, said: str) -> None:
    """A count takes four cells at most."""
    assert short_count(number) == said

"""Searching finds what a person means by what they type on the keyboard they have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.domain.search import fold, has_words, passage, search_text, search_words

FOLDED = [
    ("Novák", "novak"),
    ("NOVA\u0301K", "novak"),
    ("Łódź", "lodz"),
    ("Müller & Söhne", "muller & sohne"),
    ("Groß", "gross"),
    ("GROẞ", "gross"),
    ("Ærø", "aero"),
    ("Œuvre", "oeuvre"),
    ("Đorđević", "dordevic"),
    ("Þórður", "thordur"),
    ("I\u015f\u0131k \u0130nan", "isik inan"),
    ("O\u2019Brien", "o'brien"),
    ("A\u2013Z", "a-z"),
    ("\uff2e\uff4f\uff56\uff41\uff4b \uff11\uff12", "novak 12"),
    ("AT&T", "at&t"),
    ("Čapek", "capek"),
    ("Nguyễn", "nguyen"),
    ("ﬁnance", "finance"),
]


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_case_and_accents_are_folded(text: str, folded: str) -> None:
    """Whoever types small letters without accents means the letters with them."""
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded text can be compared with a folded text."""
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_capitals_do_not_matter(text: str) -> None:
    """A text in capitals is the same text."""
    assert fold(fold(text).upper()) == fold(fold(text))


@pytest.mark.parametrize(
    ("text", "word", "is_there"),
    [
        ("Diana Prince", "Ana", False),
        ("Diana, Ana Prince", "Ana", True),
        ("Jana Novák", "nov", True),
        ("Jana Novák", "ovak", False),
        ("Anna-Lena Groß", "lena", True),
        ("jana@northwind.example", "northwind", True),
        ("c++ developer", "c++", True),
        ("AT&T", "t", True),
        ("AT&T", "&", True),
        ("株式会社田中", "田中", True),
        ("Data2", "2", False),
        ("", "a", False),
    ],
)
def test_words_are_found_by_their_beginnings(text: str, word: str, is_there: bool) -> None:
    """`Ana` is not Diana, and half a name is enough where it is the first half."""
    assert has_words(search_text(text), search_words(word)) is is_there


@given(st.lists(st.text(min_size=1)), st.integers(0, 10))
def test_each_beginning_of_each_word_is_found(texts: list[str], length: int) -> None:
    """Whatever a text consists of: each of its words is found by its beginning, whatever its case."""
    text = " ".join(texts)
    for word in fold(text).split():
        assert has_words(search_text(text), search_words(word[: length + 1].upper()))


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("gote jan", "…Göteborg office by Jan…"),
        ("budget", "…January, and a budget"),
        ("they", "They want somebody for …"),
    ],
)
def test_a_long_line_is_cut_so_that_the_words_are_seen(words: str, shown: str) -> None:
    """Not at its end, where they stand there; a line that fits is left whole."""

    def shorten(text: str) -> str:
        return text if len(text) <= 24 else f"{text[:23]}…"

    line = "They want somebody for the Göteborg office by January, and a budget"
    assert passage(line, search_words(words), shorten) == shown
    assert passage("They want it", search_words(words), shorten) == "They want it"

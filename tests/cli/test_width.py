"""The width of texts: as terminals have it, and never more of it than there is room."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wcwidth import wcswidth

from followup_tui.cells import text_width
from followup_tui.cli.width import pad, shorten, wrap

WIDE = [
    # Emoji that are two columns wide for the selector behind them, or are one sign of several.
    ("\N{GEAR}\N{VARIATION SELECTOR-16}", 2),
    ("\N{HEAVY BLACK HEART}\N{VARIATION SELECTOR-16}", 2),
    ("1\N{VARIATION SELECTOR-16}\N{COMBINING ENCLOSING KEYCAP}", 2),
    ("\N{REGIONAL INDICATOR SYMBOL LETTER D}\N{REGIONAL INDICATOR SYMBOL LETTER E}", 2),
    ("\N{WOMAN}\N{EMOJI MODIFIER FITZPATRICK TYPE-4}\N{ZERO WIDTH JOINER}\N{PERSONAL COMPUTER}", 2),
    # Hangul that is put together of three letters.
    ("\N{HANGUL CHOSEONG HIEUH}\N{HANGUL JUNGSEONG A}\N{HANGUL JONGSEONG NIEUN}", 2),
    ("e\N{COMBINING ACUTE ACCENT}", 1),
    ("\N{CJK UNIFIED IDEOGRAPH-682A}", 2),
]


@pytest.mark.parametrize(("text", "width"), WIDE)
def test_a_text_is_as_wide_as_terminals_draw_it(text: str, width: int) -> None:
    """Signs of several characters are as wide as one, beside others too."""
    assert text_width(text) == wcswidth(text) == width
    assert text_width(f"a{text} b") == width + 3


printable = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co"))).map(
    lambda text: "".join(filter(str.isprintable, text))
)


@given(printable, st.integers(0, 30))
@example("".join(text for text, _ in WIDE), 5)
def test_a_shortened_text_is_a_beginning_that_fits(text: str, width: int) -> None:
    """It is the text itself where that fits, else its beginning and a sign that something is missing."""
    shortened = shorten(text, width)
    assert text_width(shortened) <= max(width, 1)
    if text_width(text) <= width:
        assert shortened == text
    else:
        assert shortened[-1] == "…"
        assert text.startswith(shortened[:-1])
    assert text_width(pad(shortened, width)) == max(width, text_width(shortened))


@given(printable, st.integers(1, 30))
def test_wrapped_lines_fit(text: str, width: int) -> None:
    """No line is wider, and no word is missing where none is too wide."""
    lines = wrap(text, width).split("\n")
    assert all(text_width(line) <= width for line in lines)
    if all(text_width(word) <= width for word in text.split()):
        assert " ".join(lines).split() == text.split()


def test_control_characters_take_no_columns() -> None:
    """They are made safe before they are printed."""
    assert text_width("ä\x07b") == 2
    assert text_width(shorten("ä\x07" * 9, 4)) <= 4

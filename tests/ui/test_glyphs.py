"""Signs by locale."""

from __future__ import annotations

import sys

import pytest

from followup_tui.ui.glyphs import PLAIN, UNICODE, Substitutes, glyphs_for, printable


@pytest.mark.parametrize(
    ("environ", "plain"),
    [
        ({"LANG": "en_GB.UTF-8"}, False),
        ({"LANG": "de_DE.utf8"}, False),
        ({"LC_ALL": "C", "LANG": "en_GB.UTF-8"}, True),
        ({"LANG": "de_DE.ISO-8859-1"}, True),
        ({"LANG": "C.UTF-8"}, False),
        ({}, True),
    ],
)
def test_signs_follow_the_locale(environ: dict[str, str], plain: bool) -> None:
    """Where the locale is not UTF-8 every sign is ASCII."""
    assert glyphs_for(environ) is (PLAIN if plain else UNICODE)


def test_python_turning_on_utf_8_by_itself_is_not_taken_for_the_users_wish(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In the C locale Python writes LC_CTYPE=C.UTF-8; the terminal is none the wiser."""

    class Flags:
        utf8_mode = 1

    monkeypatch.setattr(sys, "flags", Flags())
    assert glyphs_for({"LC_CTYPE": "C.UTF-8", "LANG": "C"}) is PLAIN
    assert glyphs_for({"LC_CTYPE": "C.UTF-8", "PYTHONUTF8": "1"}) is UNICODE


def test_plain_signs_are_ascii() -> None:
    """Nothing of the plain form needs more than ASCII."""
    drawn = [*PLAIN.signs.values(), PLAIN.marker, PLAIN.rule, PLAIN.more, PLAIN.dot, PLAIN.then]
    assert "".join(drawn).isascii()


def test_an_example_loses_its_accents_where_they_cannot_be_shown() -> None:
    """The program's own examples are ASCII in plain form, and as people write them otherwise."""
    assert printable("Dr. Jana Novák", PLAIN) == "Dr. Jana Novak"
    assert printable("Dr. Jana Novák", UNICODE) == "Dr. Jana Novák"


@pytest.mark.parametrize(
    ("encoding", "text", "sent"),
    [
        ("ascii", "Jana Novák → fri", "Jana Novak > fri"),
        ("iso-8859-1", "Jana Novák, Jiří Čech", "Jana Novák, Jirí Cech"),
        ("ascii", "Weiß 松本", "Wei? ????"),
        ("ascii", "Mu\u0308ller", "Muller"),
        ("utf-8", "Weiß 松本 → fri", "Weiß 松本 > fri"),
    ],
)
def test_what_the_encoding_lacks_is_replaced_by_as_many_cells(encoding: str, text: str, sent: str) -> None:
    """An escape, such as backslash and xe1, would shift what stands behind it, and the row would run over."""
    assert text.translate(Substitutes({">": "→"}, encoding)) == sent

"""Settings that are read without tomllib."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from followup_tui.config.plain_settings import read_plain_settings

PIECES = (
    "zone",
    "mail",
    "a_b",
    "=",
    " = ",
    '"',
    "[",
    "]",
    "#",
    " ",
    "\t",
    "\n",
    "0",
    "12",
    "true",
    "false",
    ".",
)
ODD = ("\\", "\r", "\x00", "\x7f", "é", "'", "-", "1_0", "\u2028", "inf", "1979-05-27", "{", "}", ",")
LINES = (
    "[mail]",
    'zone = "Europe/Berlin"',
    "follow_ups = 3",
    "notify = true # yes",
    "# none",
    "",
    "[[mail]]",
)


@given(
    st.lists(st.sampled_from(LINES)).map("\n".join)
    | st.lists(st.sampled_from((*LINES, *PIECES, *ODD))).map("".join)
)
def test_plain_settings_are_what_tomllib_makes_of_them(text: str) -> None:
    """Whatever is read without it is valid TOML, and read as it reads it."""
    document = read_plain_settings(text.split("\n"))
    if document is not None:
        assert document == tomllib.loads(text)


def test_settings_as_most_write_them_are_plain() -> None:
    """Comments, sections, texts, numbers and truth values, a line each, do without tomllib."""
    text = '# mine\nzone = "Europe/Berlin"\n\n[rules]\nfollow_ups = 1\n[board]\nnotify = true\n'
    assert read_plain_settings(text.split("\n")) == {
        "zone": "Europe/Berlin",
        "rules": {"follow_ups": 1},
        "board": {"notify": True},
    }
    for line in (
        "zone = 'x'",
        "weekend = []",
        "a.b = 1",
        "zone",
        '"zone" = "x"',
        'zone = "x"\nzone = "y"',
        "a = 01",
    ):
        assert read_plain_settings(line.split("\n")) is None

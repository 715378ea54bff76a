"""Settings that are read without tomllib: they are what tomllib reads, and most settings are among them."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.config.plain_toml import read_plain_toml

_NAMES = st.sampled_from(["a", "b", "mail", "no_1", "a-1", "é", "1", "a.b", '"a"', "", " a", "a ", "[a]"])
_VALUES = st.one_of(
    st.sampled_from(["true", "True", "0", "7", "007", "999999999", "1000000000", "+1", "1_0", "٣", "1.5"]),
    st.sampled_from(['"', "'a'", '"""a"""', '"a"b"', '"a" # b', "[]", "{}", ""]),
    st.text("a=#['\"\\\t\x01\x7f\xa0é小", max_size=4).map(lambda text: f'"{text}"'),
)
_LINES = st.one_of(
    st.tuples(_NAMES, st.sampled_from([" = ", " = ", "=", "  =  ", " "]), _VALUES).map("".join),
    _NAMES.map(lambda name: f"[{name}]"),
    st.sampled_from(["", "# a = 1", "#\t", "#\x01", " ", "\t# a", "[[a]]", "[a", "a]", "[a] # b", "[ a ]"]),
)


@given(st.lists(_LINES, max_size=5))
def test_what_is_read_is_what_tomllib_reads(lines: list[str]) -> None:
    """Whatever tomllib refuses, or reads otherwise, is left to it."""
    if (document := read_plain_toml(lines)) is not None:
        assert repr(document) == repr(tomllib.loads("\n".join(lines)))  # True is not 1


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("", {}),
        ("# Settings\n\n#zone = 1\n[mail]\n", {"mail": {}}),
        (
            'zone = "Europe/Berlin"\n[mail]\nfrom = "Zoë <z@example.org>"\nsend = "msmtp -t = x"\n',
            {"zone": "Europe/Berlin", "mail": {"from": "Zoë <z@example.org>", "send": "msmtp -t = x"}},
        ),
        (
            "first_names = true\n[rules]\nfollow_ups = 2\n[board]\nnotify = false",
            {"first_names": True, "rules": {"follow_ups": 2}, "board": {"notify": False}},
        ),
    ],
)
def test_settings_as_most_write_them_need_no_tomllib(text: str, document: dict[str, object]) -> None:
    """As the file that is made has them, with the sign before the name taken away."""
    assert read_plain_toml(text.split("\n")) == document

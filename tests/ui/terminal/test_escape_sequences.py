"""What a terminal sends is parsed the same, however the line broke it into pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from followup_tui.ui.terminal.escape_sequences import (
    CONTROL_STRING_SECONDS,
    ESCAPE_SECONDS,
    LATE_SECONDS,
    PASTE_SECONDS,
    InputParser,
)

LONG = 60.0
"""More seconds than anything is waited for."""

SHORT = ESCAPE_SECONDS / 2


class Line:
    """A line from a terminal to the parser, with a clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.parser = InputParser()
        self.now = 100.0

    def sends(self, text: str) -> list[str]:
        """Send a text, and return the events it is parsed into."""
        return [in_words(message) for message in self.parser.feed(text, self.now)]

    def rests(self, seconds: float) -> list[str]:
        """Send nothing for so long, and return the events that are parsed then."""
        self.now += seconds
        return self.sends("")


def in_words(message: Message) -> str:
    """Return a message as a word or two."""
    if isinstance(message, events.Key):
        return message.key
    return f"pasted {message.text}" if isinstance(message, events.Paste) else type(message).__name__


@pytest.fixture
def line() -> Line:
    """A line from a terminal to the parser."""
    return Line()


def test_escape_alone_is_the_escape_key_after_a_moment(line: Line) -> None:
    """The rest of a sequence is waited for; then it is the Escape key."""
    assert line.sends("\x1b") == []
    assert line.rests(SHORT) == []
    assert line.rests(SHORT * 1.01) == ["escape"]
    assert line.rests(LONG) == []


@pytest.mark.parametrize(
    ("sequence", "names"),
    [
        ("\x1b[B", ["down"]),
        ("\x1bOA", ["up"]),
        ("\x1bOP", ["f1"]),
        ("\x1b[[A", ["f1"]),
        ("\x1b[3~", ["delete"]),
        ("\x1b[1;5C", ["ctrl+right"]),
        ("\x1b[Z", ["shift+tab"]),
        ("\x1b[<35;10;5M", ["MouseMove"]),
        ("\x1b[I", ["AppFocus"]),
        ("\x1b[?2026;2$y", ["TerminalSupportsSynchronizedOutput"]),
        ("\x1b[?62;22c", ["Acknowledged"]),
        ("\x1b[?6c", ["Acknowledged"]),
        ("\x1b[?65;1;2;4;6;9;15;16;17;18;21;22;28;29c", ["Acknowledged"]),
        ("\x1b[?1;2cj\x1b[B", ["Acknowledged", "j", "down"]),
        ("\x1b[97;1:1u", ["a"]),
        ("\x1b[97:65;2:2;65u", ["A"]),
        ("\x1b[1;1:2A", ["up"]),
        ("\x1b[57441;2u", ["left_shift"]),
        ("\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\r", ["r"]),
        ("\x1b]11;rgb:1e1e/1e1e/2e2e\x07r", ["r"]),
        ("\x1b]lsome title\x1b\\r", ["r"]),
        ("\x1bP1$r0m\x1b\\\x1bP>|xterm(379)\x1b\\r", ["r"]),
        ("\x1b_Gi=31;OK\x1b\\r", ["r"]),
        ("\x1b[200~two\nlines\x1b[201~", ["pasted two\nlines"]),
        ("\x1b[200~\x1b]0;x\x07 q\x1b[201~", ["pasted \x1b]0;x\x07 q"]),
        ("\x1b[200~two \x1b[?62;22clines\x1b[201~", ["Acknowledged", "pasted two lines"]),
    ],
)
@pytest.mark.parametrize("pause", [0.0, SHORT])
def test_a_sequence_in_pieces_is_one(line: Line, sequence: str, names: list[str], pause: float) -> None:
    """Sent letter by letter, with pauses, it is parsed as in one piece."""
    assert line.sends(sequence) == names
    parsed: list[str] = []
    for character in sequence:
        parsed += line.sends(character) + line.rests(pause)
    assert parsed == names


@pytest.mark.parametrize(
    "rest",
    [
        *("[B", "OA", "[Z", "[3~", "[1;5C", "[<35;10;5M", "[I", "[?2026;2$y", "[?62;22c", "[200~x\x1b[201~"),
        "[97;1:1u",
    ],
)
def test_a_rest_that_comes_late_is_no_letters(line: Line, rest: str) -> None:
    """After the escape was taken for the Escape key, the rest is still parsed as the sequence."""
    meant = line.sends(f"\x1b{rest}")
    assert line.sends("\x1b") == []
    assert line.rests(ESCAPE_SECONDS * 2) == ["escape"]
    assert line.sends(f"{rest}\r") == [*meant, "enter"]
    assert len(meant) == 1


@pytest.mark.parametrize("rest", ["]11;rgb:1e1e/0/0\x1b\\", "]0;x\x07", "P1$r0m\x1b\\", "_Gi=1;OK\x1b\\"])
def test_a_control_string_that_comes_late_is_no_letters(line: Line, rest: str) -> None:
    """After its escape was taken for the Escape key nothing of it is a key, also where it comes in two."""
    for cut in (len(rest), 3):
        assert line.sends("\x1b") == []
        assert line.rests(ESCAPE_SECONDS * 2) == ["escape"]
        assert line.sends(rest[:cut]) == []
        assert line.rests(LATE_SECONDS) == []
        assert line.sends(f"{rest[cut:]}n") == ["n"]


def test_a_control_string_without_an_end_takes_no_more_than_letters(line: Line) -> None:
    """A key that is no letter counts at once, a letter after a while; and so does Escape."""
    for key, name in (("\r", "enter"), ("\x1b[B", "down")):
        assert line.sends("\x1b]11;rgb:1e") == []
        assert line.sends(key) == [name]
    assert line.sends("\x1b]11;rgb:1e") == []
    assert line.rests(CONTROL_STRING_SECONDS) == []
    assert line.sends("n") == ["n"]
    assert line.sends("\x1b]11;rgb:1e\x1b") == []
    assert line.rests(LATE_SECONDS) == ["escape"]


@pytest.mark.parametrize(
    "report",
    [
        *("\x1b[1;1:3A", "\x1b[97;1:3u", "\x1b[97:65:97;2:3;65u"),  # released
        *("\x1b[1114112u", "\x1b[97;;1114112u", "\x1b[55296u", "\x1b[97;;97:56320u"),  # no characters
        *("\x1b[u", "\x1b[0u", "\x1b[:97u", "\x1b[1;1;1;1A", "\x1b[99999999999999999999999u"),
    ],
)
def test_a_key_report_of_no_press_is_nothing(line: Line, report: str) -> None:
    """A released key, and a character that does not exist: nothing is raised, and the next key counts."""
    assert line.sends(report) == []
    assert line.sends("n") == ["n"]


@given(st.lists(st.sampled_from([*"0123456789:;<?$ua~AHRmMty", "1114112", "55296"])).map("".join))
def test_no_control_sequence_raises(parameters: str) -> None:
    """Whatever its parameters are, nothing is raised, and the next key counts."""
    line = Line()
    line.sends(f"\x1b[{parameters}u")
    line.rests(LONG)
    line.sends("\x1b[B")
    assert line.sends("n")[-1] == "n"


REPLY = "\x1b[?62;22c"


@pytest.mark.parametrize("whole", ["\x1b[<35;10;5M", "\x1b[B", "\x1b[200~two words\x1b[201~"])
def test_a_reply_between_two_halves_changes_neither(line: Line, whole: str) -> None:
    """A terminal may reply in the middle of a long paste: both are parsed as if it had not."""
    meant = line.sends(whole)
    for cut in range(1, len(whole)):
        assert line.sends(whole[:cut]) == []
        assert line.sends(REPLY) == ["Acknowledged"]
        assert line.sends(whole[cut:]) == meant
        assert line.sends(whole[:cut] + REPLY + whole[cut:]) == ["Acknowledged", *meant]


def test_a_reply_takes_no_time_from_a_key(line: Line) -> None:
    """A reply neither delays the Escape key, nor keeps the rest of a sequence from being recognised."""
    assert line.sends("\x1b") == []
    assert line.rests(SHORT) == []
    assert line.sends(REPLY) == ["Acknowledged"]
    assert line.rests(SHORT * 1.01) == ["escape"]
    assert line.sends(REPLY) == ["Acknowledged"]
    assert line.sends(f"{REPLY}[B\r") == ["Acknowledged", "down", "enter"]


def test_what_is_typed_after_escape_is_typed(line: Line) -> None:
    """Letters soon after the Escape key are letters; some time after it, everything is."""
    for typed in ("y", "[", "O", "Oslo", "[Berlin", "2"):
        line.sends("\x1b")
        assert line.rests(ESCAPE_SECONDS * 2) == ["escape"]
        assert len(line.sends(typed)) == len(typed)
    line.sends("\x1b")
    assert line.rests(ESCAPE_SECONDS * 2) == ["escape"]
    line.now += LATE_SECONDS
    assert line.sends("[B") == ["left_square_bracket", "B"]


def test_a_late_rest_belongs_to_the_last_escape_only(line: Line) -> None:
    """Once anything else has come, what looks like the rest of a sequence is typed."""
    line.sends("\x1b")
    assert line.rests(ESCAPE_SECONDS * 2) == ["escape"]
    assert line.sends("x") == ["x"]
    assert line.sends("[B") == ["left_square_bracket", "B"]


def test_half_a_sequence_is_waited_for_as_long_as_it_takes(line: Line) -> None:
    """Nothing of it is a key, however late the rest comes."""
    assert line.sends("\x1b[<35;1") == []
    assert line.rests(LONG) == []
    assert line.sends("0;5M") == ["MouseMove"]


def test_half_a_sequence_without_a_rest_swallows_no_key(line: Line) -> None:
    """The key that comes next counts."""
    assert line.sends("\x1b[1;") == []
    assert line.rests(LONG) == []
    assert line.sends("\x1b[B") == ["down"]
    assert line.sends("\x1b[1;") == []
    assert line.sends("\r") == ["enter"]


@pytest.mark.parametrize(
    "unknown", ["\x1b[99z", "\x1b[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17q", "\x1b[>0;1c"]
)
def test_a_sequence_that_is_no_key_is_nothing(line: Line, unknown: str) -> None:
    """None of its letters is a key, and the next key counts."""
    assert line.sends(unknown) == []
    assert line.rests(LONG) == []
    assert line.sends("n") == ["n"]


def test_alt_and_a_key_is_one_key(line: Line) -> None:
    """It is parsed at once, and so is a key right after it."""
    assert line.sends("\x1bx\x1b[B") == ["alt+x", "down"]
    assert line.sends("\x1b\x1b[B") == ["escape", "down"]
    assert line.sends("\x1b[") == []
    assert line.rests(LONG) == ["left_square_bracket"]


def test_a_paste_without_an_end_ends_after_a_while(line: Line) -> None:
    """What came of it is pasted, and keys count again; a late end ends the paste of what comes before it."""
    assert line.sends("\x1b[200~half a ") == []
    assert line.rests(PASTE_SECONDS * 0.9) == []
    assert line.sends("paste") == []
    assert line.rests(PASTE_SECONDS * 0.9) == []
    assert line.rests(PASTE_SECONDS) == ["pasted half a paste"]
    assert line.sends("q") == ["q"]
    assert line.sends(" and the rest\x1b[201~q") == ["pasted  and the rest", "q"]


def test_a_paste_that_is_empty_is_none(line: Line) -> None:
    """Neither its end nor the time-out makes an event of nothing."""
    assert line.sends("\x1b[200~\x1b[201~") == []
    assert line.sends("\x1b[200~") == []
    assert line.rests(PASTE_SECONDS) == []
    assert line.sends("q") == ["q"]


def test_the_wait_is_as_long_as_nothing_is_to_be_done(line: Line) -> None:
    """Nothing has to be fed for so long, and then the Escape key is on time."""
    assert line.parser.seconds_to_timeout(line.now) > LONG
    line.sends("\x1b")
    assert line.parser.seconds_to_timeout(line.now) == pytest.approx(ESCAPE_SECONDS)
    line.sends("[200~x")
    assert line.parser.seconds_to_timeout(line.now + 1) == pytest.approx(PASTE_SECONDS - 1)


@given(
    st.lists(
        st.sampled_from(
            [
                *("\x1b", "[", "O", "M", "<", "200~", "201~", "1", ";", "B", "é", "\r", "\x1b[B"),
                *("]", "P", "_", "X", "\\", "\x07", ":", "u"),
            ]
        )
    ),
    st.lists(st.sampled_from([0.0, SHORT, ESCAPE_SECONDS, LONG])),
)
def test_nothing_that_comes_makes_it_deaf(pieces: list[str], pauses: list[float]) -> None:
    """Whatever came and whenever, after a while and an Escape the next letter counts."""
    line = Line()
    for number, piece in enumerate(pieces):
        line.sends(piece)
        line.rests(pauses[number % len(pauses)] if pauses else 0.0)
    line.rests(LONG)
    line.sends("\x1b")
    line.rests(LONG)
    line.now += LONG
    assert line.sends("n") == ["n"]

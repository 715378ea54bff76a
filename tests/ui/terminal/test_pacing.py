"""Back-pressure: one frame under way at a time, and no terminal makes the program wait for good."""

from __future__ import annotations

from collections import deque

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.ui.terminal.pacing import REPLY_SECONDS, SLOWEST_BYTES_PER_SECOND, Pacing

LONG = 60.0
"""More seconds than any reply is waited for here."""


class Line:
    """A line with a clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 100.0
        self.pacing = Pacing(lambda: self.now)

    def does(self, what: str) -> str:
        """Do what a word says, and give what comes of it: whether a frame may go, and whether it asks."""
        match what:
            case "answer":
                self.pacing.acknowledge()
            case "wait":
                self.now += LONG
            case "begin":
                return "asks" if self.pacing.start() else "begins"
            case _:
                if self.pacing.seconds_to_wait:
                    return "held"
                return "asks" if self.pacing.add_frame(100) else "goes"
        return ""


@pytest.mark.parametrize(
    ("happens", "comes_of_it"),
    [
        # Nobody knows whether it answers: nothing is held, and it is asked once.
        ("frame frame wait frame", "asks goes goes"),
        # Once it has answered, each frame waits for the one before.
        ("frame answer frame frame answer frame", "asks asks held asks"),
        ("frame frame answer frame frame", "asks goes asks held"),
        # It is late: nothing is held before its first answer.
        ("frame wait frame answer frame frame", "asks goes asks held"),
        # It stops: the next frame goes in the end, and asks again; those after it do not wait.
        ("frame answer frame frame wait frame frame frame", "asks asks held asks goes goes"),
        ("frame answer frame wait frame wait frame frame", "asks asks asks asks goes"),
        # It answers again: frames wait for one another again.
        ("frame answer frame wait frame frame answer frame frame", "asks asks asks goes asks held"),
        # It is asked at the start; when the program has it again, with the first frame, if it ever answered.
        ("begin frame answer frame frame", "asks goes asks held"),
        ("begin answer frame begin frame frame", "asks asks begins asks held"),
        ("begin answer frame wait frame begin frame frame", "asks asks asks begins asks goes"),
        ("begin wait frame begin frame answer frame", "asks goes asks goes asks"),
        # What nobody asked for, as where a question that was given up is answered after all, is nothing.
        ("answer frame answer answer frame frame answer frame", "asks asks held asks"),
    ],
)
def test_what_a_terminal_does_decides_when_a_frame_goes(happens: str, comes_of_it: str) -> None:
    """Each line of the table: what happens, and what becomes of each frame in it."""
    line = Line()
    assert " ".join(filter(None, map(line.does, happens.split()))) == comes_of_it


def test_many_bytes_may_take_their_time() -> None:
    """A frame that a line of 9,600 bit/s carries for ten seconds is waited for so long."""
    line = Line()
    line.does("frame")
    line.pacing.acknowledge()
    line.pacing.add_frame(9_000)
    line.now += 10.0
    assert line.pacing.seconds_to_wait > 0
    assert line.pacing.awaits_reply


def test_bytes_of_frames_without_a_request_count() -> None:
    """What was sent before the first reply may still be under way when the next request is sent."""
    line = Line()
    for size in (1_000, 6_000, 6_000):
        line.pacing.add_frame(size)
    line.pacing.acknowledge()
    assert line.pacing.add_frame(100)
    assert line.pacing.seconds_to_wait == pytest.approx(REPLY_SECONDS + 12_100 / SLOWEST_BYTES_PER_SECOND)


@given(st.lists(st.tuples(st.floats(0, 20), st.integers(1, 10_000))), st.floats(0, REPLY_SECONDS * 0.99))
def test_where_it_replies_in_time_one_frame_is_under_way(
    frames: list[tuple[float, int]], takes: float
) -> None:
    """After its first reply no frame is sent before the one before it has arrived, whatever the pauses."""
    line, under_way = Line(), deque[float]()
    line.pacing.add_frame(100)
    line.pacing.acknowledge()
    for pause, size in frames:
        line.now += pause
        while under_way and under_way[0] <= line.now:
            under_way.popleft()
            line.pacing.acknowledge()
        assert bool(under_way) is (line.pacing.seconds_to_wait > 0)
        if not under_way:
            assert line.pacing.add_frame(size)
            under_way.append(line.now + takes)


@given(st.lists(st.sampled_from(["frame", "answer", "wait", "begin"])))
def test_nothing_makes_it_wait_for_good(happens: list[str]) -> None:
    """Whatever came or did not: a frame is sent in the end, and one reply later it is in step again."""
    line = Line()
    for what in happens:
        line.does(what)
    assert line.pacing.seconds_to_wait <= LONG
    line.does("wait")
    assert line.does("frame") in {"asks", "goes"}
    line.pacing.acknowledge()
    assert [line.does(what) for what in ("frame", "frame", "answer", "frame")] == ["asks", "held", "", "asks"]


@given(st.lists(st.tuples(st.floats(0, LONG), st.integers(1, 10_000)), min_size=1))
def test_a_terminal_that_never_replies_is_asked_once(frames: list[tuple[float, int]]) -> None:
    """And no frame waits for it."""
    line, asked = Line(), 0
    for pause, size in frames:
        line.now += pause
        assert line.pacing.seconds_to_wait == 0
        asked += line.pacing.add_frame(size)
    assert asked == 1

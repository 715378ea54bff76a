"""What every end has to leave behind: a terminal as a shell wants it."""

from __future__ import annotations

from tests.pty.terminal import Terminal


def assert_restored(terminal: Terminal, since: int = 0) -> None:
    """The terminal is as it was before: the shell's screen and its lines, the cursor, no mouse.

    Args:
        terminal: in which the program has ended.
        since: from which byte on of what it wrote that is to have happened.
    """
    for mode in (b"?1049", b"?1000", b"?1003", b"?1006", b"?2004", b"?1004"):
        switched = [terminal.output.rfind(b"\x1b[" + mode + state) for state in (b"h", b"l")]
        assert -1 < switched[0] < switched[1], mode
        assert switched[1] >= since, mode
    assert terminal.output.rfind(b"\x1b[?25h") > max(terminal.output.rfind(b"\x1b[?25l"), since)
    assert terminal.output.rfind(b"\x1b[?7h") > terminal.output.rfind(b"\x1b[?7l")
    assert terminal.is_cooked

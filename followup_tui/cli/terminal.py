"""Whether the board can be drawn here, asked before anything that draws is loaded."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_INSTEAD = "followup list works anywhere"


def terminal_problem(environ: Mapping[str, str], streams: Sequence[IO[str] | None]) -> str | None:
    """Say in a sentence why the board cannot be drawn here, or None where it can.

    Args:
        environ: the environment; its `TERM` names the terminal.
        streams: stdin, stdout and stderr, None for one that is closed.
    """
    names = ("What it reads", "Its output", "What it says of errors")
    for name, stream in zip(names, streams, strict=True):
        if not _is_terminal(stream):
            return f"The board needs a terminal. {name} is not connected to one; {_INSTEAD}"
    kind = environ.get("TERM", "")
    if kind in {"", "dumb", "unknown"}:
        said = f'TERM is "{kind}"' if kind else "TERM is not set"
        return f"The board needs a terminal that can place text, and {said}; {_INSTEAD}"
    return None


def _is_terminal(stream: IO[str] | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False

"""The command line: arguments in, exit codes out.

0 done; 1 nothing to show (`--quiet`); 2 the call is wrong; 3 the data could not be read or written. Beside
these, which scripts rely on: 70 for an error of the program's own, as `sysexits.h` has it, and 130 after
ctrl+c, as shells have it.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

_OWN_FAULT = 70
_INTERRUPTED = 130
_LINE_DROPPED = (128 + signal.SIGHUP, 128 + signal.SIGTERM)


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Run the command that the arguments name, and exit with its code.

    Args:
        argv: the arguments, without the program's name; what was typed unless given.
    """
    if argv is None:
        _hold_closed_streams()
        _leave_garbage()
    code = _exit_code(argv)
    if code in _LINE_DROPPED:
        # The terminal may be gone, and Python would wait for it once more at its end.
        os._exit(code)
    sys.exit(code)


def _hold_closed_streams() -> None:
    """Put nothing in the place of closed streams.

    The next file opened would take the place, and what is meant for stderr would land among the user's data.
    """
    while (nowhere := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(nowhere)


def _leave_garbage() -> None:
    """Look for no garbage, now or at the end: a command is over before there is any worth the time.

    With a thousand applications the looking takes longer than `due` takes to answer.
    """
    import atexit
    import gc

    gc.disable()
    atexit.register(gc.freeze)


def _exit_code(argv: Sequence[str] | None) -> int:
    # Imports stand here so that ctrl+c while they load ends as quietly as later.
    try:
        from followup_tui.cli.run import run

        return run(argv)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        _read_no_further()
        return 0
    except Exception as error:  # noqa: BLE001 - the last door: a traceback would show what the user wrote
        _confess(error)
        return _OWN_FAULT


def _read_no_further() -> None:
    """Point the outputs nowhere: whoever read them has stopped, as `head` does once it has enough."""
    from contextlib import suppress

    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
            continue
        with suppress(OSError, ValueError, AttributeError):
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _confess(error: Exception) -> None:
    """Say that the program is wrong, and where, without anything the user wrote."""
    from contextlib import suppress
    from pathlib import Path

    from followup_tui import __version__

    place = "an unknown place"
    trace = error.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if "followup_tui" in file.parts:
            place = f"{file.name}:{trace.tb_lineno}"
        trace = trace.tb_next
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(
            f"followup: Something is wrong in followup {__version__} itself, not in what you did: "
            f"{type(error).__name__} at {place}. What was saved before is untouched. "
            "Please report this line, which holds nothing of yours, to the makers of followup-tui\n"
        )

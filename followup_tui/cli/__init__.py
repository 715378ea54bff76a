"""The command line: arguments in, exit codes out.

0 done; 1 nothing to show (`--quiet`); 2 the call is wrong; 3 the data could not be read or written. Scripts
rely on these. Beside them: 70 for a bug of the program, as in `sysexits.h`; 130 after ctrl+c, as in shells.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

from followup_tui.cli.exit_signals import interrupt_waits
from followup_tui.lean_imports import import_common

_INTERNAL_ERROR = 70
_INTERRUPTED = 130
_HUNG_UP = (128 + signal.SIGHUP, 128 + signal.SIGTERM)
"""The exit codes after these signals."""


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Run the command that the arguments name, and exit with its code.

    Args:
        argv: the arguments, without the program's name; those of the process unless given.
    """
    if argv is None:
        _open_closed_streams()
        _disable_garbage_collection()
    code = _exit_code(sys.argv[1:] if argv is None else argv)
    if code in _HUNG_UP:
        # The terminal may be gone, and Python's own clean-up would wait for it once more.
        os._exit(code)
    if argv is None and "threading" not in sys.modules:
        _exit_without_clean_up(code)
    sys.exit(code)


def _exit_without_clean_up(code: int) -> None:
    """Exit at once: Python's own clean-up frees memory and nothing else, for 3 ms, where no thread is left.

    It returns where the output could not be written: Python then says so.
    """
    with suppress(OSError, ValueError, AttributeError):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _open_closed_streams() -> None:
    """Open the null device in the place of standard streams that are closed.

    The next file opened would take the place otherwise, and an error would be written into the user's data.
    """
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(descriptor)


def _disable_garbage_collection() -> None:
    """Disable garbage collection, at exit too: a command is over before there is any worth the time.

    With a thousand applications collecting takes longer than `due` takes to answer.
    """
    import atexit
    import gc

    gc.disable()
    atexit.register(gc.freeze)


def _exit_code(argv: Sequence[str]) -> int:
    try:
        # Ctrl+c waits for imports: Python ignores what is raised in their callbacks, and msgspec is left half
        # imported and then crashes the process. `run` lets it come once there is something to interrupt.
        with interrupt_waits():
            import_common()
            from followup_tui.cli.dispatch import run

            return run(argv)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:  # the reader has seen enough, as `head` does
        from followup_tui.cli.output import discard_output

        discard_output()
        return 0
    except Exception as error:  # noqa: BLE001 - a traceback would show what the user wrote
        _report_bug(error)
        return _INTERNAL_ERROR


def _report_bug(error: Exception) -> None:
    """Write where in the program an error came from, without anything that the user wrote."""
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

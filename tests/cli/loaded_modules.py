"""Which modules a command loads, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.cli.in_terminal import ROOT

_CODE = """\
import sys
from followup_tui.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print(*sys.modules, file=sys.stderr)
"""


def loaded_modules(*arguments: str) -> set[str]:
    """Run a command, and return the names of the modules it loaded; it prints nothing else as an error."""
    ended = subprocess.run(
        [sys.executable, "-c", _CODE, *arguments],
        env={**os.environ, "PYTHONPATH": ROOT},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(ended.stderr.splitlines()[-1].split())

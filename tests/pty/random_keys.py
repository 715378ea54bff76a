"""Random keys against the board in a terminal, some typed ahead: nothing may end it but a key that does.

`python -m tests.pty.random_keys --seconds 300 --seed 1` prints how many keys were pressed and, for each end
or halt that no key explains, the last of them. The same seed presses the same keys.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from followup_tui.config import find_paths
from followup_tui.demo import sample
from followup_tui.domain.advice.rules import STANDARD
from followup_tui.domain.business_days import Weekdays
from followup_tui.tracker import Tracker
from tests.pty.terminal import PATIENCE, PROGRAM, NotSeenError, Terminal, environment

_KEYS = (
    *"abcdefghijklmnoprstuvwxyz",  # all letters but q
    *"AGHIJKLMNOPRSTUVWXYZ0123456789/?<>.,+-*' \"",
    *("enter", "escape", "tab", "space", "backspace", "up", "down", "left", "right"),
    *("ctrl+p", "ctrl+s", "ctrl+r", "ctrl+o", "ctrl+n", "ctrl+e", "ctrl+g", "ctrl+a", "ctrl+k", "ctrl+u"),
)
_BYTES = {
    "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "delete": b"\x1b[3~",
    "shift+tab": b"\x1b[Z",
    "ctrl+home": b"\x1b[1;5H",
    "shift+end": b"\x1b[1;2F",
    "paste": b"\x1b[200~fri 10:00 [/x] \xc3\xa9\x1b[201~",
}
_ALL = (*_KEYS, *_BYTES)

_BURSTS = (
    "ctrl+p {} {} enter",
    "ctrl+p z z z {}",
    "ctrl+p {} escape {}",
    "ctrl+p enter escape escape {}",
    "ctrl+p n e w enter x ctrl+p {}",
    "ctrl+p pageup {} enter",
    "/ z z z {} {} {}",
    "enter {} escape {}",
    "n x tab {} ctrl+s {}",
    "escape escape {}",
    "u u {} ctrl+r",
    "c {} y",
    "t {} ctrl+s {}",
    "J / z z {} {}",
    "p {} {} {}",
    "escape escape escape escape",
)
"""What is pressed together, `{}` being any key: the palette with keys typed ahead, questions, empty lists."""

_SETTLE_EVERY = 40
"""After so many bursts the program is left alone until it replies to everything: it must not hang."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An end or a halt that no key explains.

    Attributes:
        what: what happened.
        keys: the last keys, the burst in one text.
        screen: what the terminal showed last.
    """

    what: str
    keys: tuple[str, ...]
    screen: str


def bursts(randomness: random.Random) -> Iterator[str]:
    """Yield what is pressed at once, without end."""
    while True:
        if randomness.random() < 0.5:
            yield " ".join(randomness.choice(_ALL) for _ in range(randomness.randint(1, 6)))
        else:
            burst = randomness.choice(_BURSTS)
            while "{}" in burst:
                burst = burst.replace("{}", randomness.choice(_ALL), 1)
            yield burst


def press_at_random(
    home: Path, seed: int, *, seconds: float, most_bursts: float = math.inf
) -> tuple[int, list[Failure]]:
    """Press random keys on a board of a sample. Return how many were pressed, and what went wrong.

    Args:
        home: an empty folder, to be the home.
        seed: of the random numbers.
        seconds: how long at most.
        most_bursts: how many bursts at most.
    """
    randomness = random.Random(seed)
    environ = _environment(home)
    deadline, pressed, failures = time.monotonic() + seconds, 0, []
    stream = bursts(randomness)
    done = 0
    while done < most_bursts and time.monotonic() < deadline:
        _fill(home, environ, randomness)
        with Terminal(PROGRAM, randomness.choice(((80, 24), (120, 36), (60, 20))), environ, home) as terminal:
            terminal.wait_for("? keys", within=60)
            last: list[str] = []
            while done < most_bursts and time.monotonic() < deadline:
                burst = next(stream)
                last = [*last[-30:], burst]
                done += 1
                pressed += len(burst.split())
                try:
                    _press(terminal, burst)
                    terminal.read_once(randomness.choice((0.0, 0.01, 0.05)))
                    if done % _SETTLE_EVERY == 0:
                        _wait_for_reply(terminal)
                except (NotSeenError, OSError):
                    failures.append(_failure(terminal, tuple(last)))
                    break
        if len(failures) > 5:
            break
    return pressed, failures


def _press(terminal: Terminal, burst: str) -> None:
    parts: list[str] = []
    for name in burst.split():
        if name in _BYTES:
            terminal.press(" ".join(parts))
            parts = []
            terminal.send(_BYTES[name])
        else:
            parts.append(name)
    terminal.press(" ".join(parts))


def _wait_for_reply(terminal: Terminal) -> None:
    """Wait until the program has handled what was pressed: leave everything, and open the list of keys."""
    for _ in range(12):
        terminal.press("escape")
        terminal.read_once(0.05)
    terminal.resize(*((90, 26) if terminal.columns != 90 else (100, 30)))
    terminal.wait_until(lambda: len(terminal.text()) > 20, "a picture after all keys", PATIENCE * 2)


def _failure(terminal: Terminal, keys: tuple[str, ...]) -> Failure:
    try:
        code: int | str = terminal.wait_for_exit(2)
    except NotSeenError:
        code = "none: it runs, and replies no more"
    return Failure(f"exit code {code}", keys, terminal.text())


def _environment(home: Path) -> dict[str, str]:
    settings = home / "config" / "followup" / "config.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('zone = "Europe/Berlin"\n[mail]\nsend = "true"\n', "utf-8")
    return {
        **environment(),
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "EDITOR": "true",
        "VISUAL": "true",
    }


def _fill(home: Path, environ: dict[str, str], randomness: random.Random) -> None:
    """Begin with a small sample, or, every third time, with nothing."""
    file = find_paths(environ, None).data_file
    file.unlink(missing_ok=True)
    if randomness.random() < 1 / 3:
        return
    now = datetime.now(ZoneInfo("Europe/Berlin"))
    backups = find_paths(environ, None).backups_folder
    Tracker.open(file, backups, lambda: now, STANDARD, Weekdays()).fill(sample(None, 0, now))


def main() -> int:
    """Press keys, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        pressed, failures = press_at_random(Path(home), options.seed, seconds=options.seconds)
    sys.stdout.write(f"{pressed:,} keys, seed {options.seed}: {len(failures)} failures\n")
    for failure in failures:
        sys.stdout.write(f"{failure.what}\n  {failure.keys}\n{failure.screen}\n\n")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

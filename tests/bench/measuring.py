"""The times: starts, keys and commands at several sizes, beside the minimal program in the same run."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from textual.constants import ESCAPE_DELAY

from tests.bench import minimal
from tests.bench.counting import FROZEN, READY
from tests.bench.data import applications, home_of, make_home
from tests.bench.line import QUIET, SIZE, MeasuringTerminal, Response

SMALL, MIDDLE, LARGE = 100, 1_000, 10_000

JOURNAL = 5_000
"""How many entries the journal has that is searched."""

IDLE_SECONDS = 5.0

STARTS = 3
"""How often the program is only started, beside the minimal one."""

KEYS = 10
"""How often the minimal program's key is pressed each time."""

_QUIET = 0.2
"""What ends a response here: no timer paints on these screens, and there are many keys."""

FIRST = " (first)"

# What is pressed, how often, and what it is called; without a name it only leads on.
_FILTER = (
    *((key, 1, "letter" if key != "/" else "filter") for key in "/kestr"),
    ("enter", 1, "filter kept"),
    ("escape", 1, "filter back"),
)
_BOARD = (
    ("j", 10, "j"),
    ("l", 4, "l"),
    ("h", 4, "h"),
    ("5", 1, ""),
    ("pagedown", 5, "page"),
    ("1", 1, ""),
    *((key, 1, name) for _ in range(4) for key, name in (("L", "L"), ("H", "H"))),
    *_FILTER,
    *(
        (key, 1, name)
        for _ in range(3)
        for key, name in (
            ("enter", "card"),
            ("escape", "back"),
            ("n", "form"),
            ("escape", "form back"),
            ("J", "journal"),
            ("escape", "journal back"),
            ("a", "agenda"),
            ("escape", "agenda back"),
        )
    ),
)
_OPENING = frozenset({"card", "form", "journal", "agenda"})

_SEARCH = "salar"


@dataclass
class Figures:
    """What was measured of one program at one size, over all runs."""

    starts: list[float] = field(default_factory=list)
    first_answers: list[float] = field(default_factory=list)
    first_openings: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)
    idle: list[int] = field(default_factory=list)
    keys: dict[str, list[Response]] = field(default_factory=dict)

    def add(self, name: str, response: Response) -> None:
        """Add a response; the first of an opening apart, since it also loads what it shows."""
        if name in _OPENING and name + FIRST not in self.keys:
            name += FIRST
        self.keys.setdefault(name, []).append(response)

    @property
    def start(self) -> float:
        """Seconds until the screen can be read."""
        return median(self.starts)

    @property
    def first_answer(self) -> float:
        """Seconds from the start until a key that is pressed once the screen can be read is answered."""
        return median(self.first_answers)

    @property
    def first_opening(self) -> float:
        """The same for a key that opens a screen, which needs Textual."""
        return median(self.first_openings)

    def seconds(self, name: str) -> float:
        """Return the seconds from a key to the end of its response."""
        return median(response.seconds for response in self.keys[name])

    def size(self, name: str) -> float:
        """Return the bytes of the response to a key."""
        return median(response.size for response in self.keys[name])


@dataclass
class Measured:
    """Everything that was measured.

    Attributes:
        minimal: the minimal program.
        boards: the program, by how many applications there are.
        journal: the program with a long journal, searched.
        commands: seconds a command takes, by its name, each time it was run.
    """

    minimal: Figures = field(default_factory=Figures)
    boards: dict[int, Figures] = field(default_factory=dict)
    journal: Figures = field(default_factory=Figures)
    commands: dict[str, list[float]] = field(default_factory=dict)

    def command(self, name: str) -> float:
        """Return the seconds a command takes."""
        return median(self.commands[name])


class Bench:
    """Measures, as often as it is asked to.

    Args:
        folder: where homes are made.
        sizes: how many applications.
        size: the terminal's columns and rows.
    """

    def __init__(self, folder: Path, sizes: Sequence[int], size: tuple[int, int] = SIZE) -> None:
        self._folder = folder
        self._sizes = sizes
        self._size = size
        self._homes: dict[int, Mapping[str, str]] = {}
        self.measured = Measured(boards={count: Figures() for count in sizes})

    def _home(self, count: int) -> Mapping[str, str]:
        if count not in self._homes:
            self._homes[count] = make_home(self._folder / f"{count:05}", count)
        return self._homes[count]

    def run(self, wanted: Callable[[str], bool]) -> None:
        """Measure everything once more.

        Args:
            wanted: says which parts: `start`, `board`, `journal`, `commands`.
        """
        self._minimal()
        for count in self._sizes if wanted("start") and not wanted("board") else ():
            self._start(count)
        for count in self._sizes if wanted("board") else ():
            self._board(count)
        # For the same reason the next time the other way around: the largest is compared with the smallest.
        self._sizes = self._sizes[::-1]
        if wanted("journal"):
            self._journal()
        if wanted("commands"):
            self._commands()

    def _minimal(self) -> None:
        figures, folder = self.measured.minimal, self._folder / "minimal"
        folder.mkdir(exist_ok=True)
        with self._line([sys.executable, minimal.__file__], home_of(folder)) as line:
            self._started(line, figures, minimal.READY)
            for _ in range(KEYS):
                figures.add("j", line.key("j"))

    def _board(self, count: int) -> None:
        figures = self.measured.boards[count]
        firsts = {name: responses for name, responses in figures.keys.items() if name.endswith(FIRST)}
        for name in firsts:
            del figures.keys[name]
        # A machine is not as fast in one minute as in the next: the minimal program is measured beside this.
        for _ in range(STARTS):
            self._start(count)
        with self._line(FROZEN, self._home(count)) as line:
            self._started(line, figures, *READY)
            figures.idle.append(line.watch(IDLE_SECONDS))
            self._press(line, figures, _BOARD)
        for name, responses in firsts.items():
            figures.keys[name] = responses + figures.keys[name]

    def _start(self, count: int) -> None:
        figures = self.measured.boards[count]
        self._minimal()
        with self._line(FROZEN, self._home(count)) as line:
            self._started(line, figures, *READY)
            # The first time, that is: no text was looked through before.
            self._press(line, figures, _FILTER)
        for key, answers in (("j", figures.first_answers), ("w", figures.first_openings)):
            with self._line(FROZEN, self._home(count)) as line:
                line.start(*READY)
                answers.append(line.answer(key))

    @staticmethod
    def _press(line: MeasuringTerminal, figures: Figures, keys: Iterable[tuple[str, int, str]]) -> None:
        for key, times, name in keys:
            for _ in range(times):
                response = line.key(key)
                if key == "escape":
                    # After leaving a screen the next key may be made to wait; and a terminal's escape is
                    # known for one only after a while, in which nothing is done.
                    line.settle(QUIET)
                    response = Response(response.size, max(response.seconds - ESCAPE_DELAY, 0.0))
                if name:
                    figures.add(name, response)

    def _journal(self) -> None:
        with self._line(FROZEN, self._home(JOURNAL)) as line:
            self._started(line, self.measured.journal, *READY)
            line.keys("J /")
            for number, letter in enumerate(_SEARCH, 1):
                self.measured.journal.add(f"letter {number}", line.key(letter))

    def _commands(self) -> None:
        python = sys.executable
        calls: Sequence[tuple[str, Sequence[str], int]] = (
            ("python", (python, "-c", "pass"), MIDDLE),
            ("imports", (python, "-c", "import tinydb, arrow"), MIDDLE),
            ("due 1000", (*FROZEN, "due"), MIDDLE),
            ("why 1000", (*FROZEN, "why", next(applications(1)).id), MIDDLE),
            ("list 1000", (*FROZEN, "list"), MIDDLE),
            ("due 10000", (*FROZEN, "due"), LARGE),
            ("list 10000", (*FROZEN, "list", "--json"), LARGE),
        )
        for _ in range(5):
            # In another order each time: what ran before leaves its memory and caches behind.
            for name, command, count in random.sample(calls, len(calls)):
                self.measured.commands.setdefault(name, []).append(_timed(command, self._home(count)))

    def _line(self, command: Sequence[str], environ: Mapping[str, str]) -> MeasuringTerminal:
        return MeasuringTerminal(command, environ, self._size, _QUIET)

    def _started(self, line: MeasuringTerminal, figures: Figures, *words: str) -> None:
        figures.starts.append(line.start(*words))
        line.settle(QUIET)
        figures.megabytes.append(line.megabytes)


def _timed(command: Sequence[str], environ: Mapping[str, str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, env=dict(environ), stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun

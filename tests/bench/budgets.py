"""What the program may cost: every line says what, how it is measured, and how much at most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.bench.counting import IDLE, START
from tests.bench.measuring import FIRST, IDLE_SECONDS, JOURNAL, LARGE, MIDDLE, SMALL, Figures, Measured

KB = 1_000

START_TIMES = {SMALL: 0.45, MIDDLE: 0.55, LARGE: 1.4}
"""How long a start may take until the board can be read, as a multiple of the minimal program's start."""

FIRST_ANSWER_TIMES = {MIDDLE: 1.4}
"""The same until a key is answered that is pressed as soon as the board can be read."""

DUE_TIMES = 1.3
"""How long `followup due` may take, as a multiple of importing TinyDB and arrow."""

SELECTION_TIMES, OPENING_TIMES, SEARCH_TIMES = 2, 25, 10
"""What keys may take, as multiples of what the minimal program's key takes."""

MOVE_TIMES = {SMALL: 8, MIDDLE: 8, LARGE: 40}
"""The same for moving a card with its save, which writes the whole file, by the number of applications."""

SELECTION_BYTES = 700
PAGE_BYTES = 5 * KB
MOVE_BYTES = 10 * KB
OPENING_BYTES = 30 * KB

SELECTING = frozenset(
    {
        *("board.down", "board.up", "board.left", "board.right", "board.next-due"),
        *(f"board.column-{number}" for number in range(1, 6)),
    }
)
PAGING = frozenset(
    {
        *("board.first", "board.last", "board.page-down", "board.page-up", "(a page turned)"),
        *("story.down", "story.up"),
        *("list.first", "list.last", "list.page-down", "list.page-up"),
    }
)
MOVING = frozenset({"card.move-left", "card.move-right", "undo", "redo"})

SAME = 1.1
"""What counts as the same number of bytes: other cards have other words."""

GROWTH = 1.5
"""What a key that saves nothing may take at 10,000 applications, as a multiple of what it takes at 100."""


@dataclass(frozen=True, slots=True)
class Result:
    """A line of the table.

    Attributes:
        what: what is measured.
        size: with how many applications.
        figure: what it came to.
        unit: `x` for a ratio, `B`, `B/s`, `MB`, `%`.
        budget: the most it may be; None where it is only to be known.
        note: the figure it was made of.
    """

    what: str
    size: int
    figure: float
    unit: str
    budget: float | None
    note: str = ""

    @property
    def holds(self) -> bool:
        """Whether it is within its budget."""
        return self.budget is None or self.figure <= self.budget


def budget_of(action: str) -> int:
    """Return how many bytes an action may write at most."""
    if action in SELECTING:
        return SELECTION_BYTES
    if action in PAGING:
        return PAGE_BYTES
    if action in MOVING:
        return MOVE_BYTES
    return 0 if action == IDLE else OPENING_BYTES


def broken(counts: Mapping[str, int]) -> Iterator[str]:
    """Say which actions write more bytes than their budget; the first paint has none."""
    for action, size in counts.items():
        if action != START and size > budget_of(action):
            yield f"{action}: {size} B, budget {budget_of(action)} B"


def broken_at_80x24(counts: Mapping[str, int]) -> Iterator[str]:
    """Say which keys that move the selection write more bytes than their budget in the smaller window."""
    selecting = {action: size for action, size in counts.items() if action in SELECTING}
    return (f"at 80x24: {problem}" for problem in broken(selecting))


def results(measured: Measured) -> Iterator[Result]:
    """Return every line that what was measured has figures for."""
    base = measured.minimal
    for size, board in measured.boards.items():
        if board.starts:
            yield from _start(size, board, base)
        if board.idle:
            yield from _board(size, board, base)
    small, large = measured.boards.get(SMALL), measured.boards.get(LARGE)
    if small and large and small.idle:
        yield from _growth(small, large)
    if measured.journal.starts:
        letters = [name for name in measured.journal.keys if name.startswith("letter")]
        worst = max(letters, key=measured.journal.seconds)
        yield _time(
            "search in the journal, the slowest letter", JOURNAL, measured.journal, worst, base, SEARCH_TIMES
        )
    if measured.commands:
        yield from _commands(measured)


def _start(size: int, board: Figures, base: Figures) -> Iterator[Result]:
    yield Result(
        "start to a readable board",
        size,
        board.start / base.start,
        "x",
        START_TIMES.get(size),
        _ms(board.start),
    )
    answered = board.first_answer
    yield Result(
        "start to the answer to a key pressed at once",
        size,
        answered / base.start,
        "x",
        FIRST_ANSWER_TIMES.get(size),
        _ms(answered),
    )
    opened = board.first_opening
    what = "start to the screen that a key pressed at once opens"
    yield Result(what, size, opened / base.start, "x", None, _ms(opened))


def _board(size: int, board: Figures, base: Figures) -> Iterator[Result]:
    for key, what in (
        ("j", "selection in a column: j"),
        ("l", "across columns: l"),
        ("h", "across columns: h"),
    ):
        yield _time(what, size, board, key, base, SELECTION_TIMES)
        yield _bytes(what, size, board, key, SELECTION_BYTES)
    for key in ("L", "H"):
        yield _time(f"moving a card: {key}", size, board, key, base, MOVE_TIMES.get(size))
        yield _bytes(f"moving a card: {key}", size, board, key, MOVE_BYTES)
    yield _time("a page of scrolling", size, board, "page", base, None)
    yield _bytes("a page of scrolling", size, board, "page", PAGE_BYTES)
    for name, what in (
        ("card", "a card"),
        ("form", "a form"),
        ("journal", "the journal"),
        ("agenda", "the agenda"),
    ):
        yield _time(f"opening {what}", size, board, name, base, OPENING_TIMES)
        yield _time(f"opening {what}, the first time", size, board, name + FIRST, base, OPENING_TIMES)
        yield _bytes(f"opening {what}", size, board, name, OPENING_BYTES)
    yield _time("a letter of the filter", size, board, "letter", base, None)
    yield Result("nothing happens", size, max(board.idle) / IDLE_SECONDS, "B/s", 0)
    more = min(board.megabytes) - min(base.megabytes)
    limit_mb = 25 if size <= MIDDLE else None
    yield Result(
        "memory over the minimal program", size, more, "MB", limit_mb, f"{min(board.megabytes):.0f} MB"
    )


def _growth(small: Figures, large: Figures) -> Iterator[Result]:
    for key in ("j", "l"):
        ratio = large.size(key) / small.size(key)
        yield Result(f"bytes of {key}, as a multiple of {SMALL}'s", LARGE, ratio, "x", SAME)
    named = {
        "j": "j",
        "l": "l",
        "filter": "/",
        "letter": "a letter of the filter",
        "filter kept": "enter in the filter",
        "filter back": "escape from the filter",
        "card": "enter: a card opened",
        "back": "escape: back to the board",
    }
    for key, what in named.items():
        before, after = small.seconds(key), large.seconds(key)
        note = f"{before * 1000:.1f} to {after * 1000:.1f} ms"
        yield Result(f"time of {what}, as a multiple of {SMALL}'s", LARGE, after / before, "x", GROWTH, note)


def _commands(measured: Measured) -> Iterator[Result]:
    python, imports = measured.command("python"), measured.command("imports")
    due = measured.command("due 1000")
    yield Result(
        "followup due, over importing tinydb and arrow", MIDDLE, due / imports, "x", DUE_TIMES, _ms(due)
    )
    for name, what in (("why 1000", "followup why"), ("list 1000", "followup list")):
        seconds = measured.command(name)
        yield Result(
            f"{what}, over importing tinydb and arrow", MIDDLE, seconds / imports, "x", None, _ms(seconds)
        )
    for name, what in (("due 10000", "followup due"), ("list 10000", "followup list --json")):
        seconds = measured.command(name)
        yield Result(
            f"{what}, over importing tinydb and arrow", LARGE, seconds / imports, "x", None, _ms(seconds)
        )
        yield Result(
            f"{what}: Python's own start in it", LARGE, 100 * python / seconds, "%", None, _ms(python)
        )


def _time(what: str, size: int, figures: Figures, key: str, base: Figures, limit: float | None) -> Result:
    seconds = figures.seconds(key)
    return Result(f"{what}: time", size, seconds / base.seconds("j"), "x", limit, f"{seconds * 1000:.1f} ms")


def _bytes(what: str, size: int, figures: Figures, key: str, limit: float) -> Result:
    return Result(f"{what}: bytes", size, figures.size(key), "B", limit)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"

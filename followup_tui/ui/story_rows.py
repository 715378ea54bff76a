"""The open card as rows of runs: a verdict, one timeline, people, lessons, and what else is noted.

What the entries of the timeline say, `domain/story.py` decides; here they are laid out, for a page and for
the narrower place beside the board.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from followup_tui.cells import text_width
from followup_tui.domain.advice.next_move import advise
from followup_tui.domain.advice.why import verdict_words
from followup_tui.domain.application import Application, Stage
from followup_tui.domain.card_line import card_line
from followup_tui.domain.dates import say_date, say_instant, say_snooze_end
from followup_tui.domain.look import Meaning, Sign, look_of
from followup_tui.domain.people import person_details
from followup_tui.domain.person import Person
from followup_tui.domain.stages import Today
from followup_tui.domain.story import (
    StoryEntry,
    StoryLine,
    entries_ahead,
    entries_past,
    next_words,
    open_lessons,
    single_letters,
    stage_words,
)
from followup_tui.domain.turn import is_snoozed
from followup_tui.domain.wording import capitalized
from followup_tui.ui.advice_keys import WHY, advice_key_id
from followup_tui.ui.fitting import fit, fit_words
from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.pieces import EMPTY, Row, row, runs_width, spread
from followup_tui.ui.styles import Run
from followup_tui.ui.wrapping import wrap

SIDE_BY_SIDE_FROM: Final = 56
"""From this width on the name of a section stands at the left of it, and days are said with their month."""

NEAR_DAYS: Final = 14
"""Up to so many days away a day is told apart by its weekday and number alone, where there is little room."""

_BAR = "│"

_LEAST_ROOM: Final = 10
"""What stands at the right of a row leaves its words so many cells; else it stands below them."""

_PREVIEW_FROM: Final = 12
"""So many cells are left at least for the beginning of a letter that is folded."""


class LaidStory(NamedTuple):
    """A story laid out.

    Attributes:
        rows: its rows; none of them is selected.
        entries: what can be selected in it, from top to bottom.
        spans: of each entry the number of its first row, from 0, and of the row after its last.
    """

    rows: list[Row]
    entries: list[StoryEntry]
    spans: list[tuple[int, int]]


class StoryOf(NamedTuple):
    """What a story is told of.

    Attributes:
        application: the application.
        related: all applications that count for the advice on it.
        today: the present moment.
        key_of: returns a key by its id as a person reads it.
    """

    application: Application
    related: Sequence[Application]
    today: Today
    key_of: Callable[[str], str]


def lay_out_story(story: StoryOf, width: int, unfolded: Collection[str] = ()) -> LaidStory:
    """Lay out the story of an application.

    Args:
        story: what it is told of.
        width: how many cells a row has.
        unfolded: the ids of the entries whose letters are shown whole.
    """
    return _Layout(story, width, unfolded).laid


def heading_rows(story: StoryOf, width: int) -> list[Row]:
    """Return the rows that name the card, where no first row of a screen does."""
    application = story.application
    words, look = stage_words(application, story.today)
    company = fit_words(application.company, max(width - text_width(words) - 2, 1))
    tags = ", ".join(application.tags)
    job = fit_words(application.job, max(width - (text_width(tags) + 2 if tags else 0), width // 2))
    tags = fit_words(tags, max(width - text_width(job) - 2, 0))
    return [
        row(spread([(company, "name")], [(words, look.style)], width), width),
        row(spread([(job, Meaning.QUIET.style)], [(tags, Meaning.QUIET.style)], width), width),
        EMPTY,
    ]


class _Layout:
    def __init__(self, story: StoryOf, width: int, unfolded: Collection[str]) -> None:
        self._application, self._related, self._today, self._key_of = story
        self._width, self._unfolded = max(width, 20), unfolded
        self._is_wide = width >= SIDE_BY_SIDE_FROM
        self._advice = advise(self._application, self._today, self._related)
        ahead = entries_ahead(self._application, self._today)
        past = entries_past(self._application, self._today)
        labels = [self._label(entry.day) for entry in (*ahead, *past)]
        self._label_width = max((*map(text_width, labels), 10 if self._is_wide else 6))
        self._indent = self._label_width + 3
        self.laid = LaidStory([], [], [])
        self._verdict()
        self._add(EMPTY)
        for entry in ahead:
            self._entry(entry, self._label(entry.day))
        self._now()
        self._past(past)
        self._people()
        self._sections()

    def _add(self, *rows: Row) -> None:
        self.laid.rows.extend(rows)

    def _row(self, left: Sequence[Run], right: Sequence[Run] = ()) -> None:
        self._add(row(spread(left, right, self._width), self._width))

    def _text(self, text: str, style: str, indent: int, right: Sequence[Run] = ()) -> None:
        """Add a text from a column on, wrapped; something stands at the right end of its first row."""
        room = self._width - indent
        end = runs_width(right)
        lines = wrap(text, room, room - end - 2 if end else None)
        for index, line in enumerate(lines):
            self._row([(" " * indent, "plain"), (line, style)], () if index else right)

    def _label(self, day: date | None) -> str:
        """Say a day at the left of a row: `Fri 27 Nov`; in little room `Fri 27`, or `27 Oct` further away."""
        if day is None:
            return ""
        weekday, number, month, year = say_date(day).split()
        if day.year != self._today.day.year:
            return f"{number} {month} {year}"
        if self._is_wide:
            return f"{weekday} {number} {month}"
        is_near = abs((day - self._today.day).days) <= NEAR_DAYS
        return f"{weekday} {number}" if is_near else f"{number} {month}"

    def _verdict(self) -> None:
        """Add the answer to: may I write now? With its reason, the key that does it, and that for why."""
        application, advice, today = self._application, self._advice, self._today
        why: list[Run] = [(self._key_of(WHY), "key"), (" why", Meaning.QUIET.style)]
        if application.stage is Stage.CLOSED:
            line = card_line(application, today, self._related)
            sign = GLYPHS.signs[line.look.sign]
            words = capitalized(line.wordings[0])
            self._row([(f"{sign} {words}".lstrip(), f"{line.look.meaning.style}-bold")], why)
            return
        words, look = verdict_words(advice), look_of(advice)
        key_id = advice_key_id(advice)
        key: list[Run] = [(self._key_of(key_id), "key")] if key_id != WHY else []
        answer = f"{GLYPHS.signs[Sign.STOP]} {words}" if look.sign is Sign.STOP else words
        verdict: Run = (answer, f"{look.meaning.style}-bold")
        room = self._width - runs_width(why) - 2
        if not self._is_wide:
            first, *rest = wrap(answer, self._width, self._width - (runs_width(key) + 2 if key else 0))
            self._row([(first, verdict[1])], key)
            self._rows([[(line, verdict[1])] for line in rest], ())
            lines = [[(line, Meaning.QUIET.style)] for line in wrap(advice.reason, room)]
            self._rows(lines, why)
            return
        first, *rest = wrap(advice.reason, room, room - text_width(answer) - 1)
        lines = [[verdict, (f" {first}", "plain")], *([(line, "plain")] for line in rest)]
        both = [*key, ("  ", "plain"), *why] if key else why
        if len(lines) == 1 and runs_width(lines[0]) + runs_width(both) + 2 <= self._width:
            self._row(lines[0], both)
        else:
            self._row(lines[0], key)
            self._rows(lines[1:] or [[]], why)

    def _rows(self, lines: Sequence[Sequence[Run]], right: Sequence[Run]) -> None:
        """Add rows, and something at the right end of the last."""
        for index, line in enumerate(lines):
            self._row(line, right if index == len(lines) - 1 else ())

    def _now(self) -> None:
        """Add the row that sets what comes apart from what happened: what is next."""
        application, advice, today = self._application, self._advice, self._today
        if application.stage is Stage.CLOSED:
            return
        if is_snoozed(application, today.utc) and application.snoozed_until is not None:
            until = say_snooze_end(application.snoozed_until.utc, today.now)
            words, style, key_id = f"Snoozed until {until}", Meaning.QUIET.style, "card.snooze"
        else:
            look = look_of(advice)
            words, style = next_words(advice, today), look.style
            key_id = advice_key_id(advice)
        is_due = style.endswith("-bold")
        text_style = "name" if is_due else "plain"
        key: list[Run] = [(self._key_of(key_id), "key")] if key_id != WHY else []
        left: list[Run] = [
            (f"{'now':<{self._label_width}} ", style),
            (f"{GLYPHS.signs[Sign.NEXT]} ", style),
        ]
        room = self._width - self._indent
        first, *rest = wrap(words, room, room - (runs_width(key) + 2 if key else 0))
        self._row([*left, (first, text_style)], key)
        for line in rest:
            self._row([(" " * self._indent, "plain"), (line, text_style)])

    def _past(self, entries: Iterable[StoryEntry]) -> None:
        label_before = ""
        for entry in entries:
            label = self._label(entry.day)
            is_same_day = label == label_before and bool(label)
            self._entry(entry, "" if is_same_day else label)
            label_before = label
            if len(entry.events) > 1 and entry.id in self._unfolded:
                for letter in single_letters(self._application, entry, self._today):
                    self._entry(letter, "")

    def _entry(self, entry: StoryEntry, label: str) -> None:
        """Add an entry: its row, and what is known of it below that."""
        first_row = len(self.laid.rows)
        is_folded = entry.is_foldable and entry.id not in self._unfolded
        is_quiet = entry.look.meaning is Meaning.QUIET and not entry.is_ahead and not entry.events
        style = "name" if entry.is_name else Meaning.QUIET.style if is_quiet else "plain"
        label_style = entry.look.meaning.style if entry.is_ahead else Meaning.QUIET.style
        right: list[Run] = [(entry.right, entry.right_meaning.style)] if entry.right else []
        if entry.key_id:
            right += [("  " if right else "", "plain"), (self._key_of(entry.key_id), "key")]
        room = self._width - self._indent
        has_room = room - runs_width(right) >= _LEAST_ROOM
        first, *rest = wrap(entry.words, room, room - (runs_width(right) + 2 if right and has_room else 0))
        left: list[Run] = [
            (label + " " * (self._label_width - text_width(label) + 1), label_style),
            (f"{GLYPHS.signs[entry.look.sign]} ", entry.look.meaning.style),
            (first, style),
        ]
        if is_folded and not rest and entry.lines:
            preview_room = self._width - runs_width(left) - runs_width(right) - 4
            if preview_room >= _PREVIEW_FROM:
                words = " ".join(line.text for line in entry.lines)
                left.append((f"  {fit(words, preview_room)}", Meaning.QUIET.style))
        self._row(left, right if has_room else ())
        for line in rest:
            self._under([(line, style)], bool(entry.lines) and not is_folded)
        if not has_room:
            self._row([], right)
        if not is_folded:
            for story_line in entry.lines:
                self._line(story_line)
        if entry.events:
            self.laid.entries.append(entry)
            self.laid.spans.append((first_row, len(self.laid.rows)))

    def _line(self, line: StoryLine) -> None:
        """Add a line below an entry; where it is long, it goes on below its own text."""
        mark, text = (f"{line.mark} ", line.text) if line.mark else ("", line.text)
        if text.startswith("“"):
            mark, text = "“", text[1:]
        style = Meaning.QUIET.style if line.is_quiet else "plain"
        for index, part in enumerate(wrap(text, self._width - self._indent - len(mark))):
            self._under([((mark if index == 0 else " " * len(mark)) + part, style)], has_bar=True)

    def _under(self, runs: Sequence[Run], has_bar: bool) -> None:  # noqa: FBT001 - one of two kinds of row
        before = " " * (self._label_width + 1)
        self._row([(before, "plain"), (f"{_BAR if has_bar else ' '} ", Meaning.QUIET.style), *runs])

    def _heading(self, name: str, right: Sequence[Run] = ()) -> int:
        """Begin a section. Return the column in which its rows begin, and 0 where it has a row of its own."""
        self._add(EMPTY)
        if not self._is_wide:
            self._row([(name, "name")], right)
        return self._indent if self._is_wide else 0

    def _section(self, name: str, rows: Sequence[Run], aside: Sequence[Run] = ()) -> None:
        """Add a section: its name, texts, and what stands at the right end of its first row."""
        indent = self._heading(name, aside)
        for index, (text, style) in enumerate(rows):
            first_row = len(self.laid.rows)
            self._text(text, style, indent, aside if self._is_wide and index == 0 else ())
            if indent and index == 0:
                _, *runs = self.laid.rows[first_row][0].runs
                name_run: Run = (f"{fit(name, indent - 1):<{indent}}", "name")
                self.laid.rows[first_row] = row([name_run, *runs], self._width)

    def _people(self) -> None:
        key: Run = (self._key_of("card.people"), "key")
        if not self._application.people:
            self._section("People", [("Nobody is noted yet.", Meaning.QUIET.style)], [key])
            return
        names = max(text_width(person.full_name) for person in self._application.people)
        names = min(names, (self._width - (self._indent if self._is_wide else 0)) // 2 - 2)
        indent = self._heading("People", [key])
        for index, person in enumerate(self._application.people):
            label = "People" if self._is_wide and index == 0 else ""
            self._person(person, f"{label:<{indent}}", names, key)

    def _person(self, person: Person, label: str, name_width: int, key: Run) -> None:
        right: list[Run] = []
        if person.needs_spelling_check:
            right = [("spelling?", Meaning.YOURS.style), (" ", "plain"), key]
        position, *addresses = person_details(person) or ("",)
        if not (person.position and person.name):
            position, addresses = "", [*filter(None, (position, *addresses))]
        details = f" {GLYPHS.dot} ".join(addresses)
        name = fit(person.full_name, name_width)
        gap = " " * (name_width - text_width(name) + 2)
        indent = len(label) + name_width + 2
        room = self._width - indent
        beside = room - (runs_width(right) + 2 if right else 0)
        first, *rest = wrap(position, room, beside) if beside >= _LEAST_ROOM else ["", *wrap(position, room)]
        rest += wrap(details, room) if details else []
        self._row([(label, "name"), (name, "plain"), (gap, "plain"), (first, Meaning.QUIET.style)], right)
        for line in rest:
            self._row([(" " * indent, "plain"), (line, Meaning.QUIET.style)])

    def _sections(self) -> None:
        """Add the lessons, and what else is noted; a section of nothing is left out."""
        application = self._application
        lessons = open_lessons(application)
        count: list[Run] = [(f"{len(lessons)} open", Meaning.QUIET.style)]
        sections: list[tuple[str, Sequence[str], str, Sequence[Run]]] = [
            ("Next time", lessons, "plain", count),
            ("Left unasked", application.unasked, "plain", ()),
            ("Notes", [line for line in application.notes.splitlines() if line.strip()], "plain", ()),
            ("Links", application.links, Meaning.THEIRS.style, ()),
            ("Tags", [", ".join(application.tags)] if application.tags else [], "plain", ()),
        ]
        for name, lines, style, aside in sections:
            if lines:
                self._section(name, [(line, style) for line in lines], aside)
        created = say_instant(application.created_at.utc.astimezone(self._today.zone), self._today.now)
        self._add(EMPTY)
        self._text(f"Recorded {created} {GLYPHS.dot} {application.id}", Meaning.QUIET.style, 0)

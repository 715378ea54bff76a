"""The forms about one interview that is there: to edit it, to move it, to note that it did not take place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from followup_tui.domain import interview_labels, interviews
from followup_tui.domain.application import Application
from followup_tui.domain.dates import say_date, say_time
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview
from followup_tui.domain.interview_words import interview_title
from followup_tui.domain.people import note_people_met
from followup_tui.domain.person import Party
from followup_tui.domain.person_line import parse_people, write_person
from followup_tui.domain.stages import Today
from followup_tui.domain.time_defaults import parse_interview_end, parse_interview_moment
from followup_tui.errors import CallError
from followup_tui.tracker import Change
from followup_tui.ui import field_preview
from followup_tui.ui.screens.card_form import InterviewForm
from followup_tui.ui.screens.interview_fields import chosen_kind, end_field, where_fields
from followup_tui.ui.widgets.choice import Choice
from followup_tui.ui.widgets.field import Field, line_entry, text_entry

_BY: Final = {"them": Party.THEM, "me": Party.ME}
"""Who moved an interview, as it is chosen."""

_CANCELLED: Final = {"cancelled by them": Party.THEM, "cancelled by me": Party.ME}
_MISSED: Final = "they missed it"


class EditInterviewForm(InterviewForm):
    """An interview that was noted wrongly, or of which more is known now."""

    def __init__(self, application: Application, interview: Interview) -> None:
        super().__init__(application, interview)
        self.about = _title(application, interview)

    def fields(self) -> Iterable[Field]:
        """Return the fields."""
        interview, today = self.interview, self.program.tracker.today()
        start, end = interview.starts_at, interview.ended_at or interview.ends_at
        yield Field(
            "at",
            "When",
            line_entry(_typed(start or end, today)),
            lambda text: field_preview.interview(text, today),
            "when it is or was; M moves it, and keeps the time before",
        )
        yield Field(
            "people",
            "Who holds it",
            text_entry("\n".join(write_person(person) for person in self.base.people_of(interview))),
            field_preview.people,
            "one a line: Dr. Jana Novák, Head of Data <jana@x.example>",
        )
        yield end_field(self, _typed(end, today) if start else "")
        yield from where_fields(interview)

    def save(self) -> Change:
        """Save what was corrected."""
        card, ids = self.base, self.interview.people
        if self._has_changed("at") or self._has_changed("until"):
            card = self._with_times(self.program.tracker.today())
        # A name nobody can type like that, with a comma in it, stands in files: it is read only if changed.
        if self._has_changed("people"):
            people = tuple(map(self.identified, parse_people(self["people"])))
            card, ids = note_people_met(card, ids, people)
        interview = replace(
            card.interview(self.interview.id) or self.interview,
            people=ids,
            kind=chosen_kind(self["kind"]),
            place=self["place"],
            link=self["link"],
        )
        label = interview_labels.detail_label(self.base, self.interview)
        return self.edit(card.with_interview(interview), label)

    def _with_times(self, today: Today) -> Application:
        moment, has_new_end = parse_interview_moment(self["at"], today), self._has_changed("until")
        until = parse_interview_end((has_new_end and self["until"]) or None, moment, today)
        card = self.base
        if until is None and has_new_end:  # its end is not known after all; else it lasts as long as before
            card = card.with_interview(replace(self.interview, ends_at=None, ended_at=None))
        return interviews.correct_interview(card, self.interview.id, moment.at, today, until=until)

    def _has_changed(self, name: str) -> bool:
        return self.query_one(f"#field-{name}", Field).changed


class MoveInterviewForm(InterviewForm):
    """An interview that was moved: when it is now, and who moved it."""

    def __init__(self, application: Application, interview: Interview) -> None:
        super().__init__(application, interview)
        self.about = f"{_title(application, interview)}, moved"

    def fields(self) -> Iterable[Field]:
        """Return the fields."""
        today = self.program.tracker.today()
        yield Field(
            "at",
            "To",
            line_entry(),
            lambda text: field_preview.interview(text, today),
            "when it is now: fri 14:00",
        )
        yield Field("by", "By", Choice([*_BY], "them"))
        yield end_field(self, hint="11:30; empty: it lasts as long as before")

    def save(self) -> Change:
        """Move it.

        Raises:
            CallError: no time is typed, or it cannot be moved there.
        """
        if not self["at"]:
            raise CallError("When is it now?", "Write it, or go back with escape")
        today, by = self.program.tracker.today(), _BY[self["by"]]
        moment = parse_interview_moment(self["at"], today)
        at, until = moment.at, parse_interview_end(self["until"] or None, moment, today)
        moved = interviews.move_interview(self.base, self.interview.id, at, by, today, until=until)
        return self.edit(moved, interview_labels.move_label(self.base, self.interview, at, by, today.now))


class InterviewOffForm(InterviewForm):
    """An interview that was cancelled or missed; or that takes place after all."""

    def __init__(self, application: Application, interview: Interview) -> None:
        super().__init__(application, interview)
        self.about = _title(application, interview)

    def fields(self) -> Iterable[Field]:
        """Return the fields."""
        is_off = self.interview.cancelled_by is not None or self.interview.missed
        moment = self.interview.starts_at or self.interview.moment
        is_ahead = moment is not None and moment.utc > self.program.tracker.today().utc
        words = [
            *(["it takes place" if is_ahead else "it took place"] if is_off else []),
            *([] if is_ahead or self.interview.missed else [_MISSED]),
            *([] if interviews.is_noted_as_held(self.interview) else _CANCELLED),
        ]
        yield Field("became", "What happened", Choice(words, words[0]))

    def next_steps(self) -> str:
        """Offer what follows."""
        became = self["became"]
        if became == _MISSED:
            return "w what now, M another time"
        return "i another time, m log it" if became in _CANCELLED else ""

    def save(self) -> Change:
        """Note what became of it."""
        base, interview, today = self.base, self.interview, self.program.tracker.today()
        became = self["became"]
        if became == _MISSED:
            label = interview_labels.missed_label(base, interview)
            return self.edit(interviews.miss_interview(base, interview.id, today), label)
        if (by := _CANCELLED.get(became)) is not None:
            label = interview_labels.cancel_label(base, interview, by)
            return self.edit(interviews.cancel_interview(base, interview.id, by, today), label)
        return self.edit(
            interviews.reinstate_interview(base, interview.id),
            interview_labels.reinstate_label(base, interview),
        )


def _title(application: Application, interview: Interview) -> str:
    """Return which interview it is, and when: `interview 2, Fri 27 Nov 2026 10:00`."""
    shown = interview.starts_at or interview.moment
    when = f", {say_date(shown.local().date())} {say_time(shown.local())}" if shown else ""
    return f"{interview_title(application, interview)}{when}"


def _typed(moment: Instant | None, today: Today) -> str:
    """Return a moment as somebody would type it: `Fri 27 Nov 2026 10:00`; empty where there is none."""
    if moment is None:
        return ""
    here = moment.seen_from(today.zone)
    return f"{say_date(here.date())} {say_time(here)}"

"""After an interview: what went well, what did not, what to change next time, what was said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import TextArea

from followup_tui.domain.application import Application
from followup_tui.domain.dates import say_date
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview
from followup_tui.domain.journal import JournalEntry, lessons_to_look_back_on, write_reflection
from followup_tui.domain.look import Meaning
from followup_tui.domain.reflection_text import (
    PROMPTS,
    ReflectionText,
    parse_markdown,
    text_of_reflection,
    to_markdown,
)
from followup_tui.domain.step_labels import reflection_label
from followup_tui.domain.text import clean_text
from followup_tui.errors import FollowupError
from followup_tui.tracker import Change
from followup_tui.ui import field_preview, routes
from followup_tui.ui.keys import EDITOR, FORM, KeyGroups, bindings
from followup_tui.ui.screens.card_form import InterviewForm
from followup_tui.ui.widgets.choice import Choice
from followup_tui.ui.widgets.field import Field, text_entry

_SKIPPED = "-"


class ReflectForm(InterviewForm):
    """One interview's entry in the journal. A line each is enough, and all of it can be skipped."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(EDITOR)
    hint_groups: ClassVar[KeyGroups] = (EDITOR, FORM)

    def __init__(self, application: Application, interview: Interview) -> None:
        super().__init__(application, interview)
        which = (
            f"interview {application.interview_number(interview)}" if len(application.interviews) > 1 else ""
        )
        when = say_date(interview.moment.local().date()) if interview.moment else ""
        self.about = f"how was it? {', '.join(filter(None, (which, when)))}".rstrip()

    def fields(self) -> Iterable[Field]:
        """Return the fields."""
        texts = text_of_reflection(self.interview.reflection, self.interview.said)
        for name, check in (
            ("well", field_preview.many_lines),
            ("badly", field_preview.many_lines),
            ("change", field_preview.lessons),
            ("said", field_preview.many_lines),
        ):
            prompt, hint = PROMPTS[name]
            yield Field(name, prompt, text_entry(getattr(texts, name)), check, hint)
        prompt, hint = PROMPTS["feeling"]
        feeling = Choice([_SKIPPED, *"12345"], texts.feeling or _SKIPPED)
        yield Field("feeling", prompt, feeling, lambda _: hint)
        # What was imported, or written above the prompts in the editor; most people have none.
        notes = Field("notes", "Anything else", text_entry(texts.notes), field_preview.many_lines)
        notes.display = bool(texts.notes)
        yield notes

    @on(TextArea.Changed, "#field-notes TextArea")
    def show_notes(self) -> None:
        """Show the field for what belongs to no prompt, once something is in it."""
        self.query_one("#field-notes", Field).display = True

    def save(self) -> Change:
        """Write it to the journal."""
        written = self._written()
        now = Instant.of(self.program.tracker.today().now)
        what_was_said = clean_text(written.said, "What was said")
        return self.edit(
            write_reflection(self.base, self.interview.id, written.reflection(now), what_was_said),
            reflection_label(is_empty=written.is_empty),
        )

    def next_page(self) -> Screen[None] | None:
        """Return the page that asks, once, which earlier lessons were followed in this interview."""
        tracker = self.program.tracker
        application = tracker.applications.get(self.base.id)
        interview = application.interview(self.interview.id) if application else None
        reflection = interview.reflection if interview else None
        if application is None or interview is None or reflection is None or reflection.looked_back:
            return None
        lessons = lessons_to_look_back_on(interview, tracker.applications.values())
        if not lessons:
            return None
        return routes.LESSONS(lessons, JournalEntry(application, interview, reflection))

    def action_editor(self) -> None:
        """Write all of it as one text in the user's own editor."""
        from followup_tui.storage.edited_text import subject
        from followup_tui.ui.editor import written_in_editor

        self.keep_half_written()
        text = to_markdown(self._written(), f"{self.base.company}, {self.about}")
        about, title = subject(self.base, self.interview.id), self.half_written().title
        try:
            # What cannot be read is kept where it was written.
            with written_in_editor(self.program, text, "reflection.md", about=about, title=title) as typed:
                written = parse_markdown(typed)
                # A word beside the number has no place in the form: refused, it is still in its file.
                written.reflection(Instant.of(self.program.tracker.today().now))
                for name in ("notes", *PROMPTS):
                    self.query_one(f"#field-{name}", Field).value = getattr(written, name)
                # Before the editor's file is gone.
                self.keep_half_written()
        except FollowupError as error:
            self.program.say(str(error), Meaning.OVERDUE)
            return
        self.bottom.clear_message()
        self.query_one("#field-well TextArea", TextArea).focus()

    def _written(self) -> ReflectionText:
        feeling = "" if self["feeling"] == _SKIPPED else self["feeling"]
        return ReflectionText(
            self["well"], self["badly"], self["change"], self["said"], feeling, self["notes"]
        )

"""The letters about one application on the screen: the one in front, and what is said around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from followup_tui.domain.application import Application
from followup_tui.domain.instant import Instant
from followup_tui.domain.letter import LetterKind, suggestion_in
from followup_tui.domain.relations import related_to
from followup_tui.letters.compose import LetterSettings
from followup_tui.letters.drafts import LetterDrafts
from followup_tui.letters.letter_draft import LetterDraft
from followup_tui.letters.sent_words import words_taken_back
from followup_tui.storage.drafts import LETTERS_FORM, Draft, letters_draft_name
from followup_tui.ui.hints import hints
from followup_tui.ui.keys import BACK, EDITOR, LETTERS, WRITING, Key, only
from followup_tui.ui.screens.card_page import CardPage
from followup_tui.ui.screens.half_written import WritingPage
from followup_tui.ui.screens.letters.outbox import Outbox
from followup_tui.ui.screens.letters.shown import KIND_NAMES, recipient_row, state_rows, tabs_row
from followup_tui.ui.screens.page import Page
from followup_tui.ui.widgets.letter_text import LetterText, SubjectLine


class LettersBasePage(CardPage, WritingPage[None]):
    """Letters of one kind, one to each person, with one in front.

    Args:
        application: what they are about.
        kind: what they are for.
        answered_warning: what the contact check warned of, which the user has answered; empty for nothing.
    """

    AUTO_FOCUS = ""

    cannot_be_kept = "What you write here cannot be kept for later"

    def __init__(self, application: Application, kind: LetterKind, answered_warning: str = "") -> None:
        super().__init__()
        self._application = application
        self._kind = kind
        self._answered_warning = answered_warning
        self._index = 0
        self._letter_drafts: LetterDrafts | None = None

    @classmethod
    def reopened(cls, application: Application | None, part: str) -> Page[Any] | None:
        """Make the page again, with the letters of a kind."""
        return cls(application, LetterKind(part)) if application and part in set(LetterKind) else None

    @property
    def application_id(self) -> str:
        """The application's id."""
        return self._application.id

    @property
    def letter_drafts(self) -> LetterDrafts:
        """The letters."""
        if self._letter_drafts is None:
            self._letter_drafts = self.compose_letters()
        return self._letter_drafts

    @property
    def draft(self) -> LetterDraft:
        """The letter in front."""
        return self.letter_drafts.drafts[self._index]

    @property
    def outbox(self) -> Outbox:
        """Where letters are sent from."""
        return Outbox(self.program)

    def is_sending(self, draft: LetterDraft) -> bool:
        """Return whether a letter is being sent now, by this page or one that is gone."""
        return self.outbox.is_sending(self.draft_name, draft.key)

    @property
    def letter_settings(self) -> LetterSettings:
        """What letters are written with."""
        folder, settings = self.program.context.paths.templates_folder, self.program.context.settings
        name = settings.sender.full_name if settings.sender else ""
        return LetterSettings(folder, settings.language, name, settings.phone, settings.first_names)

    def compose_letters(self) -> LetterDrafts:
        """Write the letters from their template."""
        today, related = self.program.tracker.today(), self.related()
        return LetterDrafts(self._application, self._kind, today, self.letter_settings, related)

    def related(self) -> Sequence[Application]:
        """Return the applications that the advice on this one depends on."""
        return related_to(self._application, self.program.tracker.applications)

    def recompose_letters(self, *, questions: bool) -> None:
        """Write the letters again from what is true now; what was typed stays."""
        key = self.draft.key
        self.letter_drafts.recompose(self._application, self.program.tracker.today(), questions=questions)
        # The one in front may be gone, with the person.
        keys = [draft.key for draft in self.letter_drafts.drafts]
        self.show_letter(keys.index(key) if key in keys else 0)

    # What is shown.

    def body(self) -> ComposeResult:
        """Yield the letter in front and the rows around it."""
        yield Static(markup=False, id="tabs")
        yield Static(markup=False, id="to")
        with Horizontal(id="about"):
            yield Static("Subject", markup=False)
            yield SubjectLine()
        yield LetterText()
        yield Static(markup=False, id="state")

    def show_letter(self, index: int) -> None:
        """Put a letter in front."""
        self._index = index
        self.query_one(SubjectLine).value = self.draft.subject
        self.query_one(LetterText).text = self.draft.body
        self.update_rows()

    def update_rows(self) -> None:
        """Update the rows around the letter in front: whose it is, to whom it goes, what is still open."""
        width = self.app.size.width - 2
        words = f"{self.draft.letter.words} words"
        self.say_top(self._application.company, KIND_NAMES[self._kind], right=words)
        tabs = self.query_one("#tabs", Static)
        tabs.set_class(len(self.letter_drafts.drafts) == 1, "-one")
        tabs.update(tabs_row(self.letter_drafts, self._index, width), layout=False)
        self.query_one("#to", Static).update(recipient_row(self.draft, width), layout=False)
        self.update_state()

    def update_state(self) -> None:
        """Update the rows that say what is still open and how the letter can go out."""
        writing, sending = self.focused is not None, self.is_sending(self.draft)
        rows = state_rows(self.letter_drafts, self._index, writing=writing, sending=sending)
        self.query_one("#state", Static).update(rows)

    def on_descendant_focus(self) -> None:
        """Show the keys for writing."""
        self.say_hints(self.hints())
        self.update_state()

    def on_descendant_blur(self) -> None:
        """Show the keys for what to do with the letter, and what is to be looked at now."""
        self.say_hints(self.hints())
        self.update_state()

    def hints(self) -> list[str]:
        """Return the keys for writing, or for what to do with the letter, as they work now."""
        if self.focused is not None:
            # Not that for the list of keys, which is a letter here.
            keys = hints(self._writing_keys(), EDITOR, keymap=self.program.user_keys)
            return [*keys, "escape stop writing"]
        can_send = self.program.context.settings.send != ""
        return self.hints_of([key for key in LETTERS if can_send or key.id != "letters.send"], BACK)

    def _writing_keys(self) -> list[Key]:
        """Return the keys for writing that do something now, each with what it does."""
        following, done, accept = only(WRITING, "letters.next", "letters.done", "letters.accept")
        drafts, keys = self.letter_drafts.drafts, []
        if self.has_blank_ahead():
            keys.append(following)
        elif any(draft.sent is None and draft is not self.draft for draft in drafts):
            keys.append(replace(following, hint="tab next person"))
        are_all_filled = self.letter_drafts.next_with_blanks(-1) is None
        keys.append(replace(done, hint="ctrl+s done") if are_all_filled else done)
        blanks = self.draft.letter.blanks
        return [*keys, accept] if any(map(suggestion_in, blanks)) else keys

    def has_blank_ahead(self) -> bool:
        """Return whether a blank stands behind the cursor."""
        raise NotImplementedError

    # What is half-written.

    @property
    def draft_name(self) -> str:
        """The name under which these letters are half-written."""
        return letters_draft_name(self._application, self.letter_drafts.kind)

    def half_written(self) -> Draft:
        """Return what was typed in the letters."""
        edits = self.letter_drafts.edits()
        return Draft(
            LETTERS_FORM,
            self.application_id,
            self._kind.value,
            f"{self._application.company}, {KIND_NAMES[self._kind]}",
            Instant.of(self.program.tracker.today().now),
            {name: now for name, (_, now) in edits.items()},
            {name: before for name, (before, _) in edits.items()},
            self._application.uid,
        )

    def restore(self) -> bool:
        """Put back what was half-written, and what was sent and taken back; return whether anything was."""
        draft = self.find_half_written()
        texts = {**words_taken_back(self.program.drafts, self._application, self._kind)}
        texts |= draft.fields if draft else {}
        self.letter_drafts.add_begun(texts, self.program.tracker.today())
        return self.letter_drafts.restore(texts, draft.before if draft else None)

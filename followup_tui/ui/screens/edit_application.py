"""Changing what a card says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from msgspec.structs import replace
from textual.binding import BindingType
from textual.widgets import TextArea

from followup_tui.domain.application import Application
from followup_tui.domain.applications import at_company
from followup_tui.domain.look import Meaning
from followup_tui.domain.same_company import as_other_company, as_same_company, renamed
from followup_tui.domain.sanitize import clean_links, clean_tags
from followup_tui.errors import CallError, FollowupError
from followup_tui.letters.template_sets import template_sets
from followup_tui.tracker import Change
from followup_tui.ui import field_preview
from followup_tui.ui.keys import EDITOR, FORM, KeyGroups, bindings
from followup_tui.ui.screens.card_form import CardForm
from followup_tui.ui.widgets.choice import Choice
from followup_tui.ui.widgets.field import Field, line_entry, text_entry


class EditApplicationForm(CardForm):
    """Company, role, agency, tags, links and notes of an application."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(EDITOR)
    hint_groups: ClassVar[KeyGroups] = (EDITOR, FORM)

    about = "edit"

    def fields(self) -> Iterable[Field]:
        """Return the fields."""
        card = self.base
        yield Field("company", "Company", line_entry(card.company), field_preview.one_line)
        yield Field("role", "Role", line_entry(card.role), field_preview.one_line)
        yield Field("via", "Agency", line_entry(card.via), field_preview.one_line, "between you and them")
        yield Field(
            "same",
            "Same company as",
            line_entry(),
            self._same_company,
            self._namesakes(),
        )
        yield Field(
            "tags",
            "Tags",
            line_entry(", ".join(card.tags)),
            field_preview.tags,
            "separated by commas: remote, python",
        )
        yield Field(
            "links",
            "Links",
            text_entry("\n".join(card.links)),
            field_preview.links,
            "one a line: the posting, their site",
        )
        yield Field(
            "letters",
            "Letters",
            Choice(
                template_sets(self.program.context.paths.templates_folder),
                card.letters or self.program.context.settings.language,
            ),
            hint="the templates they begin with",
        )
        yield Field(
            "notes",
            "Notes",
            text_entry(card.notes, tall=True),
            field_preview.many_lines,
            "anything; ctrl+e opens your editor",
        )

    def save(self) -> Change:
        """Save what differs."""
        edited = replace(
            renamed(self.base, self["company"], self.program.tracker.applications),
            role=self["role"],
            via=self["via"],
            company_group=self._company_group(),
            tags=clean_tags(self["tags"]),
            links=clean_links(self["links"]),
            notes=self["notes"],
            letters=self["letters"] if self.query_one("#field-letters", Field).changed else self.base.letters,
        )
        return self.edit(edited, "edited")

    def _namesakes(self) -> str:
        """Say which other cards are taken for the same company, and how to say otherwise."""
        ids = [other.id for other in at_company(self.base, self.program.tracker.applications.values())[1:]]
        if ids:
            return f"one company with {', '.join(ids[:3])}; if not, type: not {ids[0]}"
        return "the id or name of a card there, where the names differ"

    def _same_company(self, text: str) -> str:
        """Return how what is said about the company is understood."""
        other, is_same = self._said_company(text)
        return f"{'the same company as' if is_same else 'another company than'} {other.company}, {other.job}"

    def _said_company(self, text: str) -> tuple[Application, bool]:
        """Return the card that a text names, and whether it says that this one is at the same company."""
        name = text.strip().removeprefix("not ")
        other = self.program.tracker.find(name)
        if other.id == self.base.id:
            raise CallError(f"{other.id} is this card", "Name another one")
        return other, name == text.strip()

    def _company_group(self) -> str:
        """Return which company it is at, by its name and by what is said here."""
        base = renamed(self.base, self["company"], self.program.tracker.applications)
        if not self["same"]:
            return base.company_group
        other, is_same = self._said_company(self["same"])
        change = as_same_company if is_same else as_other_company
        return change(base, other, [base]).get(base.id, base).company_group

    def action_editor(self) -> None:
        """Write the notes in the user's own editor."""
        from followup_tui.storage.edited_text import subject
        from followup_tui.ui.editor import write_in_editor

        # The editor may be open for long: what was typed until now is on disk meanwhile.
        self.keep_half_written()
        entry = self.query_one("#field-notes TextArea", TextArea)
        try:
            entry.text = write_in_editor(
                self.program,
                entry.text,
                "notes.md",
                about=subject(self.base, "notes"),
                title=f"{self.base.company}, notes",
            )
            self.bottom.clear_message()
        except FollowupError as error:
            self.program.say(str(error), Meaning.OVERDUE)
        entry.focus()

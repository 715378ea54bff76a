"""Making two cards of one job one: the same application was recorded twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from followup_tui.domain.application import Application
from followup_tui.domain.applications import at_company
from followup_tui.domain.company import company_of
from followup_tui.domain.find_application import existing_application
from followup_tui.domain.one_card import merge_cards
from followup_tui.domain.sanitize import sanitize_application
from followup_tui.errors import CallError
from followup_tui.tracker import Change
from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.screens.card_form import CardForm
from followup_tui.ui.widgets.field import Field, line_entry


class MergeCardsForm(CardForm):
    """Asks which card is a second one of the same job; all that is noted on it goes on this one."""

    about = "the same job was recorded twice"

    def fields(self) -> Iterable[Field]:
        """Return the field."""
        applications = self.program.tracker.applications
        ids = [other.id for other in at_company(self.base, applications.values())[1:]]
        yield Field(
            "card",
            "The other card",
            line_entry(ids[0] if len(ids) == 1 else "", placeholder=", ".join(ids[:4])),
            self._understood,
            "its id or company; what is noted there comes here, and that card is gone",
        )

    def warning(self) -> str:
        """Say that the other card is at another company, and what is half-written on it."""
        other = self._other(self["card"])
        two = f"{self.base.company} and {other.company} are two companies."
        different = two if company_of(self.base) != company_of(other) else ""
        titles = [draft.title for draft in self.program.drafts.all() if draft.is_about(other)]
        half_written = (
            f"Half-written there; it goes, and u brings it back: {', '.join(titles)}." if titles else ""
        )
        return " ".join(filter(None, (different, half_written)))

    def save(self) -> Change:
        """Make the two cards one, in one step."""
        base, other = self.base, self._other(self["card"])

        def one_card(applications: Mapping[str, Application]) -> dict[str, Application | None]:
            before = existing_application(applications, base.id)
            merged = merge_cards(before, existing_application(applications, other.id))
            return {base.id: sanitize_application(merged, before), other.id: None}

        return self.program.tracker.change_many(f"{base.company}: one card with {other.id}", one_card)

    def _understood(self, text: str) -> str:
        other = self._other(text)
        return f"{other.company} {GLYPHS.dot} {other.job} {GLYPHS.dot} {other.id}"

    def _other(self, text: str) -> Application:
        other = self.program.tracker.find(text)
        if other.id == self.base.id:
            raise CallError(f"{other.id} is this card", "Name the other one")
        return other

"""Their offer and the answer to it: accept, decline, more time, one key each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from msgspec.structs import replace
from textual.content import Content

from followup_tui.domain.application import Application, Stage
from followup_tui.domain.dates import say_instant
from followup_tui.domain.letter import LetterKind
from followup_tui.domain.letter_choice import fitting_offer_letter
from followup_tui.domain.offer import OfferState
from followup_tui.domain.offers import (
    VERBAL_WARNING,
    offer_contact,
    offer_words,
    offering_person,
    settle_offer,
)
from followup_tui.domain.step_labels import offer_label
from followup_tui.domain.turn import offer_as_it_stands
from followup_tui.ui import routes
from followup_tui.ui.hanging import hang
from followup_tui.ui.keys import BACK, EVERYWHERE, OFFER, SCROLLING, bindings, only
from followup_tui.ui.screens.application_page import ApplicationPage
from followup_tui.ui.screens.letters.shown import KIND_NAMES

_ACTS: Final = {
    OfferState.OPEN: ("letter", "time", "negotiate", "accept", "decline", "withdrawn", "written", "edit"),
    OfferState.LAPSED: ("letter", "accept", "decline", "withdrawn", "edit", "close"),
    OfferState.ACCEPTED: ("letter", "written", "edit", "withdrawn"),
    OfferState.DECLINED: ("letter", "edit"),
    OfferState.WITHDRAWN: ("edit", "close"),
}
"""What can be done with an offer in each state, by the ends of the keys' ids."""


class OfferAnswerPage(ApplicationPage):
    """One offer: how it stands, its terms, and what can be done with it."""

    BINDINGS: ClassVar = bindings(BACK, SCROLLING, OFFER, EVERYWHERE)

    def beside_company(self, application: Application) -> Sequence[str]:
        """Return the role, and what the page is about."""
        return application.role, "their offer"

    def hints(self) -> list[str]:
        """Return the keys that fit the state of the offer."""
        return self.hints_of(only(OFFER, *self._fitting()), BACK)

    def show(self) -> None:
        """Show the page as it is now."""
        super().show()
        self.say_hints(self.hints())

    def text_about(self, application: Application) -> Content:
        """Return the offer."""
        today = self.program.tracker.today()
        offer = offer_as_it_stands(application, today.utc)
        if offer is None:
            return Content("There is no offer any more. escape goes back; O notes one.")
        state = offer.state(today.utc)
        words = offer_words(offer, today)
        style = (
            "$overdue" if state is OfferState.LAPSED else "$yours" if state is OfferState.OPEN else "$good"
        )
        parts = [(f"Their offer: {words}\n", f"bold {style}")]
        if offer.is_verbal and state in (OfferState.OPEN, OfferState.ACCEPTED):
            parts.append((f"{VERBAL_WARNING}\n", "$overdue"))
        contact, person = offer_contact(application), offering_person(application)
        maker = application.person(contact.person) if contact else None
        by = f" from {maker.full_name}" if maker else ""
        how = f" by {contact.channel.value}" if contact else ""
        parts.append((f"Received {say_instant(offer.received_at.utc, today.now)}{by}{how}", "$quiet"))
        if person and person != maker:
            parts.append((f"; letters about it go to {person.full_name}", "$quiet"))
        parts.append(("\n\n", ""))
        parts += [(f"  {term}\n", "") for term in offer.terms] or [("  no terms noted yet\n", "$quiet")]
        parts.append(("\n", ""))
        letter = fitting_offer_letter(application, today)
        for key in only(OFFER, *self._fitting()):
            which = f": {KIND_NAMES[letter]}" if letter and key.id == "offer.letter" else ""
            parts += [(f"  {key.shown:<6}", "bold"), (f"{key.does}{which}\n", "")]
        return hang(Content.assemble(*parts), self.text_width)

    def on_resize(self) -> None:
        """Wrap the lines anew."""
        self.show_text()

    def action_settle(self, decision: str) -> None:
        """Settle the offer. Once it is accepted, the list of what to do then comes."""
        application = self._with_offer(decision)
        if application is None:
            return
        state, tracker = OfferState(decision), self.program.tracker
        settled = settle_offer(application, state, tracker.today()).offer
        label = offer_label(settled, application.offer) if settled else decision
        change = self.program.do(
            lambda: tracker.change(
                application.id, label, lambda current, today: settle_offer(current, state, today)
            )
        )
        if change is not None and state is OfferState.ACCEPTED:
            self.app.switch_screen(routes.HIRED(tracker.applications[application.id]))

    def action_written(self) -> None:
        """Note that it is in writing now, or that it was only said."""
        application = self._with_offer("written")
        if application is None or application.offer is None:
            return
        is_verbal = not application.offer.is_verbal

        def changed(current: Application) -> Application:
            return replace(current, offer=current.offer and replace(current.offer, is_verbal=is_verbal))

        label = "offer not in writing yet" if is_verbal else "offer in writing"
        tracker = self.program.tracker
        self.program.do(lambda: tracker.change(application.id, label, lambda current, _: changed(current)))

    def action_edit(self) -> None:
        """Change the offer; where it is over, note another."""
        if (application := self.chosen_application()) is not None:
            self.app.push_screen(routes.OFFER(application))

    def action_letter(self) -> None:
        """Write the letter that the offer asks for next."""
        application = self._with_offer("letter")
        if application is not None:
            kind = fitting_offer_letter(application, self.program.tracker.today())
            self._write(application, kind or LetterKind.OFFER_THANKS)

    def action_write(self, kind: str) -> None:
        """Write a letter of a kind."""
        application = self._with_offer("negotiate" if kind == LetterKind.NEGOTIATE else "time")
        if application is not None:
            self._write(application, LetterKind(kind))

    def _write(self, application: Application, kind: LetterKind) -> None:
        self.app.push_screen(routes.LETTERS(application, kind, ""))

    def _fitting(self) -> tuple[str, ...]:
        """Return the ids of the keys that fit the state of the offer."""
        application, today = self.application, self.program.tracker.today()
        offer = offer_as_it_stands(application, today.utc) if application else None
        if application is None or offer is None:
            return ("offer.edit",)
        acts = _ACTS[offer.state(today.utc)]
        is_closed = application.stage is Stage.CLOSED
        has_letter = fitting_offer_letter(application, today) is not None
        without = {"close" if is_closed else "", "" if has_letter else "letter"}
        return tuple(f"offer.{act}" for act in acts if act not in without)

    def _with_offer(self, act: str) -> Application | None:
        """Return the application where an act fits its offer; else say so and return None."""
        ids = {"accepted": "accept", "declined": "decline"}
        if f"offer.{ids.get(act, act)}" in self._fitting():
            return self.chosen_application()
        application, today = self.application, self.program.tracker.today()
        offer = offer_as_it_stands(application, today.utc) if application else None
        words = offer_words(offer, today) if offer else "there is none"
        self.program.say(f"That does not fit this offer: {words}")
        return None
